import { expect, test } from "vitest";
import { contentKey, readHash, writeHash } from "../src/page/hash";

test.each([
  ["#/network?card=org/a&from=org/b", { view: "network", params: { card: "org/a", from: "org/b" } }],
  ["#/sparql", { view: "sparql", params: {} }],
  ["#/sparql?text=SELECT%20%3Fs%20%26%20%23x", { view: "sparql", params: { text: "SELECT ?s & #x" } }],
  ["#/", { view: "", params: {} }],
])("%s is read, and written as it was", (hash, state) => {
  expect(readHash(hash)).toEqual(state);
  expect(writeHash(state)).toBe(hash);
});

test("the same state has one address, whatever the order of its keys", () => {
  expect(writeHash({ view: "v", params: { b: "2", a: "1" } })).toBe("#/v?a=1&b=2");
});

test("what is no state is read as far as it goes", () => {
  expect(readHash("#nonsense?%zz&=&a")).toEqual({ view: "nonsense", params: { "%zz": "", "": "", a: "" } });
});

test("a view's content does not depend on the card and on how its tables are sorted", () => {
  const bare = contentKey({ year: "2020", rule: "total" });
  expect(contentKey({ rule: "total", card: "org/a", order: "2", order2: "-1", year: "2020" })).toBe(bare);
  expect(contentKey({ year: "2019", rule: "total" })).not.toBe(bare);
});
