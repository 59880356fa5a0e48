import { expect, test } from "vitest";
import type { App, Node } from "../src/contract";
import { plainName } from "../src/page/name";
import { reportName, shortReportName } from "../src/page/report";
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

test("a report is told from others by region, level and year, in English as far as that is known", () => {
  const [report] = network.meta.reports;
  if (!report) throw new Error("no report");
  const level = { zh: "中职", en: "secondary" };
  const meta = { ...network.meta, reports: [{ ...report, region: "北京市", level }, { ...report, region: "北京市", level, dataYear: 2021 }] };
  const two = { ...network, meta };
  expect(reportName(two, 1)).toEqual({ zh: "北京市中职2021", en: "Beijing secondary 2021" });
  expect(shortReportName(two, 1)).toEqual({ zh: "中职 2021", en: "secondary 2021" });
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
