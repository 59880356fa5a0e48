// The marks of the nodes: one shape a class, the same on canvas, in SVG and in the legend.

import type { Shape } from "../../contract";

type Corner = readonly [number, number];

const SIDES: Readonly<Record<Exclude<Shape, "dot">, readonly [corners: number, turn: number, inner: number, size: number]>> = {
  square: [4, 45, 1, 1.18],
  diamond: [4, 0, 1, 1.25],
  triangle: [3, 0, 1, 1.28],
  triangleDown: [3, 180, 1, 1.28],
  hexagon: [6, 30, 1, 1.1],
  star: [10, 0, 0.5, 1.32],
};

const CORNERS = Object.fromEntries(
  Object.entries(SIDES).map(([shape, [corners, turn, inner, size]]) => [
    shape,
    Array.from({ length: corners }, (_, i): Corner => {
      const angle = ((360 / corners) * i + turn - 90) * (Math.PI / 180);
      const radius = size * (i % 2 ? inner : 1);
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
  ]),
) as Readonly<Record<string, readonly Corner[]>>;

/** Add a mark to the current path of a canvas. */
export function trace(path: CanvasPath, shape: Shape, x: number, y: number, radius: number): void {
  const corners = CORNERS[shape];
  if (!corners) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([dx, dy], i) => {
    if (i) path.lineTo(x + dx * radius, y + dy * radius);
    else path.moveTo(x + dx * radius, y + dy * radius);
  });
  path.closePath();
}

/** Write a mark as SVG path data. */
export function pathData(shape: Shape, x: number, y: number, radius: number): string {
  const corners = CORNERS[shape];
  const n = (value: number): string => value.toFixed(1);
  if (!corners) {
    const r = n(radius);
    return `M${n(x - radius)} ${n(y)}a${r} ${r} 0 1 0 ${n(2 * radius)} 0a${r} ${r} 0 1 0 ${n(-2 * radius)} 0z`;
  }
  return `M${corners.map(([dx, dy]) => `${n(x + dx * radius)} ${n(y + dy * radius)}`).join("L")}z`;
}
