// What a reader chooses: school, major or field, where to; each list says how many routes it leaves.

import type { App, Text } from "../../contract";
import { type Child, h } from "../../page/h";
import { plainName } from "../../page/name";
import { type Asked, counted, endClass, fieldsOf, fits, goals, majors, type Route, starts } from "./route";
import { strings } from "./strings";

const NONE: Text = { zh: "", en: "" };

type Entry = readonly [value: string, name: string, count: number];

export function chooser(app: App, routes: readonly Route[], asked: Asked): Child[] {
  const { network } = app;
  const left = (without: readonly (keyof Asked)[]): Route[] => {
    const rest = { ...asked, ...Object.fromEntries(without.map((key) => [key, undefined])) };
    return routes.filter((route) => fits(network, route, rest));
  };
  const name = (node: number): string => plainName(app, network.nodes[node]);
  const nodes = (found: Map<number, number>): Entry[] => sorted([...found].map(([node, count]) => [network.nodes[node]?.id ?? "", name(node), count]));
  const fields: Entry[] = sorted([...counted(left(["major", "field"]), (route) => fieldsOf(network, route))].map(([field, count]) => [`field:${network.fields[field]?.zh}`, app.say(network.fields[field] ?? NONE), count]));
  const chosenMajor = asked.field !== undefined ? `field:${network.fields[asked.field]?.zh}` : (network.nodes[asked.major ?? -1]?.id ?? "");
  const pickMajor = (value: string): void => {
    const field = value.startsWith("field:") ? value.slice(6) : null;
    app.go({ field, major: field === null && value ? value : null });
  };
  return [
    select(app, "school", strings.school, left(["school"]).length, [{ entries: nodes(counted(left(["school"]), starts)) }], id(app, asked.school), (value) => app.go({ school: value || null })),
    select(
      app,
      "major",
      strings.major,
      left(["major", "field"]).length,
      [{ name: app.say(strings.fields), entries: fields }, { name: app.say(strings.majors), entries: nodes(counted(left(["major", "field"]), majors)) }],
      chosenMajor,
      pickMajor,
    ),
    select(app, "to", strings.to, left(["to"]).length, [{ entries: nodes(counted(left(["to"]), goals)) }], id(app, asked.to), (value) => app.go({ to: value || null })),
  ];
}

/** Buttons for the kinds of where routes end, where there are several. */
export function ends(app: App, routes: readonly Route[], asked: Asked): HTMLElement | null {
  const { network } = app;
  const rest = routes.filter((route) => fits(network, route, { ...asked, end: undefined }));
  const found = [...counted(rest, (route) => [endClass(network, route)])].sort((a, b) => b[1] - a[1]);
  if (found.length < 2) return null;
  const chip = (text: string, value: string | null, pressed: boolean): HTMLElement =>
    h("button", { type: "button", class: "chip", name: `end-${value ?? ""}`, "aria-pressed": String(pressed), onclick: () => app.go({ end: value }) }, text);
  return h(
    "div",
    { class: "chips ends", role: "group", "aria-label": app.say(strings.ends) },
    h("span", { class: "faint" }, app.say(strings.ends)),
    chip(app.say(strings.all, { n: rest.length }), null, asked.end === undefined),
    found.map(([number, count]) => {
      const look = network.classes[number];
      return look ? chip(`${app.say(look.name)} ${count}`, look.id, asked.end === number) : null;
    }),
  );
}

function id(app: App, node: number | undefined): string {
  return app.network.nodes[node ?? -1]?.id ?? "";
}

const COLLATOR = new Intl.Collator("zh-Hans-CN", { numeric: true });

function sorted(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => COLLATOR.compare(a[1], b[1]));
}

function select(
  app: App,
  key: string,
  label: { zh: string; en: string },
  count: number,
  groups: readonly { name?: string; entries: readonly Entry[] }[],
  chosen: string,
  pick: (value: string) => void,
): HTMLElement {
  const option = ([value, name, n]: Entry): HTMLElement => h("option", { value, selected: value === chosen }, app.say(strings.option, { name, n }));
  return h(
    "label",
    { class: "field" },
    h("span", {}, app.say(label)),
    h(
      "select",
      { name: key, onchange: (event: Event) => pick((event.target as HTMLSelectElement).value) },
      h("option", { value: "" }, app.say(strings.any, { n: count })),
      groups
        .filter(({ entries }) => entries.length > 0)
        .flatMap(({ name, entries }) => (name === undefined ? entries.map(option) : [h("optgroup", { label: name }, entries.map(option))])),
    ),
  );
}
