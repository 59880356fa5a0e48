// A fact as it is shown anywhere: the sentence, where it stands, its cells and the quoted lines.

import type { App, Cell, Fact, Facts, Part, Span, Value } from "../contract";
import { type Child, h, put } from "../page/h";
import { shownName, withReadings } from "../page/name";
import "./card.css";
import { markLines } from "./quote";
import { strings } from "./strings";

const QUOTED = 14;

/** Make the entry of a fact; its evidence opens under it. */
export function factEntry(app: App, facts: Facts, fact: Fact, open = false): HTMLElement {
  const body = h("div", { class: "fact-body" });
  const entry = h(
    "details",
    { class: "fact", open },
    h(
      "summary",
      {},
      h("span", { class: "fact-label", title: app.lang === "en" ? fact.label.zh : null }, withReadings(app, app.say(fact.label), fact.nodes)),
      h("small", { class: "fact-source faint" }, source(app, fact)),
    ),
    body,
  );
  const fill = (): void => {
    if (entry.open && !body.firstChild) put(body, cellList(app, facts, fact), quote(app, facts, fact));
  };
  entry.addEventListener("toggle", fill);
  fill();
  return entry;
}

/** Say where a fact stands: report, table or case, lines, page. */
export function source(app: App, fact: Fact): string {
  const report = app.network.meta.reports[fact.report];
  const said = app.say(strings.source, { report: report ? app.say(report.title) : "", where: app.say(fact.place), lines: linesSaid(app, fact.spans) });
  return said + (fact.pages.length ? app.say(strings.page, { pages: fact.pages.join(", ") }) : "");
}

/** Say which lines: "line 7", "lines 7–9, 12". */
export function linesSaid(app: App, spans: readonly Span[]): string {
  const lines = spans.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");
  return app.say(/^\d+$/.test(lines) ? strings.line : strings.lines, { lines });
}

/** A value as text, a node as a link that opens its card. */
export function valueShown(app: App, facts: Facts, value: Value): Child {
  if ("text" in value) return app.say(facts.english(value.text));
  if ("word" in value) return app.say(facts.words[value.word]?.name ?? { zh: "", en: "" });
  if ("part" in value) return partShown(app, facts, value.part);
  return nodeLink(app, value.node);
}

/** A link that opens the card of a node. */
export function nodeLink(app: App, index: number): Child {
  const node = app.network.nodes[index];
  if (!node) return "";
  const open = (event: Event): void => {
    event.preventDefault();
    app.card(index);
  };
  const href = app.link(app.state.view, { ...app.state.params, card: node.id });
  return h("a", { href, onclick: open }, shownName(app, node));
}

function cellList(app: App, facts: Facts, fact: Fact): HTMLElement {
  const row = (name: string, ...value: (Child | readonly Child[])[]): HTMLElement =>
    h("div", {}, h("dt", {}, name), h("dd", {}, ...value));
  const word = (number: number): Child => valueShown(app, facts, { word: number });
  return h(
    "dl",
    { class: "cells" },
    fact.cells.map((cell) => {
      const name = facts.properties[cell.property]?.name;
      return row(name ? app.say(name) : "", joined(cell, (value) => valueShown(app, facts, value)));
    }),
    row(app.say(strings.method), word(fact.method)),
    row(app.say(strings.certainty), word(fact.certainty)),
  );
}

/** The values of a cell with dots between them; a part stands on a line of its own and needs none. */
function joined(cell: Cell, show: (value: Value) => Child): Child[] {
  return cell.values.flatMap((value, i) => {
    const apart = i > 0 && !("part" in value || "part" in (cell.values[i - 1] ?? value));
    return [apart && h("span", { class: "faint" }, " · "), show(value)];
  });
}

/** A part on a line: its name first, the same text never twice. */
function partShown(app: App, facts: Facts, part: Part): HTMLElement {
  const named = facts.values(part, "name");
  const years = facts.values(part, "years");
  const rest = part.cells.flatMap((cell) => cell.values).filter((value) => !named.includes(value) && !years.includes(value));
  const first = rest.filter((value) => isOrganisation(app, value));
  const values = [...named, ...first, ...rest.filter((value) => !first.includes(value))];
  const shown = [...values.map((value) => valueShown(app, facts, value)), ...years.map((value) => yearsShown(app, facts, value))];
  const told = shown.filter((child, i) => typeof child !== "string" || shown.indexOf(child) === i);
  return h("span", { class: "part" }, told.flatMap((child, i) => (i ? [" ", child] : [child])));
}

function isOrganisation(app: App, value: Value): boolean {
  const node = "node" in value ? app.network.nodes[value.node] : undefined;
  return app.network.classes[node?.class ?? -1]?.role === "organisation";
}

function yearsShown(app: App, facts: Facts, value: Value): Child {
  return "text" in value && /^\d+$/.test(value.text) ? app.say(strings.years, { n: Number(value.text) }) : valueShown(app, facts, value);
}

function quote(app: App, facts: Facts, fact: Fact): HTMLElement {
  if (!app.network.meta.quoted) return h("p", { class: "faint" }, app.say(strings.unquoted));
  const numbers = fact.spans.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
  const lines = numbers
    .map((number) => ({ number, text: facts.line(fact.report, number) ?? "" }))
    .filter(({ text }) => text.trim());
  const marked = markLines(lines.map(({ text }) => text), needles(app, facts, fact));
  // A long table: the lines that hold what the fact names come first.
  const order = lines.map((_, i) => i);
  const telling = order.filter((i) => marked[i]?.some((piece) => piece.marked));
  const kept = new Set(lines.length <= QUOTED ? order : [...telling, ...order].slice(0, QUOTED));
  return h(
    "blockquote",
    { class: "quote", lang: "zh-CN" },
    order
      .filter((i) => kept.has(i))
      .map((i) =>
        h(
          "p",
          {},
          h("span", { class: "line-number", "aria-hidden": "true" }, lines[i]?.number ?? ""),
          h("span", {}, (marked[i] ?? []).map(({ text, marked }) => (marked ? h("mark", {}, text) : text))),
        ),
      ),
    lines.length > kept.size && h("p", { class: "faint" }, app.say(strings.longer, { n: lines.length - kept.size })),
  );
}

/** The words to mark: names and aliases of what the fact names, and its texts. */
function needles(app: App, facts: Facts, fact: Fact): string[] {
  const of = (cells: readonly Cell[]): string[] =>
    cells.flatMap(({ values }) =>
      values.flatMap((value) => {
        if ("text" in value) return /^\d{4}$|^.$/.test(value.text) ? [] : [value.text];
        if ("word" in value) return [facts.words[value.word]?.name.zh ?? ""];
        if ("part" in value) return of(value.part.cells);
        const node = app.network.nodes[value.node];
        return node ? [node.name.zh, ...node.aliases] : [];
      }),
    );
  return of(fact.cells);
}
