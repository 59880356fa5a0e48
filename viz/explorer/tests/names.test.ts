import { expect, test } from "vitest";
import type { App, Node } from "../src/contract";
import { labelName, plainName, withReadings } from "../src/page/name";
import { reportName, shortReportName } from "../src/page/report";
import type { Answer } from "../src/views/sparql/answer";
import { Things } from "../src/views/sparql/things";
import { network } from "./network";

const [school, university] = network.nodes as [Node, Node];
const app = (lang: App["lang"]): App =>
  ({ network, lang, say: ({ zh, en }: { zh: string; en: string }) => (lang === "en" ? en || zh : zh), node: () => undefined }) as unknown as App;

test("a reader of English sees how a name without English is read, and no such thing else", () => {
  expect(plainName(app("en"), school)).toBe("北京市商业学校 (Beijing Shi Shangye Xuexiao)");
  expect(plainName(app("en"), university)).toBe("Beijing Union University");
  expect(plainName(app("zh"), school)).toBe("北京市商业学校");
});

test("one name stands where there is room for one: English, or how it is read", () => {
  expect([school, university].map((node) => labelName(app("en"), node))).toEqual(["Beijing Shi Shangye Xuexiao", "Beijing Union University"]);
  expect([school, university].map((node) => labelName(app("zh"), node))).toEqual(["北京市商业学校", "北京联合大学"]);
});

test("in a text without names that must be read nothing is added", () => {
  expect(withReadings(app("en"), "北京市商业学校 works with 外方", [university.index])).toEqual(["北京市商业学校 works with 外方"]);
  expect(withReadings(app("zh"), "北京市商业学校", [school.index])).toEqual(["北京市商业学校"]);
});

test("a report is told from others by region, level and year, in English as far as that is known", () => {
  const [report] = network.meta.reports;
  if (!report) throw new Error("no report");
  const level = { zh: "中职", en: "secondary" };
  const meta = { ...network.meta, reports: [{ ...report, region: "北京市", level }, { ...report, region: "北京市", level, dataYear: 2021 }] };
  const two = { ...network, meta };
  expect(reportName(two, 1)).toEqual({ zh: "北京市中职2021", en: "Beijing secondary 2021" });
  expect(shortReportName(two, 1)).toEqual({ zh: "中职 2021", en: "secondary 2021" });
});

test("an answer's names are read in English, but for a column in which two would become one", () => {
  const term = (value: string): { type: "literal"; value: string } => ({ type: "literal", value });
  const answer = (...values: string[]): Answer => ({ columns: ["a"], rows: values.map((value) => [term(value)]), graph: false });
  const read = (lang: App["lang"], ...values: string[]): (string | undefined)[] => new Things(app(lang)).read(answer(...values)).rows.map(([one]) => one?.value);
  expect(read("en", "北京市商业学校", "学校", "某句", "2020")).toEqual(["Beijing Shi Shangye Xuexiao", "school", "某句", "2020"]);
  expect(read("en", "北京联合大学", "Beijing Union University")).toEqual(["北京联合大学", "Beijing Union University"]);
  expect(read("zh", "北京市商业学校")).toEqual(["北京市商业学校"]);
});

test("a name and its translation are no pair; two different things are", () => {
  const things = new Things(app("zh"));
  const term = (value: string): { type: "literal"; value: string } => ({ type: "literal", value });
  const translated = [["北京联合大学", "Beijing Union University"], ["北京市", "Beijing"], ["外方", ""]];
  const tied = [["北京联合大学", "外方"], ["北京市商业学校", "外方"]];
  const rows = (pairs: readonly (readonly string[])[]): ReturnType<typeof term>[][] => pairs.map((pair) => pair.map(term));
  expect(things.pair({ columns: ["a", "b"], rows: rows(translated), graph: false })).toBeUndefined();
  expect(things.pair({ columns: ["a", "b"], rows: rows(tied), graph: false })).toEqual([0, 1]);
});
