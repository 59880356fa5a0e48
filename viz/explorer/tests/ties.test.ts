import { expect, test } from "vitest";
import { choose, count, largest, readFilter, writeRelations } from "../src/views/network/filter";
import { shortestTies } from "../src/views/network/ties";
import { network } from "./network";

const edges = (params: Record<string, string>): number[] =>
  choose(network, readFilter(network, params)).edges.map(({ index }) => index);

test.each([
  [{}, [0, 1, 2]],
  [{ relations: "offersMajor" }, [3]],
  [{ relations: "" }, []],
  [{ relations: "nothing" }, []],
  [{ year: "2020" }, [0, 2]],
  [{ report: "r1" }, [0, 1, 2]],
  [{ major: "major/kj" }, [1]],
  [{ field: "财经类" }, [1]],
  [{ place: "place/bj" }, [0, 1, 2]],
  [{ around: "org/d" }, [2]],
  [{ hide: "School" }, []],
])("the filter %j shows the edges %j", (params, numbers) => {
  expect(edges(params)).toEqual(numbers);
});

test("an organisation without ties is shown until something narrows the picture", () => {
  expect([...choose(network, readFilter(network, {})).nodes]).toEqual([0, 1, 3, 2]);
  expect([...choose(network, readFilter(network, { year: "2020" })).nodes]).toEqual([0, 1, 3]);
});

test("the legend counts under all filters but its own", () => {
  expect(count(network, readFilter(network, { year: "2020", relations: "partnerOf", hide: "School" }))).toEqual({
    relations: [2, 0, 1],
    classes: [3, 0, 0],
  });
});

test("the relations shown at first need no word in the hash", () => {
  expect(writeRelations(network, new Set([1, 0]))).toBe(null);
  expect(writeRelations(network, new Set([2, 0]))).toBe("partnerOf,offersMajor");
});

test("the largest component is that of most nodes", () => {
  expect(largest(choose(network, readFilter(network, {})))).toEqual(new Set([0, 1, 3]));
});

test("every shortest tie is found, with all its parallel edges", () => {
  const { at } = choose(network, readFilter(network, {}));
  const ties = shortestTies(at, 0, 3);
  expect(ties.columns).toEqual([[0], [1], [3]]);
  expect(ties.edges.map(({ index }) => index).sort()).toEqual([0, 1, 2]);
});

test("what nothing joins, and what is one, has no ties", () => {
  const { at } = choose(network, readFilter(network, {}));
  expect(shortestTies(at, 0, 2)).toEqual({ length: -1, columns: [], edges: [] });
  expect(shortestTies(at, 0, 0)).toEqual({ length: 0, columns: [[0]], edges: [] });
});

test("around one thing, the legend counts what is shown", () => {
  const filter = readFilter(network, { around: "org/d" });
  expect(choose(network, filter).edges.map(({ index }) => index)).toEqual([2]);
  const { relations, classes } = count(network, filter);
  expect(relations).toEqual([1, 0, 0]);
  expect(classes).toEqual([2, 0, 0]);
});
