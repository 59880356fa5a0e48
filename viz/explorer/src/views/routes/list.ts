// Routes one by one: the strip of stages, the figures, the notes and the evidence; and as a table.

import type { App, Facts } from "../../contract";
import { factEntry, nodeLink, source, valueShown } from "../../card/fact";
import { table } from "../../parts/table";
import { type Child, h, put } from "../../page/h";
import type { Route } from "./route";
import { strings } from "./strings";
import { names, strip } from "./strip";

/** One route, its evidence under it. */
export function article(app: App, facts: Facts, route: Route, width: number, longest: number): HTMLElement {
  const first = route.stages[0];
  const last = route.stages.at(-1);
  const links = (nodes: readonly number[]): Child[] => nodes.flatMap((node, i) => [i > 0 && (app.lang === "zh" ? "、" : ", "), nodeLink(app, node)]);
  return h(
    "article",
    { class: "panel route", "data-route": route.index },
    h(
      "header",
      {},
      h("h3", {}, links(first?.organisations ?? []), h("span", { class: "faint" }, " → "), links(last?.organisations ?? [])),
      route.withdrawn && h("span", { class: "badge warn" }, app.say(strings.withdrawn)),
      route.chained && h("span", { class: "badge" }, app.say(strings.chained)),
    ),
    h("div", { class: "strip-wrap" }, strip(app, route, width, longest)),
    h("dl", { class: "told" }, figures(app, facts, route)),
    route.notes.length > 0 && h("ul", { class: "notes" }, route.notes.map((note) => h("li", {}, app.say(note)))),
    evidence(app, facts, route),
  );
}

function figures(app: App, facts: Facts, route: Route): HTMLElement[] {
  const row = (name: string, value: Child): HTMLElement => h("div", {}, h("dt", {}, name), h("dd", {}, value));
  const some = (label: { zh: string; en: string }, values: readonly (string | null)[]): HTMLElement[] => {
    const kept = [...new Set(values.filter((value) => value !== null && value !== ""))];
    return kept.length > 0 ? [row(app.say(label), kept.join(" / "))] : [];
  };
  const people = (n: number | null): string | null => (n === null ? null : app.say(strings.person, { n: app.number(n) }));
  return [
    ...some(strings.total, [route.years === null ? null : app.say(strings.years, { n: route.years })]),
    ...some(strings.form, route.pipelines.map(({ formName }) => app.say(formName))),
    ...some(strings.year, route.pipelines.map(({ year }) => (year === null ? null : String(year)))),
    ...some(strings.planned, route.pipelines.map(({ planned }) => people(planned))),
    ...some(strings.actual, route.pipelines.map(({ actual }) => people(actual))),
    ...some(strings.quota, route.pipelines.map(({ quota }) => people(quota))),
    ...some(strings.status, statuses(app, facts, route)),
  ];
}

/** The words for new, adjusted, withdrawn, as the facts name them. */
function statuses(app: App, facts: Facts, route: Route): string[] {
  return factsOf(facts, route).flatMap((fact) => facts.values(fact, "status").map((value) => String(valueShown(app, facts, value))));
}

function factsOf(facts: Facts, route: Route): Facts["facts"] {
  return route.pipelines.flatMap((pipeline) => pipeline.facts.flatMap((number) => facts.facts[number] ?? []));
}

function evidence(app: App, facts: Facts, route: Route): HTMLElement {
  const found = factsOf(facts, route);
  const body = h("div", { class: "evidence" });
  const entry = h(
    "details",
    {},
    h("summary", {}, app.say(strings.evidence, { n: found.length }), h("small", { class: "faint" }, ` ${found.map((fact) => source(app, fact)).join("; ")}`)),
    body,
  );
  entry.addEventListener("toggle", () => {
    if (entry.open && !body.firstChild) put(body, found.map((fact) => factEntry(app, facts, fact, true)));
  });
  return entry;
}

/** All of it as a table: one row a route. */
export function routeTable(app: App, facts: Facts, routes: readonly Route[]): HTMLElement {
  const text = (values: readonly (string | number | null)[]): string => [...new Set(values.filter((v) => v !== null && v !== ""))].join(" / ");
  const reports = app.network.meta.reports;
  return table(app, {
    caption: app.say(strings.table),
    file: app.say(strings.file),
    columns: [
      { name: strings.colSchool },
      { name: strings.colMajor },
      { name: strings.colForm },
      { name: strings.colYears, numeric: true },
      { name: strings.colTo },
      { name: strings.colToMajor },
      { name: strings.year, numeric: true },
      { name: strings.planned, numeric: true },
      { name: strings.actual, numeric: true },
      { name: strings.status },
      { name: strings.colReport },
      { name: strings.colWhere },
      { name: strings.colLines },
      { name: strings.colNotes },
    ],
    rows: routes.map((route) => {
      const [first, last] = [route.stages[0], route.stages.at(-1)];
      const found = factsOf(facts, route);
      const place = (nodes: readonly number[]): { value: string; shown: () => Child } => ({
        value: names(app, nodes),
        shown: () => h("span", {}, nodes.flatMap((node, i) => [i > 0 && (app.lang === "zh" ? "、" : ", "), nodeLink(app, node)])),
      });
      const number = (values: readonly (number | null)[]): string | number => (values.length === 1 ? (values[0] ?? "") : text(values));
      return [
        place(first?.organisations ?? []),
        place(first?.majors ?? []),
        text(route.pipelines.map(({ form }) => form)),
        route.years ?? "",
        place(last?.organisations ?? []),
        place(last?.majors ?? []),
        number(route.pipelines.map(({ year }) => year)),
        number(route.pipelines.map(({ planned }) => planned)),
        number(route.pipelines.map(({ actual }) => actual)),
        text(statuses(app, facts, route)),
        text(found.map((fact) => app.say(reports[fact.report]?.title ?? { zh: "", en: "" }))),
        text(found.map(({ place }) => app.say(place))),
        text(found.map(({ spans }) => spans.map(([a, b]) => (a === b ? `${a}` : `${a}–${b}`)).join(", "))),
        route.notes.map((note) => app.say(note)).join("; "),
      ];
    }),
  });
}
