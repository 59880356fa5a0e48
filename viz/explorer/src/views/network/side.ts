// The column beside the picture: what one sees, what to try, the legend and the filters.

import type { App, Network } from "../../contract";
import { type Child, h, icon } from "../../page/h";
import { readHash } from "../../page/hash";
import { remember, remembered } from "../../page/memory";
import { plainName } from "../../page/name";
import { shortReportName } from "../../page/report";
import { combo, symbol } from "../../search/combo";
import { type Counts, type Filter, narrows, writeRelations } from "./filter";
import { strings } from "./strings";

const MOST = 4;
/** So many values stand as chips; more, as a list to choose from. */
const CHIPS = 12;
const CROSS = "M5 5l14 14M19 5L5 19";

/** Make the column anew for a filter; on a phone it is closed again by its button. */
export function side(app: App, filter: Filter, counts: Counts, close: () => void): Child[] {
  const closes = app.say(strings.closeFilters);
  return [
    h("button", { type: "button", class: "quiet side-close", name: "close", "aria-label": closes, title: closes, onclick: close }, icon(CROSS)),
    intro(app),
    active(app, filter),
    relations(app, filter, counts, true),
    choice(app, "report", app.say(strings.report), app.network.meta.reports.map((r, i) => [r.id, app.say(shortReportName(app.network, i)), app.say(r.title)]), app.network.meta.reports[filter.report ?? -1]?.id ?? ""),
    choice(app, "year", app.say(strings.year), years(app.network).map((y) => [String(y), String(y)]), String(filter.year ?? "")),
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
    h("h2", {}, app.say(meta.title)),
    h("p", {}, app.say(strings.intro, { ...meta.counts })),
    ...(starts.length ? [h("h3", { class: "side-head" }, app.say(strings.try))] : []),
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
  const names = filter.around.map((n) => plainName(app, app.network.nodes[n]));
  const none = { around: null, report: null, year: null, field: null, major: null, place: null, hide: null };
  return h(
    "section",
    { class: "active" },
    names.length > 0 && h("p", {}, app.say(strings.around, { names: names.join(app.lang === "zh" ? "、" : ", ") })),
    h("button", { type: "button", name: "reset", onclick: () => app.go({ ...none, relations: null }) }, app.say(strings.reset)),
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
    return [check(app, { key: `relation-${relation.id}`, on: filter.relations.has(i), mark, name: app.say(relation.name), count: counts.relations[i] ?? 0, act: () => toggle(i) })];
  });
  const list = h("ul", { class: "legend" }, entries);
  if (main) return h("section", {}, h("h2", { class: "side-head" }, app.say(strings.relations)), list);
  const on = network.relations.some((relation, i) => !relation.main && filter.relations.has(i));
  return h("details", { open: on, "data-key": "others" }, h("summary", { class: "side-head" }, app.say(strings.others)), list);
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
        return check(app, { key: `class-${network.classes[i]?.id}`, on: !filter.hiddenClasses.has(i), mark: symbol(app, i), name, count: counts.classes[i] ?? 0, act: () => toggle(i) });
      }),
    ),
  );
}

interface Check {
  readonly key: string;
  readonly on: boolean;
  readonly mark: Element;
  readonly name: string;
  readonly count: number;
  readonly act: () => void;
}

function check(app: App, { key, on, mark, name, count, act }: Check): HTMLElement {
  return h(
    "li",
    {},
    h(
      "label",
      { class: on ? null : "off" },
      h("input", { type: "checkbox", name: key, checked: on, onchange: act }),
      mark,
      h("span", {}, name),
      h("small", { class: "number" }, app.number(count)),
    ),
  );
}

function filters(app: App, filter: Filter): HTMLElement {
  const { network } = app;
  return h(
    "details",
    { open: [filter.field, filter.major, filter.place].some((value) => value !== null), "data-key": "filters" },
    h("summary", { class: "side-head" }, app.say(strings.more)),
    h(
      "div",
      { class: "filters" },
      select(app, "field", app.say(strings.field), [[network.fields.map((f) => [f.zh, app.say(f)])]], network.fields[filter.field ?? -1]?.zh ?? ""),
      select(app, "major", app.say(strings.major), [[named(app, majors(network))]], network.nodes[filter.major ?? -1]?.id ?? ""),
      select(app, "place", app.say(strings.place), placeGroups(app), network.nodes[filter.place ?? -1]?.id ?? ""),
    ),
  );
}

type Option = readonly [value: string, text: string, title?: string];
/** Options, and what they have in common. */
type Options = readonly [options: readonly Option[], name?: string];

/** A filter by one of a few values, as chips; by one of many, as a list; without values, none. */
function choice(app: App, key: string, name: string, options: readonly Option[], value: string): Child {
  if (options.length === 0) return null;
  if (options.length > CHIPS) return select(app, key, name, [[options]], value);
  const chip = ([id, text, title]: Option): HTMLElement =>
    h("button", { type: "button", class: "chip", name: `${key}-${id}`, title, "aria-pressed": String(id === value), onclick: () => app.go({ [key]: id || null }) }, text);
  return h(
    "section",
    {},
    h("h2", { class: "side-head" }, name),
    h("div", { class: "chips", role: "group", "aria-label": name }, chip(["", app.say(strings.any)]), options.map(chip)),
  );
}

/** A filter by one of many values; without values, none. */
function select(app: App, key: string, name: string, groups: readonly Options[], value: string): Child {
  if (groups.every(([options]) => options.length === 0)) return null;
  const entry = ([id, text]: Option): HTMLElement => h("option", { value: id, selected: id === value }, text);
  const field = h(
    "select",
    { name: key, onchange: () => app.go({ [key]: field.value || null }) },
    h("option", { value: "" }, app.say(strings.any)),
    groups.flatMap(([options, label]) => (label === undefined ? options.map(entry) : [h("optgroup", { label }, options.map(entry))])),
  );
  return h("label", { class: "field" }, h("span", {}, name), field);
}

/** A box to choose one of the two nodes whose ties are looked for. */
export function endPicker(app: App, key: "from" | "to", index: number | null): HTMLElement {
  const label = app.say(strings[key]);
  const value = index === null ? "" : plainName(app, app.network.nodes[index]);
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

/** Places by what they are: countries, provinces, districts. */
function placeGroups(app: App): Options[] {
  const { classes, nodes } = app.network;
  const found = places(app.network);
  return classes.flatMap(({ name }, number): Options[] => {
    const members = found.filter((index) => nodes[index]?.class === number);
    return members.length > 0 ? [[named(app, members), app.say(name)]] : [];
  });
}

function named(app: App, nodes: readonly number[]): [string, string][] {
  return nodes
    .flatMap((index): [string, string][] => {
      const node = app.network.nodes[index];
      return node ? [[node.id, plainName(app, node)]] : [];
    })
    .sort((a, b) => a[1].localeCompare(b[1], app.lang === "zh" ? "zh-Hans-CN" : "en"));
}
