// Rows as a chart: bars by name or lines over years, where the columns allow it. Knows no page.

import type { Chart, Point, Series } from "../../parts/chart";
import { LOOKS } from "../../parts/chart";
import { type Answer, asNumber, isNumeric, isYears, type Row } from "./answer";

const MOST_BARS = 40;

/** The chart of an answer; undefined where it has no numbers or no names to set them by. */
export function drawing(answer: Answer, title: string, headings: readonly string[], wanted: string): Chart | undefined {
  const numeric = answer.columns.flatMap((_, i) => (isNumeric(answer, i) ? [i] : []));
  const years = answer.columns.findIndex((_, i) => isYears(answer, i));
  const value = numeric[0];
  if (value === undefined || answer.rows.length < 2) return undefined;
  const others = answer.columns.flatMap((_, i) => (i !== years && !numeric.includes(i) ? [i] : []));
  const literal = others.filter((column) => isName(answer, column));
  const names = literal.length > 0 ? literal : others;
  const base = { title, unit: headings[value] ?? "" };
  if (years >= 0 && wanted !== "bar") return lines(answer, distinct(answer, names), years, value, base);
  return names.length === 0 ? undefined : bars(answer, years >= 0 ? [...names, years] : names, numeric.slice(0, 3), { ...base, headings });
}

function isName(answer: Answer, column: number): boolean {
  return answer.rows.some((row) => row[column]?.type === "literal");
}

function bars(answer: Answer, names: readonly number[], values: readonly number[], { title, unit, headings }: { title: string; unit: string; headings: readonly string[] }): Chart {
  const used = distinct(answer, names);
  const rows = answer.rows.slice(0, MOST_BARS);
  const places = rows.map((row) => named(row, used));
  const points = (column: number): Point[] =>
    rows.flatMap((row, i) => {
      const number = asNumber(row[column]);
      return number === undefined ? [] : [{ at: places[i] as string, value: number, shown: row[column]?.value ?? "", told: [] }];
    });
  const kept = values.length > 1 && comparable(answer, values) ? values : values.slice(0, 1);
  const series = kept.map((column, look): Series => ({ name: headings[column] ?? "", look, points: points(column) }));
  return { title, unit: kept.length > 1 ? "" : (headings[kept[0] ?? -1] ?? unit), kind: "bar", places: [...new Set(places)], series };
}

/** The fewest columns whose values together tell the rows apart as well as all of them do. */
function distinct(answer: Answer, names: readonly number[]): number[] {
  const used: number[] = [];
  let told = 1;
  for (const column of names) {
    const now = new Set(answer.rows.map((row) => named(row, [...used, column]))).size;
    if (now > told) used.push(column);
    told = Math.max(told, now);
  }
  return used.length > 0 ? used : names.slice(0, 1);
}

/** Columns may stand beside one another where none is far larger than the others. */
function comparable(answer: Answer, columns: readonly number[]): boolean {
  const most = columns.map((column) => Math.max(...answer.rows.map((row) => asNumber(row[column]) ?? 0)));
  const below = columns.filter((column) => answer.rows.some((row) => (asNumber(row[column]) ?? 0) < 0));
  if (below.length > 0 && below.length < columns.length) return false;
  return Math.max(...most) < 12 * Math.max(1e-9, Math.min(...most));
}

function lines(answer: Answer, names: readonly number[], years: number, value: number, base: { title: string; unit: string }): Chart | undefined {
  const groups = new Map<string, Row[]>();
  for (const row of answer.rows) {
    if (asNumber(row[value]) === undefined || row[years] === undefined) continue;
    const name = named(row, names);
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  const long = [...groups].filter(([, rows]) => new Set(rows.map((row) => row[years]?.value)).size > 1);
  if (long.length === 0) return undefined;
  const series = long.slice(0, LOOKS).map(([name, rows], look): Series => {
    const seen = new Set<string>();
    const points = rows.map((row): Point => {
      const at = row[years]?.value ?? "";
      const aside = seen.has(at);
      seen.add(at);
      return { at, value: asNumber(row[value]) ?? 0, shown: row[value]?.value ?? "", told: [], aside };
    });
    return { name, look, points: points.sort((a, b) => (a.at < b.at ? -1 : 1)) };
  });
  const places = [...new Set(series.flatMap((one) => one.points.map((point) => point.at)))].sort();
  return { ...base, kind: "line", places, series };
}

function named(row: Row, columns: readonly number[]): string {
  return columns
    .map((column) => (row[column]?.type === "uri" ? lastPart(row[column]?.value ?? "") : (row[column]?.value ?? "")))
    .filter((text) => text !== "")
    .join(" · ");
}

/** What an IRI ends with. */
function lastPart(iri: string): string {
  return /[^/#]*[/#]?$/.exec(iri)?.[0] || iri;
}
