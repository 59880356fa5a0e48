import { describe, expect, test } from "vitest";
import { flows } from "../src/views/routes/flows";
import { arrives, fits, leaves, ordered, type RawRoutes, readRoutes } from "../src/views/routes/route";
import { boxes, short } from "../src/views/routes/strip";
import { network } from "./network";

// Of a (0) to b (1), in accounting (5); of a by b to d (3), years of the last stage not stated;
// the first again, withdrawn; and a chained one.
const pipeline: RawRoutes["routes"][number][4][number] = ["3+2", "中高职", "", 2020, 60, 40, 38, [0]];
const raw: RawRoutes = {
  routes: [
    [0, 0, 5, [[[0], [5], 3, "3", 0], [[1], [5], 2, "2", 0]], [pipeline], []],
    [0, 0, null, [[[0], [], 3, "3", 0], [[1], [], 2, "2", 0], [[3], [], null, "", 0]], [pipeline], []],
    [0, 1, 5, [[[0], [5], 3, "3", 0], [[1], [5], 2, "2", 0]], [pipeline], [["已撤销", "withdrawn"]]],
    [1, 0, 7, [[[0], [], 3, "3", 0], [[1], [], 2, "2", 0], [[3], [], 2, "2", 1]], [pipeline, pipeline], []],
  ],
};
const routes = readRoutes(raw);
const found = (asked: Parameters<typeof fits>[2]): number[] => routes.filter((route) => fits(network, route, asked)).map(({ index }) => index);

test.each([
  [{ school: 0 }, [0, 1, 2, 3]],
  [{ school: 1 }, [1]],
  [{ school: 3 }, []],
  [{ to: 1 }, [0, 1, 2]],
  [{ to: 3 }, [1, 3]],
  [{ to: 0 }, []],
  [{ major: 5 }, [0, 2]],
  [{ field: 0 }, [0, 2]],
  [{ school: 1, to: 3 }, [1]],
  [{ end: 0, major: 5 }, [0, 2]],
])("%j asks for the routes %j", (asked, numbers) => {
  expect(found(asked)).toEqual(numbers);
});

test("to leave is to come to another, to arrive is to come from another", () => {
  const [route] = routes;
  expect([0, 1, 3].map((node) => route && leaves(route, node))).toEqual([true, false, false]);
  expect([0, 1, 3].map((node) => route && arrives(route, node))).toEqual([false, true, false]);
});

test("stated routes come before chained ones, withdrawn ones last", () => {
  expect(ordered(routes).map(({ index }) => index)).toEqual([0, 1, 3, 2]);
});

describe("flows", () => {
  const told = (by: "school" | "field"): string[] => {
    const { places, flows: all } = flows(network, routes, by);
    return all.map(({ source, target, value }) => `${places[source]?.kind} ${places[source]?.what} > ${places[target]?.what}: ${value}`);
  };
  test("count what is stated and not withdrawn", () => {
    expect(told("school")).toEqual(["node 0 > 1: 2", "node 1 > 3: 1"]);
  });
  test("begin at a field where the majors have one", () => {
    expect(told("field")).toEqual(["field 0 > 1: 1", "field -1 > 1: 1", "node 1 > 3: 1"]);
  });
});

test("stages are as long as they take, and stand below one another where it is narrow", () => {
  const stages = routes[0]?.stages ?? [];
  const wide = boxes(stages, 1001, 5);
  expect(wide.map(({ x, y }) => [x, y])).toEqual([[0.5, 0.5], [600.5, 0.5]]);
  expect(wide.map(({ width }) => width)).toEqual([576, 400]);
  const narrow = boxes(stages, 300, 5);
  expect(new Set(narrow.map(({ x, width }) => `${x} ${width}`)).size).toBe(1);
  expect(narrow[1]?.y).toBeGreaterThan((narrow[0]?.y ?? 0) + (narrow[0]?.height ?? 0));
});

test("a text too long is cut where the room ends", () => {
  expect(short("职业学校", 10, 40)).toBe("职业学校");
  expect(short("职业学校", 10, 39)).toBe("职业学…");
});
