import { expect, test } from "vitest";
import { arc, BOXES, fitted, landPath, projected, readFrame, writeFrame, zoomed } from "../src/views/map/frame";
import { distance, readPositions, spread, ties } from "../src/views/map/located";
import { network } from "./network";

const positions = readPositions({
  precisions: [["city", "城镇", "town"]],
  positions: [
    [0, 39.9, 116.4, 0, 0, 0, "说明", "note"],
    [1, 39.9, 116.4, 0, 1, 4, "", ""],
    [3, 51.5, -0.1, 0, 2, 3, "", ""],
  ],
});

test("a tie is an arc only between two known spots", () => {
  expect(ties(network, positions).map(({ edge, drawable }) => [edge.index, drawable])).toEqual([[1, "spot"], [0, "spot"], [2, "arc"]]);
  const none = readPositions({ precisions: [], positions: [] });
  expect(new Set(ties(network, none).map(({ drawable }) => drawable))).toEqual(new Set(["nowhere"]));
});

test("how a position is known is told", () => {
  expect([...positions.of.values()].map(({ how }) => how)).toEqual(["own", "place", "region"]);
});

test("the way from Beijing to London is some 8,140 km", () => {
  const [a, b] = [positions.of.get(0), positions.of.get(3)];
  expect(a && b && Math.round(distance(a, b) / 10)).toBe(814);
});

test("what shares a spot stands apart, the first in the middle", () => {
  const found = spread(30, 5);
  expect(found[0]).toEqual([0, 0]);
  const apart = found.flatMap(([x, y], i) => found.slice(i + 1).map(([u, v]) => Math.hypot(x - u, y - v)));
  expect(Math.min(...apart)).toBeGreaterThan(4.9);
});

test("a box is fitted whole", () => {
  for (const box of [BOXES.china, BOXES.world]) {
    const { k, x, y } = fitted(box, 800, 500);
    for (const [longitude, latitude] of [[box[0], box[1]], [box[2], box[3]], [116.4, 39.9]] as const) {
      const [px, py] = projected(longitude, latitude);
      expect(px * k + x).toBeGreaterThanOrEqual(-0.5);
      expect(px * k + x).toBeLessThanOrEqual(800.5);
      expect(py * k + y).toBeGreaterThanOrEqual(-0.5);
      expect(py * k + y).toBeLessThanOrEqual(500.5);
    }
  }
});

test("a frame is the same after the hash, and a point stays when one zooms at it", () => {
  const frame = { k: 4, x: -120, y: 80 };
  expect(readFrame(writeFrame(frame, 800, 500), 800, 500)).toEqual(frame);
  expect(readFrame("1,2", 800, 500)).toBeUndefined();
  expect(readFrame("a,b,c", 800, 500)).toBeUndefined();
  const nearer = zoomed(frame, 2, [300, 200]);
  expect((300 - nearer.x) / nearer.k).toBeCloseTo((300 - frame.x) / frame.k);
  expect(zoomed(frame, 1e9, [0, 0]).k).toBe(60);
});

test("arcs bend to the north, whichever way they run", () => {
  for (const [from, to] of [[[0, 0], [100, 0]], [[100, 0], [0, 0]]] as const) {
    const [, middle = ""] = arc(from, to).split("Q");
    expect(Number(middle.split(" ")[1])).toBeLessThan(0);
  }
});

test("the land is there", () => {
  expect(landPath().match(/M/g)?.length).toBeGreaterThan(100);
  expect(landPath()).not.toContain("NaN");
});
