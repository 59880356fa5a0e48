// Figures without a browser: what is joined by a line, what is told apart, what is at odds.

import { describe, expect, test } from "vitest";
import type { Fact, Text } from "../src/contract";
import { scale } from "../src/parts/scale";
import { atOdds, type Figure } from "../src/views/figures/figure";
import { choices, grouped, loose } from "../src/views/figures/series";

let count = 0;
const text = (zh: string): Text => ({ zh, en: "" });

function figure(told: Partial<Omit<Figure, "fact" | "dimensions" | "name" | "unitName" | "amount" | "place" | "note">> & { kinds?: readonly string[]; note?: string }): Figure {
  const { kinds = [], ...rest } = told;
  const indicator = told.indicator ?? "招生";
  return {
    fact: { index: count++ } as Fact,
    report: 0,
    where: "表1",
    tabled: true,
    line: 1,
    name: text(indicator),
    about: "",
    period: "2020",
    value: 1,
    printed: String(told.value ?? 1),
    unit: "人",
    ...rest,
    note: text(told.note ?? ""),
    place: text(told.where ?? "表1"),
    amount: text(`${told.value ?? 1}${told.unit ?? "人"}`),
    indicator,
    unitName: text(told.unit ?? "人"),
    dimensions: kinds.map((key, property) => ({ property, name: text(`维${property}`), key, value: text(key) })),
  };
}

const reportName = (report: number): Text => text(`报告${report}`);
const shape = (figures: readonly Figure[]): unknown =>
  grouped(figures, reportName).map(({ kind, unitName, lines }) => [kind, unitName.zh, lines.map((line) => [line.parts.map(({ zh }) => zh).join(" "), line.figures.map(({ period }) => period).join()])]);

describe("lines", () => {
  test("join the years of one table, indicator, unit and value of a dimension", () => {
    const figures = ["2020", "2019"].flatMap((period) => ["普通", "成人"].map((kind) => figure({ period, kinds: [kind] })));
    expect(shape(figures)).toEqual([["line", "人", [["普通", "2019,2020"], ["成人", "2019,2020"]]]]);
  });

  test("never join units, reports or tables", () => {
    const figures = [
      figure({ period: "2019" }),
      figure({ period: "2020" }),
      figure({ period: "2020", unit: "万人" }),
      figure({ period: "2019", report: 1 }),
      figure({ period: "2020", report: 1 }),
      figure({ period: "2018", where: "表2" }),
    ];
    expect(shape(figures)).toEqual([
      ["line", "人", [["报告0 表1", "2019,2020"], ["报告1 表1", "2019,2020"], ["报告0 表2", "2018"]]],
      ["bar", "万人", [["招生", "2020"]]],
    ]);
  });

  test("many periods alone are bars", () => {
    const alone = Array.from({ length: 8 }, (_, i) => figure({ kinds: [`${i}`] }));
    const figures = [figure({ period: "2019", kinds: ["x"] }), figure({ kinds: ["x"] }), ...alone];
    expect(grouped(figures, reportName).map(({ kind, lines }) => [kind, lines.length])).toEqual([["line", 1], ["bar", 8]]);
  });

  test("indicators stand together unless there is more to tell apart", () => {
    const two = [figure({ indicator: "甲", kinds: ["甲"] }), figure({ indicator: "乙", kinds: ["乙"] })];
    expect(shape(two)).toEqual([["bar", "人", [["甲", "2020"], ["乙", "2020"]]]]);
    const four = ["甲", "乙"].flatMap((indicator) => ["x", "y"].map((kind) => figure({ indicator, kinds: [kind] })));
    expect(shape(four)).toEqual([
      ["bar", "人", [["x", "2020"], ["y", "2020"]]],
      ["bar", "人", [["x", "2020"], ["y", "2020"]]],
    ]);
  });

  test("a line between different notes or over missing years is loose", () => {
    expect(loose(undefined, figure({ note: "a" }))).toBe(false);
    expect(loose(figure({ note: "a" }), figure({ note: "a" }))).toBe(false);
    expect(loose(figure({}), figure({ note: "不含技工学校" }))).toBe(true);
    expect(loose(figure({ period: "2018" }), figure({ period: "2020" }))).toBe(true);
  });
});

test("dimensions with one value are no choice", () => {
  const found = choices([figure({ kinds: ["x", "same"] }), figure({ kinds: ["y", "same"] })]);
  expect(found.map(({ property, values }) => [property, values.map(({ key }) => key)])).toEqual([[0, ["x", "y"]]]);
});

test("figures for the same that differ are at odds, in different scopes they are not", () => {
  const [a, b] = [figure({ value: 5 }), figure({ value: 6, where: "2.1", tabled: false })];
  const [same, low, high] = [figure({ value: 7, period: "2019" }), figure({ value: 1, period: "2018", note: "下限" }), figure({ value: 2, period: "2018", note: "上限" })];
  const odds = atOdds([a, b, same, low, high, figure({ value: 5, kinds: ["x"] })]);
  expect([...odds].map(([index, others]) => [index, others.map(({ fact }) => fact.index)])).toEqual([
    [a.fact.index, [b.fact.index]],
    [b.fact.index, [a.fact.index]],
  ]);
});

describe("axes", () => {
  test("are round and hold all values", () => {
    expect(scale([3, 40622], 5, false).ticks).toEqual([0, 10000, 20000, 30000, 40000, 50000]);
    expect(scale([-5, 12], 4, true)).toMatchObject({ low: -5, high: 15 });
    expect(scale([], 4, false).ticks).toEqual([0, 1]);
    expect(scale([0], 4, false).high).toBeGreaterThan(0);
  });

  test("begin above 0 only where values lie close together, and never for bars", () => {
    expect(scale([3660, 3880], 5, false).low).toBeGreaterThan(3000);
    expect(scale([3660, 3880], 5, true).low).toBe(0);
  });
});
