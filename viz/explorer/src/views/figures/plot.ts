// Groups of figures as the series of a chart, each point telling its note, place and lines.

import { linesSaid } from "../../card/fact";
import type { App } from "../../contract";
import { LOOKS, type Point, type Series } from "../../parts/chart";
import type { Figure } from "./figure";
import { type Group, type Line, loose } from "./series";
import { strings } from "./strings";

/** What a figure's point or row needs to know beyond the figure. */
export interface Telling {
  /** Figures for the same that differ. */
  others(one: Figure): readonly Figure[];
  /** Show the evidence. */
  open(one: Figure): void;
}

const MOST_BARS = 60;

/** A series a line; a second figure for the same period stands aside. */
export function lineSeries(app: App, group: Group, telling: Telling): Series[] {
  const names = distinct(group.lines.map((line) => lineName(app, line)), group.lines);
  return group.lines.map((line, i): Series => {
    const dated = line.figures.filter(({ period }) => period !== "");
    const points = dated.map((one, k): Point => {
      const before = dated[k - 1];
      return { ...point(app, one, one.period, telling), loose: loose(before, one), aside: before?.period === one.period };
    });
    return { name: names[i] ?? "", look: i % LOOKS, points };
  });
}

/** All figures of a group as bars of one colour. */
export function barSeries(app: App, group: Group, telling: Telling, bySize: boolean): Series {
  const several = group.periods.length > 1;
  const points = group.lines.flatMap((line) =>
    line.figures.map((one) => {
      const name = lineName(app, line);
      return point(app, one, several && one.period ? `${name} · ${one.period}` : name, telling);
    }),
  );
  const sorted = bySize ? [...points].sort((a, b) => b.value - a.value) : points;
  return { name: "", look: 0, points: uniquelyNamed(sorted).slice(0, MOST_BARS) };
}

function lineName(app: App, line: Line): string {
  return [...new Set(line.parts.map((part) => app.say(part)))].join(" · ");
}

function point(app: App, one: Figure, at: string, telling: Telling): Point {
  const others = telling.others(one);
  return {
    at,
    value: one.value,
    shown: app.say(one.amount),
    marked: others.length > 0,
    told: [
      ...(one.note.zh ? [app.say(one.note)] : []),
      `${app.say(one.place)} · ${linesSaid(app, one.fact.spans)}`,
      ...others.map((other) => app.say(strings.differs, { where: app.say(other.place), value: app.say(other.amount) })),
    ],
    open: () => telling.open(one),
  };
}

/** Lines that one English word would stand for are told apart by their Chinese. */
function distinct(names: readonly string[], lines: readonly Line[]): string[] {
  const own = (line: Line | undefined): string => [...new Set(line?.parts.map(({ zh }) => zh))].join(" · ");
  return names.map((name, i) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${own(lines[i])})`));
}

/** Bars stand by their name: a name that comes twice gets a number. */
function uniquelyNamed(points: readonly Point[]): Point[] {
  const seen = new Map<string, number>();
  return points.map((one) => {
    const count = (seen.get(one.at) ?? 0) + 1;
    seen.set(one.at, count);
    return count > 1 ? { ...one, at: `${one.at} (${count})` } : one;
  });
}
