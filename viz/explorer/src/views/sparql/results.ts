// The answer to a query: a table, and beside it whatever picture it allows.

import type { App, Question } from "../../contract";
import { factEntry } from "../../card/fact";
import { type Chart, chart, type Drawn, legend } from "../../parts/chart";
import { save, saveSvg } from "../../parts/download";
import { table, type TableCell, type TableRow } from "../../parts/table";
import { type Child, h, put } from "../../page/h";
import { shownName } from "../../page/name";
import { type Answer, answerCsv, answerJson, asNumber, isNumeric, type Term } from "./answer";
import { drawing } from "./drawing";
import { pairs } from "./pairs";
import { strings } from "./strings";
import { Things } from "./things";
import { shortened, toTurtle } from "./turtle";

export interface Shown {
  readonly answer: Answer;
  readonly ms: number;
  readonly question: Question | undefined;
  readonly prefixes: Readonly<Record<string, string>>;
}

type Way = "table" | "chart" | "network" | "turtle";

const WAYS = { table: strings.asTable, chart: strings.asChart, network: strings.asNetwork, turtle: strings.asTurtle };

/** Show an answer in a place; gives how to stop what it started. */
export function results(root: HTMLElement, app: App, shown: Shown, choose: (way: string) => void): () => void {
  const { answer } = shown;
  if (answer.truth !== undefined) {
    put(root, h("p", { class: "truth" }, app.say(answer.truth ? strings.yes : strings.no)), tools(app, shown, undefined));
    return () => undefined;
  }
  const things = new Things(app);
  const pictures = possible(app, shown, things);
  const wanted = app.state.params["show"] ?? first(shown.question);
  const way: Way = wanted in pictures ? (wanted as Way) : "table";
  const picture = pictures[way]?.();
  put(
    root,
    h(
      "div",
      { class: "bar answer-head" },
      h("p", { class: "answer-count", role: "status" }, counted(app, shown)),
      Object.keys(pictures).length > 1 &&
        h(
          "div",
          { class: "chips", role: "group", "aria-label": app.say(strings.results) },
          (Object.keys(pictures) as Way[]).map((one) =>
            h("button", { type: "button", class: "chip", "aria-pressed": String(one === way), onclick: () => choose(one) }, app.say(WAYS[one])),
          ),
        ),
      tools(app, shown, way === "chart" || way === "network" ? () => root.querySelector<SVGSVGElement>(".picture svg.chart-svg, .pairs svg") : undefined),
    ),
    way !== "table" && h("div", { class: "picture" }, picture?.element),
    h("div", { class: "fact-shown", hidden: true }),
    way !== "turtle" && answerTable(app, shown, things, root),
  );
  return () => picture?.close();
}

function counted(app: App, { answer, ms }: Shown): string {
  const values = { n: answer.rows.length, ms: Math.max(1, Math.round(ms)) };
  if (answer.rows.length === 0) return app.say(strings.none);
  return app.say(answer.graph ? strings.triples : strings.found, values);
}

function first(question: Question | undefined): string {
  const picture = question?.picture ?? "table";
  if (picture === "bar" || picture === "line") return "chart";
  return picture === "network" || picture === "map" || picture === "sankey" ? "network" : "table";
}

interface Picture {
  readonly element: Child;
  close(): void;
}

/** What the rows can be shown as, each made when it is asked for. */
function possible(app: App, shown: Shown, things: Things): Partial<Record<Way, () => Picture>> {
  const { answer, question } = shown;
  const still = (element: Child): Picture => ({ element, close: () => undefined });
  const found: Partial<Record<Way, () => Picture>> = { table: () => still(null) };
  const drawn = answer.graph ? undefined : drawing(things.read(answer), title(app, question), headings(app, shown), question?.picture ?? "");
  if (drawn) found.chart = () => drawnChart(app, drawn);
  const pair = things.pair(answer);
  if (pair) found.network = () => still(pairs(app, answer, things, pair));
  if (answer.graph) found.turtle = () => still(h("pre", { class: "turtle", tabindex: "0" }, toTurtle(answer.rows, shown.prefixes)));
  return found;
}

/** A chart whose legend hides and shows its series. */
function drawnChart(app: App, what: Chart): Picture {
  const off = new Set<string>();
  const element = h("div", { class: "panel" });
  let drawn: Drawn | undefined;
  const draw = (): void => {
    drawn?.close();
    drawn = chart(app, { ...what, series: what.series.filter(({ name }) => !off.has(name)) });
    put(element, what.series.length > 1 && legend(app, what.series, off, turn), drawn.element);
  };
  const turn = (name: string): void => {
    if (!off.delete(name)) off.add(name);
    draw();
  };
  draw();
  return { element, close: () => drawn?.close() };
}

function title(app: App, question: Question | undefined): string {
  return question ? app.say(question.summary) : app.say(strings.results);
}

function headings(app: App, { answer, question }: Shown): string[] {
  const told = new Map(question?.columns.map((column) => [column.name, app.say(column.heading)]));
  return answer.columns.map((name) => told.get(name) ?? name);
}

function tools(app: App, shown: Shown, svg: (() => SVGSVGElement | null) | undefined): HTMLElement {
  const name = shown.question?.name ?? "query";
  const button = (text: string, act: (event: Event) => void): HTMLElement =>
    h("button", { type: "button", class: "chip", onclick: act }, text);
  return h(
    "div",
    { class: "chips answer-tools" },
    svg && button(app.say(strings.svg), () => { const found = svg(); if (found) saveSvg(name, found); }),
    shown.answer.graph
      ? button(app.say(strings.turtle), () => save(`${name}.ttl`, toTurtle(shown.answer.rows, shown.prefixes), "text/turtle"))
      : button(app.say(strings.json), () => save(`${name}.srj`, answerJson(shown.answer), "application/sparql-results+json")),
    button(app.say(strings.copy), (event) => void copy(app, answerCsv(shown.answer), event.currentTarget as HTMLElement)),
  );
}

async function copy(app: App, text: string, button: HTMLElement): Promise<void> {
  await navigator.clipboard.writeText(text).catch(() => copyByHand(text));
  put(button, app.say(strings.copied));
  setTimeout(() => put(button, app.say(strings.copy)), 1500);
}

/** A page opened from disk may not be allowed to write to the clipboard. */
function copyByHand(text: string): void {
  const area = h("textarea", { class: "hidden" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function answerTable(app: App, shown: Shown, things: Things, root: HTMLElement): HTMLElement | null {
  const { answer } = shown;
  if (answer.rows.length === 0) return null;
  const heads = headings(app, shown);
  const numeric = answer.columns.map((_, i) => isNumeric(answer, i));
  return table(app, {
    caption: title(app, shown.question),
    columns: answer.columns.map((_, i) => ({ name: { zh: heads[i] ?? "", en: heads[i] ?? "" }, numeric: numeric[i] ?? false })),
    rows: answer.rows.map((row): TableRow => row.map((term) => cell(app, shown, things, term, root))),
    file: shown.question?.name ?? "query",
  });
}

function cell(app: App, shown: Shown, things: Things, term: Term | undefined, root: HTMLElement): TableCell {
  if (!term) return { value: "" };
  const node = things.node(term);
  const text = term.type === "uri" ? short(app, shown, term.value) : term.value;
  if (node) {
    const href = app.link("sparql", { ...app.state.params, card: node.id });
    const open = (event: Event): void => (event.preventDefault(), app.card(node.index));
    return { value: term.value, shown: () => h("a", { href, onclick: open }, things.reading(term) === undefined ? text : shownName(app, node)) };
  }
  if (term.type === "uri") {
    const href = app.link("sparql", { q: `t.DESCRIBE <${term.value}>` });
    const facts = term.value.startsWith(`${app.network.meta.base}fact/`);
    const open = (event: Event): void => {
      if (facts) (event.preventDefault(), void showFact(app, root, term.value));
    };
    const title = app.say(strings.describe, { name: term.value });
    return { value: term.value, shown: () => h("a", { href, class: "iri", title: facts ? null : title, onclick: open }, text) };
  }
  const language = term["xml:lang"];
  const value = asNumber(term) ?? term.value;
  const read = things.reading(term);
  if (read !== undefined) return { value, shown: () => h("span", { title: text }, read) };
  return language ? { value, shown: () => h("span", { lang: language }, text) } : { value, shown: () => text };
}

/** Show a fact with its lines above the table; what is no fact of the page is described instead. */
async function showFact(app: App, root: HTMLElement, iri: string): Promise<void> {
  const facts = await app.facts();
  const id = iri.slice(app.network.meta.base.length);
  const fact = facts.facts.find((one) => one.id === id);
  const place = root.querySelector<HTMLElement>(".fact-shown");
  if (!fact || !place) {
    app.go({ q: `t.DESCRIBE <${iri}>` }, { view: "sparql" });
    return;
  }
  place.hidden = false;
  const hide = (): void => {
    place.hidden = true;
  };
  put(
    place,
    h("div", { class: "bar" }, h("h2", {}, app.say(strings.evidence)), h("button", { type: "button", class: "chip", onclick: hide }, app.say(strings.close))),
    factEntry(app, facts, fact, true),
  );
  place.scrollIntoView({ block: "nearest" });
}

function short(app: App, { prefixes }: Shown, iri: string): string {
  const { base } = app.network.meta;
  return shortened(iri, prefixes) ?? (iri.startsWith(base) ? iri.slice(base.length) : iri);
}
