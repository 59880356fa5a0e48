// From figures to charts: what may stand in one chart, and what may be joined by a line.
// One line never joins two reports, tables, units, indicators or values of a dimension.

import type { Text } from "../../contract";
import type { Figure } from "./figure";

const MOST_LINES = 8;

export interface Line {
  readonly key: string;
  /** What tells it from the other lines of its chart; parts are joined by the page. */
  readonly parts: readonly Text[];
  readonly figures: readonly Figure[];
}

export interface Group {
  readonly kind: "line" | "bar";
  readonly unitName: Text;
  /** The indicator where there is only one. */
  readonly name: Text | undefined;
  readonly lines: readonly Line[];
  readonly periods: readonly string[];
}

/** Part figures into charts; what is needed to tell lines apart is found in the figures. */
export function grouped(figures: readonly Figure[], reportName: (report: number) => Text): Group[] {
  return by(figures, ({ unit }) => unit).flatMap((unit) =>
    by(unit, splits(unit) ? ({ indicator }) => indicator : () => "").flatMap((part) => charts(part, reportName)),
  );
}

/** Indicators get charts of their own where there is more than the indicator to tell apart. */
function splits(figures: readonly Figure[]): boolean {
  const indicators = new Set(figures.map(({ indicator }) => indicator));
  if (indicators.size < 2) return false;
  const lines = new Set(figures.map(lineKey));
  return lines.size > indicators.size;
}

/** One period alone is a mark among few lines, and a bar otherwise. */
function charts(figures: readonly Figure[], reportName: (report: number) => Text): Group[] {
  const lines = by(figures, lineKey);
  const told = telling(lines, reportName);
  const long = lines.filter((line) => new Set(periods(line)).size > 1);
  const few = long.length > 0 && lines.length <= MOST_LINES;
  const drawn = lines.filter((line) => long.includes(line) || (few && periods(line).length > 0));
  const rest = lines.filter((line) => !drawn.includes(line));
  return [
    ...(drawn.length > 0 ? [chart("line", drawn, told)] : []),
    ...(rest.length > 0 ? [chart("bar", rest, told)] : []),
  ];
}

function chart(kind: Group["kind"], lines: readonly (readonly Figure[])[], told: (one: Figure) => Text[]): Group {
  const all = lines.flat();
  const first = all[0] as Figure;
  const one = new Set(all.map(({ indicator }) => indicator)).size === 1;
  return {
    kind,
    unitName: first.unitName,
    name: one ? first.name : undefined,
    periods: [...new Set(periods(all))].sort(),
    lines: lines.map((figures) => {
      const sorted = [...figures].sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : a.line - b.line));
      return { key: lineKey(sorted[0] as Figure), parts: told(sorted[0] as Figure), figures: sorted };
    }),
  };
}

function periods(figures: readonly Figure[]): string[] {
  return figures.map(({ period }) => period).filter((period) => period !== "");
}

/** What one line may join: the same report, table, indicator, dimensions, subject and unit. */
export function lineKey(one: Figure): string {
  const table = one.tabled ? one.where : "";
  return JSON.stringify([one.report, table, one.indicator, one.dimensions.map((d) => [d.property, d.key]), one.about, one.unit]);
}

/** Find the fewest properties that tell the lines apart; gives how to name a line by them. */
function telling(lines: readonly (readonly Figure[])[], reportName: (report: number) => Text): (one: Figure) => Text[] {
  const firsts = lines.map((line) => line[0] as Figure);
  const dimensions = [...new Set(firsts.flatMap((one) => one.dimensions.map(({ property }) => property)))];
  const ofReport = (one: Figure): Text => reportName(one.report);
  const ofPlace = (one: Figure): Text => one.place;
  const ways: ((one: Figure) => Text)[] = [
    (one) => one.name,
    ...dimensions.map((property) => (one: Figure) => one.dimensions.find((d) => d.property === property)?.value ?? NONE),
    ofReport,
    ofPlace,
    (one) => one.note,
  ];
  const used: ((one: Figure) => Text)[] = [];
  let told = 1;
  for (const way of ways) {
    const now = new Set(firsts.map((one) => JSON.stringify([...used, way].map((tell) => tell(one).zh)))).size;
    if (now > told) {
      used.push(way);
      told = now;
    }
    if (told === firsts.length) break;
  }
  // Where figures come from is always told when they come from several places.
  for (const way of [ofReport, ofPlace]) {
    if (!used.includes(way) && new Set(firsts.map((one) => way(one).zh)).size > 1) used.push(way);
  }
  return (one) => {
    const parts = used.map((tell) => tell(one)).filter(({ zh }) => zh !== "");
    return parts.length > 0 ? parts : [one.name];
  };
}

const NONE: Text = { zh: "", en: "" };

/** Dimensions of which the figures have more than one value, with those values. */
export function choices(figures: readonly Figure[]): { property: number; name: Text; values: { key: string; value: Text }[] }[] {
  const found = new Map<number, { name: Text; values: Map<string, Text> }>();
  for (const { dimensions } of figures) {
    for (const { property, name, key, value } of dimensions) {
      const known = found.get(property) ?? { name, values: new Map<string, Text>() };
      known.values.set(key, value);
      found.set(property, known);
    }
  }
  return [...found]
    .filter(([, { values }]) => values.size > 1)
    .map(([property, { name, values }]) => ({ property, name, values: [...values].map(([key, value]) => ({ key, value })) }));
}

/** Whether neighbouring figures of a line bear different notes, or years lie between them. */
export function loose(before: Figure | undefined, one: Figure): boolean {
  return before !== undefined && (before.note.zh !== one.note.zh || Number(one.period) - Number(before.period) > 1);
}

function by(figures: readonly Figure[], key: (one: Figure) => string): Figure[][] {
  const groups = new Map<string, Figure[]>();
  for (const one of figures) {
    const known = groups.get(key(one));
    if (known) known.push(one);
    else groups.set(key(one), [one]);
  }
  return [...groups.values()];
}
