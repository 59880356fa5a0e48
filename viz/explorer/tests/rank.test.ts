import { expect, test } from "vitest";
import { search } from "../src/search/rank";
import { network } from "./network";

const found = (query: string): string[] => search(network, query).map(({ node }) => node.name.zh);

test.each([
  ["北京市商业学校", ["北京市商业学校", "北京市商业学校附属实习工厂"]],
  ["商业", ["北京市商业学校", "北京市商业学校附属实习工厂"]],
  ["bjssyxx", ["北京市商业学校", "北京市商业学校附属实习工厂"]],
  ["beijingshishangye", ["北京市商业学校"]],
  ["union university", ["北京联合大学"]],
  ["UNION", ["北京联合大学"]],
  ["联大", ["北京联合大学"]],
  ["北联大学", ["北京联合大学"]],
  ["　北京 联合 ", ["北京联合大学"]],
  ["", []],
  ["没有的学校", []],
])("%j finds %j", (query, names) => {
  expect(found(query)).toEqual(names);
});

test("what an alias finds says so", () => {
  expect(search(network, "联大").map(({ by }) => by)).toEqual(["联大"]);
});

test("the better connected comes first, organisations before other things", () => {
  expect(found("北京")).toEqual(["北京联合大学", "北京市商业学校", "北京市商业学校附属实习工厂", "北京市"]);
});
