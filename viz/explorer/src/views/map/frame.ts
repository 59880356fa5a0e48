// From degrees to pixels: one projection for good, and a frame that moves over it. Knows no page.

import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import topology from "world-atlas/land-110m.json";

/** Pixels = degrees projected × k + (x, y). */
export interface Frame {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

/** West, south, east, north. */
export type Box = readonly [number, number, number, number];

// Frames of the earth, not of any report. The cut is in the Atlantic, so that no arc crosses it.
const MIDDLE = 150;
export const BOXES: Readonly<Record<"china" | "world", Box>> = {
  china: [76, 17, 133, 52],
  world: [-24, -50, -36, 72],
};
const LEAST = 0.3;
const MOST = 60;

const projection = geoEqualEarth().rotate([-MIDDLE, 0]).scale(180).translate([0, 0]).precision(0.4);

/** Give where a point lies on the projection. */
export function projected(longitude: number, latitude: number): [number, number] {
  return projection([longitude, latitude]) ?? [0, 0];
}

let land = "";

/** Give the outline of the land, on the projection. */
export function landPath(): string {
  land ||= geoPath(projection).digits(2)(feature(topology, topology.objects.land)) ?? "";
  return land;
}

/** Fit a box into a picture, whole. */
export function fitted([west, south, east, north]: Box, width: number, height: number): Frame {
  const points: [number, number][] = [];
  const long = (east - west + 360) % 360 || 360;
  for (let i = 0; i <= 8; i++) {
    for (let j = 0; j <= 8; j++) points.push(projected(west + (long * i) / 8, south + ((north - south) * j) / 8));
  }
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right, top, foot] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.min(width / (right - left), height / (foot - top));
  return { k, x: width / 2 - (k * (left + right)) / 2, y: height / 2 - (k * (top + foot)) / 2 };
}

/** Come nearer or go further, a point of the picture kept where it is. */
export function zoomed(frame: Frame, factor: number, [x, y]: readonly [number, number]): Frame {
  const k = Math.max(LEAST, Math.min(MOST, frame.k * factor));
  const real = k / frame.k;
  return { k, x: x - (x - frame.x) * real, y: y - (y - frame.y) * real };
}

/** Write the frame for the hash: the middle of the picture and how near. */
export function writeFrame({ k, x, y }: Frame, width: number, height: number): string {
  return [(width / 2 - x) / k, (height / 2 - y) / k, k].map((n) => Number(n.toFixed(2))).join(",");
}

export function readFrame(text: string | undefined, width: number, height: number): Frame | undefined {
  const [cx, cy, k] = (text ?? "").split(",").map(Number);
  if (cx === undefined || cy === undefined || k === undefined || ![cx, cy, k].every(Number.isFinite) || k <= 0) return undefined;
  const near = Math.max(LEAST, Math.min(MOST, k));
  return { k: near, x: width / 2 - cx * near, y: height / 2 - cy * near };
}

/** Bend a line to the north, more the longer it is. */
export function arc([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): string {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const bend = dx === 0 ? 0.12 : 0.2 * Math.sign(dx);
  const [cx, cy] = [(x1 + x2) / 2 + dy * bend, (y1 + y2) / 2 - dx * bend];
  return `M${round(x1)} ${round(y1)}Q${round(cx)} ${round(cy)} ${round(x2)} ${round(y2)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
