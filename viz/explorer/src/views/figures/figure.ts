// The figures of the reports as plain records: every observation with its indicator, dimensions,
// period, value and place. Knows no page.

import type { Fact, Facts, Network, Text, Value } from "../../contract";

/** A dimension and its value. */
export interface Dimension {
  /** Number of the property. */
  readonly property: number;
  readonly name: Text;
  /** What tells the value from others. */
  readonly key: string;
  readonly value: Text;
}

export interface Figure {
  readonly fact: Fact;
  readonly report: number;
  /** Table, case or section; figures of one place stand together. */
  readonly where: string;
  readonly place: Text;
  /** Whether it stands in a table. */
  readonly tabled: boolean;
  readonly line: number;
  readonly indicator: string;
  readonly name: Text;
  readonly dimensions: readonly Dimension[];
  /** Whom or what it is about, where the report tells. */
  readonly about: string;
  /** Empty where none is given. */
  readonly period: string;
  readonly value: number;
  readonly printed: string;
  readonly unit: string;
  readonly unitName: Text;
  /** The value with its unit. */
  readonly amount: Text;
  readonly note: Text;
}

/** A place of a report and its figures. */
export interface Place {
  /** Report and place, as the hash has it. */
  readonly id: string;
  readonly report: number;
  readonly where: string;
  readonly place: Text;
  readonly title: Text;
  readonly tabled: boolean;
  readonly line: number;
  readonly figures: readonly Figure[];
  readonly periods: readonly string[];
}

/** Read all figures, in the order of the reports. */
export function readFigures(facts: Facts, network: Network): Figure[] {
  const kind = facts.kinds.findIndex(({ id }) => id === "Observation");
  const found = facts.facts.filter((fact) => fact.kind === kind).flatMap((fact) => figure(facts, network, fact));
  return found.sort((a, b) => a.report - b.report || a.line - b.line || (a.fact.id < b.fact.id ? -1 : 1));
}

function figure(facts: Facts, network: Network, fact: Fact): Figure[] {
  const text = (property: string): string => {
    const value = facts.values(fact, property)[0];
    return value && "text" in value ? value.text : "";
  };
  const indicator = facts.values(fact, "indicator")[0];
  const value = Number(text("value"));
  if (!indicator || text("value") === "" || !Number.isFinite(value)) return [];
  const about = facts.values(fact, "about")[0];
  return [
    {
      fact,
      report: fact.report,
      where: fact.where,
      place: fact.place,
      tabled: facts.values(fact, "table").length > 0,
      line: fact.spans[0]?.[0] ?? 0,
      indicator: keyOf(facts, network, indicator),
      name: nameOf(facts, network, indicator),
      dimensions: dimensions(facts, network, fact),
      about: about ? keyOf(facts, network, about) : "",
      period: text("period"),
      value,
      printed: text("printed") || text("value"),
      unit: text("unit"),
      unitName: facts.english(text("unit")),
      amount: amount(facts, text("printed") || text("value"), text("unit")),
      note: facts.english(text("note")),
    },
  ];
}

function dimensions(facts: Facts, network: Network, fact: Fact): Dimension[] {
  return fact.cells
    .filter((cell) => facts.properties[cell.property]?.dimension)
    .map((cell) => ({
      property: cell.property,
      name: facts.properties[cell.property]?.name ?? { zh: "", en: "" },
      key: cell.values.map((value) => keyOf(facts, network, value)).join(" "),
      value: joined(cell.values.map((value) => nameOf(facts, network, value))),
    }))
    .sort((a, b) => a.property - b.property);
}

function keyOf(facts: Facts, network: Network, value: Value): string {
  if ("text" in value) return value.text;
  if ("word" in value) return facts.words[value.word]?.id ?? "";
  return "node" in value ? (network.nodes[value.node]?.id ?? "") : value.part.name.zh;
}

function nameOf(facts: Facts, network: Network, value: Value): Text {
  if ("text" in value) return facts.english(value.text);
  if ("word" in value) return facts.words[value.word]?.name ?? { zh: "", en: "" };
  return "node" in value ? (network.nodes[value.node]?.name ?? { zh: "", en: "" }) : value.part.name;
}

function joined(texts: readonly Text[]): Text {
  return { zh: texts.map(({ zh }) => zh).join("、"), en: texts.map(({ zh, en }) => en || zh).join(", ") };
}

/** Group figures by where they stand. */
export function places(figures: readonly Figure[], facts: Facts, network: Network): Place[] {
  const titles = sectionTitles(facts);
  const groups = new Map<string, Figure[]>();
  for (const one of figures) {
    const id = placeOf(network, one);
    const known = groups.get(id);
    if (known) known.push(one);
    else groups.set(id, [one]);
  }
  return [...groups].map(([id, group]): Place => {
    const [first] = group as [Figure, ...Figure[]];
    const periods = [...new Set(group.map(({ period }) => period).filter((period) => period !== ""))].sort();
    const title = facts.english(tableTitle(facts, first.fact) || titles.get(`${first.report}/${first.where}`) || "");
    const { report, where, place, tabled, line } = first;
    return { id, report, where, place, title, tabled, line, figures: group, periods };
  });
}

/** Name the place of a figure. */
export function placeOf(network: Network, one: Figure): string {
  return `${network.meta.reports[one.report]?.id ?? one.report}/${one.where}`;
}

function tableTitle(facts: Facts, fact: Fact): string {
  const value = facts.values(fact, "table")[0];
  return value && "text" in value ? value.text : "";
}

/** Titles of sections and cases by report and number. */
function sectionTitles(facts: Facts): Map<string, string> {
  const titles = new Map<string, string>();
  for (const fact of facts.facts) {
    const [number, title] = ["number", "title"].map((id) => facts.values(fact, id)[0]);
    const key = number ?? facts.values(fact, "caseNumber")[0];
    if (key && "text" in key && title && "text" in title) {
      for (const name of [key.text, `案例${key.text}`]) {
        const id = `${fact.report}/${name}`;
        if (!titles.has(id)) titles.set(id, title.text);
      }
      if (!titles.has(`${fact.report}/${fact.where}`)) titles.set(`${fact.report}/${fact.where}`, title.text);
    }
  }
  return titles;
}

/** The place to begin with: the most periods, then the most figures. */
export function telling(all: readonly Place[]): Place | undefined {
  return [...all].sort((a, b) => b.periods.length - a.periods.length || b.figures.length - a.figures.length)[0];
}

/** Figures that are at odds with others, by the number of their fact. */
export type Odds = ReadonlyMap<number, readonly Figure[]>;

/** Figures for the same indicator, dimensions, period and unit that differ, by fact number. */
export function atOdds(figures: readonly Figure[]): Odds {
  const groups = new Map<string, Figure[]>();
  for (const one of figures) {
    const key = JSON.stringify([one.indicator, one.dimensions.map((d) => [d.property, d.key]), one.about, one.period, one.unit]);
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  const found = new Map<number, readonly Figure[]>();
  for (const group of groups.values()) {
    for (const one of group) {
      const others = group.filter((other) => other.value !== one.value && sameScope(one.note.zh, other.note.zh));
      if (others.length > 0) found.set(one.fact.index, others);
    }
  }
  return found;
}

/** A note that only one of them has may be silent in the other; two different notes are two scopes. */
function sameScope(one: string, other: string): boolean {
  return one === other || one === "" || other === "";
}

/** A printed value with its unit, unless that is printed as well. */
function amount(facts: Facts, printed: string, unit: string): Text {
  if (printed.endsWith(unit)) return facts.english(printed);
  return { zh: `${printed} ${unit}`, en: facts.english(printed + unit).en };
}

export function lineNumbers(one: Figure): string {
  return one.fact.spans.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");
}
