import { expect, test } from "vitest";
import { counted, figures, fits, type RawAudit, readAudit } from "../src/views/audit/finding";
import { kept, markValue } from "../src/views/audit/value";

const cited: RawAudit["findings"][number][15] = [["合计", "60人", "表1", [3, 3, 5, 6], 7], ["女", "30人", "表1", [4, 4], -1]];
const texts = ["题", "", "文", "", "", "", "", ""] as const;
const raw: RawAudit = {
  rules: [["total", "合计", "totals"], ["share", "占比", "shares"]],
  severities: [["error", "错误", "error"], ["notice", "须知", "notice"]],
  findings: [
    ["a", 0, 0, [0], "30 + 20 = 50 ≠ 60", "50", "60", ...texts, cited],
    ["b", 1, 1, [0, 1], "x", "1", "2", ...texts, []],
    ["c", -1, 0, [1], "1 + 1 = 2", "", "", ...texts, cited],
    ["d", -1, 1, [1], "1 ÷ 2", "", "", ...texts, cited],
  ],
  english: { 合计: "total", "60人": "60 persons", 表1: "Table 1" },
};
const audit = readAudit(raw);

test("what holds is told from what does not", () => {
  expect(audit.findings.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(audit.checks.map(({ id }) => id)).toEqual(["c", "d"]);
  expect(audit.findings[0]?.statements[0]?.spans).toEqual([[3, 3], [5, 6]]);
});

test("what is cited is told in English as far as that is known", () => {
  const [total, women] = audit.findings[0]?.statements ?? [];
  expect([total?.name, total?.printed, total?.place].map((one) => one?.en)).toEqual(["total", "60 persons", "Table 1"]);
  expect(women?.name).toEqual({ zh: "女", en: "" });
  expect(audit.findings[0]?.arithmetic).toEqual({ zh: "30 + 20 = 50 ≠ 60", en: "" });
});

test.each([
  [{}, ["a", "b"]],
  [{ severity: 1 }, ["b"]],
  [{ rule: 0 }, ["a"]],
  [{ report: 1 }, ["b"]],
  [{ severity: 0, report: 1 }, []],
])("%j asks for %j", (asked, ids) => {
  expect(audit.findings.filter((one) => fits(one, asked)).map(({ id }) => id)).toEqual(ids);
});

test("findings are counted, and a figure that two cite counts once", () => {
  expect([...counted(audit.findings, ({ reports }) => reports)]).toEqual([[0, 2], [1, 1]]);
  expect(figures(audit.checks)).toBe(2);
});

test.each([
  [["共 60 人，160 人中"], "60人", ["60"]],
  [["10.79 与 110.79、10.790"], "10.79", ["10.79"]],
  [["升 5.5，又 5"], "5", ["5"]],
  [["1,234 人"], "1,234", ["1,234"]],
  [["共 24", "854 人"], "24854人", ["24", "854 人"]],
  [["近千人"], "近千人", ["近千人"]],
  [["没有"], "7", []],
])("in %j the value %s is marked as %j", (lines, printed, expected) => {
  const marked = markValue(lines, printed).flatMap((line) => line.filter((piece) => piece.marked));
  expect(marked.map(({ text }) => text)).toEqual(expected);
  expect(markValue(lines, printed).map((line) => line.map(({ text }) => text).join(""))).toEqual(lines);
});

test("of a long quote the marked lines are kept, in their order", () => {
  const lines = markValue(["a", "b", "7", "c", "7"], "7");
  expect(kept(lines, 3)).toEqual([0, 2, 4]);
  expect(kept(lines, 9)).toEqual([0, 1, 2, 3, 4]);
});
