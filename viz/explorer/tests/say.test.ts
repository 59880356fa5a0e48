import { expect, test } from "vitest";
import { withValues } from "../src/page/say";

const say = (text: string, values: Record<string, string | number>): string => withValues(text, values, (n) => n.toLocaleString("en"));

test.each([
  ["{n} {n:row|rows}, {ms} ms", { n: 1, ms: 5 }, "1 row, 5 ms"],
  ["{n} {n:row|rows}, {ms} ms", { n: 1200, ms: 5 }, "1,200 rows, 5 ms"],
  ["{n:one holds|many hold}", { n: 0 }, "many hold"],
  ["{who} 共 {n} 条", { who: "{n}", n: 2 }, "{n} 共 2 条"],
  ["a name such as {this} or {n:a|b}", {}, "a name such as {this} or {n:a|b}"],
])("%s is filled", (text, values, filled) => {
  expect(say(text, values)).toBe(filled);
});
