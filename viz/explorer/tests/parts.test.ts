import { expect, test } from "vitest";
import { markLines } from "../src/card/quote";
import { decodeFacts } from "../src/page/decode";
import { toCsv } from "../src/parts/csv";
import { readOrder, writeOrder } from "../src/parts/table";
import { placeLabels } from "../src/views/network/labels";

test("a field with a comma, a quote or a line break is quoted", () => {
  expect(toCsv([["a", "b,c"], ['say "x"', 2], ["two\nlines", ""]])).toBe(
    'a,"b,c"\r\n"say ""x""",2\r\n"two\nlines",\r\n',
  );
});

test("a name is marked where it stands, even across lines and spaces", () => {
  expect(markLines(["某校与北京 市商业", "学校合作"], ["北京市商业学校", "合"])).toEqual([
    [
      { text: "某校与", marked: false },
      { text: "北京 市商业", marked: true },
    ],
    [
      { text: "学校", marked: true },
      { text: "合作", marked: false },
    ],
  ]);
});

test("an empty line and no needle give what was there", () => {
  expect(markLines(["", "甲"], [])).toEqual([[], [{ text: "甲", marked: false }]]);
});

test("no name lies over another, and none leaves the picture", () => {
  const wishes = Array.from({ length: 60 }, (_, i) => ({
    node: i,
    x: 40 + (i % 10) * 37,
    y: 30 + Math.floor(i / 10) * 19,
    radius: 5,
    width: 70,
  }));
  const placed = placeLabels(wishes, 420, 160).map(({ x, y }) => [x, y - 7.5, x + 70, y + 7.5] as const);
  expect(placed.length).toBeGreaterThan(5);
  for (const [i, a] of placed.entries()) {
    expect(a[0] >= 0 && a[1] >= 0 && a[2] <= 420 && a[3] <= 160).toBe(true);
    for (const b of placed.slice(i + 1)) {
      expect(a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]).toBe(false);
    }
  }
});

test("a fact is decoded whole: nodes of its parts, spans, words, lines", () => {
  const facts = decodeFacts({
    kinds: [["Pipeline", "贯通", "pipeline", "", ""]],
    properties: [
      ["stages", "阶段", "stages", 0],
      ["organization", "院校", "institution", 0],
    ],
    words: [["concept/method/table", "Concept", "表格", "table"]],
    facts: [["fact/1", 0, 0, "甲 → 乙", "A → B", "表1", [3, 4, 9, 9], [2], 0, 0, [[0, ["Stage", "一", "one", [[1, 7]]], -1, "文"]], -1]],
    lines: [[[3, "三\n四"], [9, "九"]]],
    links: [],
    english: { 人: "persons" },
  });
  expect([facts.english("人"), facts.english("页")]).toEqual([{ zh: "人", en: "persons" }, { zh: "页", en: "" }]);
  const [fact] = facts.of(7);
  expect(fact).toMatchObject({ id: "fact/1", spans: [[3, 4], [9, 9]], nodes: [7], pages: [2] });
  expect(fact && facts.values(fact, "stages").slice(1)).toEqual([{ word: 0 }, { text: "文" }]);
  expect([3, 4, 5, 9].map((n) => facts.line(0, n))).toEqual(["三", "四", undefined, "九"]);
});

test.each([
  ["2", { column: 1, down: false }],
  ["-3", { column: 2, down: true }],
])("the order %s of a table is read, and written as it was", (text, order) => {
  expect(readOrder(text, 3)).toEqual(order);
  expect(writeOrder(order)).toBe(text);
});

test.each([undefined, "", "0", "4", "-4", "1.5", "name"])("an order %s that no table of three columns has is none", (text) => {
  expect(readOrder(text, 3)).toBeNull();
});
