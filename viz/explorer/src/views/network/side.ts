// The column beside the picture: what one sees, what to try, the legend and the filters.

import type { App, Network } from "../../contract";
import { type Child, h } from "../../page/h";
import { remember, remembered } from "../../page/memory";
import { readHash } from "../../page/hash";
import { combo, symbol } from "../../search/combo";
import { type Counts, type Filter, narrows, writeRelations } from "./filter";
import { strings } from "./strings";

const MOST = 4;

/** Make the column anew for a filter. */
export function side(app: App, filter: Filter, counts: Counts): Child[] {
  return [
    intro(app),
    active(app, filter),
    relations(app, filter, counts, true),
    classes(app, filter, counts),
    filters(app, filter),
    relations(app, filter, counts, false),
  ];
}

/** What one sees and what to try, until it is hidden. */
export function intro(app: App): Child {
  if (remembered("intro") === "hidden") return null;
  const { meta } = app.network;
  const starts = app.network.starts.filter(({ hash }) => app.has(readHash(hash).view)).slice(0, MOST);
  const section = h("section", { class: "intro" });
  const hide = (): void => {
    remember("intro", "hidden");
    document.querySelectorAll(".view-network .intro").forEach((element) => element.remove());
  };
  section.append(
    h("h1", {}, app.say(meta.title)),
    h("p", {}, app.say(strings.intro, { ...meta.counts })),
    ...(starts.length ? [h("h2", { class: "side-head" }, app.say(strings.try))] : []),
    h(
      "ul",
      { class: "starts" },
      starts.map(({ title, text, hash }) =>
        h("li", {}, h("a", { href: hash }, h("strong", {}, app.say(title)), h("span", {}, app.say(text)))),
      ),
    ),
    h("button", { type: "button", class: "quiet chip", onclick: hide }, app.say(strings.hide)),
  );
  return section;
}

/** What narrows the picture now, and the way back. */
export function active(app: App, filter: Filter): Child {
  if (filter.around.length === 0 && !narrows(filter) && filter.hiddenClasses.size === 0) return null;
  const names = filter.around.map((n) => app.say(app.network.nodes[n]?.name ?? { zh: "", en: "" }));
  const none = { around: null, report: null, year: null, field: null, major: null, place: null, hide: null };
  return h(
    "section",
    { class: "active" },
    names.length > 0 && h("p", {}, app.say(strings.around, { names: names.join(app.lang === "zh" ? "、" : ", ") })),
    h("button", { type: "button", onclick: () => app.go({ ...none, relations: null }) }, app.say(strings.reset)),
  );
}

function relations(app: App, filter: Filter, counts: Counts, main: boolean): HTMLElement {
  const { network } = app;
  const toggle = (number: number): void => {
    const wanted = new Set(filter.relations);
    if (!wanted.delete(number)) wanted.add(number);
    app.go({ relations: writeRelations(network, wanted) });
  };
  const entries = network.relations.flatMap((relation, i) => {
    if (relation.main !== main) return [];
    const mark = h("span", { class: `stroke${relation.directed ? " directed" : ""}`, style: `--colour:${relation.colour}` });
    return [check(app, { on: filter.relations.has(i), mark, name: app.say(relation.name), count: counts.relations[i] ?? 0, act: () => toggle(i) })];
  });
  const list = h("ul", { class: "legend" }, entries);
  if (main) return h("section", {}, h("h2", { class: "side-head" }, app.say(strings.relations)), list);
  const on = network.relations.some((relation, i) => !relation.main && filter.relations.has(i));
  return h("details", { open: on }, h("summary", { class: "side-head" }, app.say(strings.others)), list);
}

function classes(app: App, filter: Filter, counts: Counts): HTMLElement {
  const { network } = app;
  const toggle = (number: number): void => {
    const hidden = new Set(filter.hiddenClasses);
    if (!hidden.delete(number)) hidden.add(number);
    app.go({ hide: [...hidden].map((i) => network.classes[i]?.id).join(",") || null });
  };
  const numbers = network.classes.map((_, i) => i).filter((i) => counts.classes[i]);
  numbers.sort((a, b) => (counts.classes[b] ?? 0) - (counts.classes[a] ?? 0));
  return h(
    "section",
    {},
    h("h2", { class: "side-head" }, app.say(strings.classes)),
    h(
      "ul",
      { class: "legend" },
      numbers.map((i) => {
        const name = app.say(network.classes[i]?.name ?? { zh: "", en: "" });
        return check(app, { on: !filter.hiddenClasses.has(i), mark: symbol(app, i), name, count: counts.classes[i] ?? 0, act: () => toggle(i) });
      }),
    ),
  );
}

interface Check {
  readonly on: boolean;
  readonly mark: Element;
  readonly name: string;
  readonly count: number;
  readonly act: () => void;
}

function check(app: App, { on, mark, name, count, act }: Check): HTMLElement {
  return h(
    "li",
    {},
    h(
      "label",
      { class: on ? null : "off" },
      h("input", { type: "checkbox", checked: on, onchange: act }),
      mark,
      h("span", {}, name),
      h("small", { class: "number" }, app.number(count)),
    ),
  );
}

function filters(app: App, filter: Filter): HTMLElement {
  const { network } = app;
  const { reports } = network.meta;
  return h(
    "details",
    { open: narrows(filter) },
    h("summary", { class: "side-head" }, app.say(strings.filters)),
    h(
      "div",
      { class: "filters" },
      select(app, "report", app.say(strings.report), reports.map((r) => [r.id, app.say(r.title)]), filter.report === null ? "" : (reports[filter.report]?.id ?? "")),
      select(app, "year", app.say(strings.year), years(network).map((y) => [String(y), String(y)]), String(filter.year ?? "")),
      select(app, "field", app.say(strings.field), network.fields.map((f) => [f, f]), network.fields[filter.field ?? -1] ?? ""),
      select(app, "major", app.say(strings.major), named(app, majors(network)), network.nodes[filter.major ?? -1]?.id ?? ""),
      select(app, "place", app.say(strings.place), named(app, places(network)), network.nodes[filter.place ?? -1]?.id ?? ""),
    ),
  );
}

/** A filter by one of a few values; without values, none. */
function select(app: App, key: string, name: string, options: readonly (readonly [string, string])[], value: string): Child {
  if (options.length === 0) return null;
  const field = h(
    "select",
    { onchange: () => app.go({ [key]: field.value || null }) },
    h("option", { value: "" }, app.say(strings.any)),
    options.map(([id, text]) => h("option", { value: id, selected: id === value }, text)),
  );
  return h("label", { class: "field" }, h("span", {}, name), field);
}

/** A box to choose one of the two nodes whose ties are looked for. */
export function endPicker(app: App, key: "from" | "to", index: number | null): HTMLElement {
  const label = app.say(strings[key]);
  const value = index === null ? "" : app.say(app.network.nodes[index]?.name ?? { zh: "", en: "" });
  const box = combo(app, { label, hint: app.say(strings.pick), value, pick: (node) => app.go({ [key]: node.id }) });
  return h("div", { class: "end" }, h("span", { class: "faint" }, label), box);
}

function years(network: Network): number[] {
  return [...new Set(network.edges.flatMap((edge) => edge.years))].sort((a, b) => a - b);
}

function majors(network: Network): number[] {
  return [...new Set(network.edges.flatMap((edge) => edge.majors))];
}

/** Places that edges name or end in, and those that shown organisations lie in. */
function places(network: Network): number[] {
  const found = new Set<number>();
  for (const { source, target, places } of network.edges) {
    for (const node of [...places, source, target]) {
      for (let at = node; at >= 0; at = network.nodes[at]?.place ?? -1) {
        const cls = network.nodes[at]?.class ?? -1;
        if (network.classes[cls]?.role === "place" && !found.has(at)) found.add(at);
        if (network.nodes[at]?.place === at) break;
      }
    }
  }
  return [...found];
}

function named(app: App, nodes: readonly number[]): [string, string][] {
  return nodes
    .flatMap((index): [string, string][] => {
      const node = app.network.nodes[index];
      return node ? [[node.id, app.say(node.name)]] : [];
    })
    .sort((a, b) => a[1].localeCompare(b[1], app.lang === "zh" ? "zh-Hans-CN" : "en"));
}
