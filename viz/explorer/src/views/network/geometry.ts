// Where edges run: straight where two nodes have one, side by side in bows where they have more.

import type { Edge, Network } from "../../contract";

export interface Curve {
  readonly edge: Edge;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** The point that the bow is drawn towards; in the middle where the edge is straight. */
  readonly cx: number;
  readonly cy: number;
  readonly bowed: boolean;
}

const GAP = 26;

/** Lay out edges between the fixed places of their nodes. */
export function curves(network: Network, edges: readonly Edge[]): Curve[] {
  const beside = new Map<string, number>();
  for (const edge of edges) beside.set(pair(edge), (beside.get(pair(edge)) ?? 0) + 1);
  const met = new Map<string, number>();
  return edges.flatMap((edge) => {
    const [a, b] = [network.nodes[edge.source], network.nodes[edge.target]];
    if (!a || !b || a === b) return [];
    const key = pair(edge);
    const number = met.get(key) ?? 0;
    met.set(key, number + 1);
    const side = (number - ((beside.get(key) ?? 1) - 1) / 2) * (edge.source < edge.target ? 1 : -1);
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = Math.hypot(dx, dy) || 1;
    const bow = side * GAP * 2;
    const cx = (a.x + b.x) / 2 - (dy / length) * bow;
    const cy = (a.y + b.y) / 2 + (dx / length) * bow;
    return [{ edge, x1: a.x, y1: a.y, x2: b.x, y2: b.y, cx, cy, bowed: side !== 0 }];
  });
}

/** Add an edge to a path. */
export function traceCurve(path: CanvasPath, curve: Curve): void {
  path.moveTo(curve.x1, curve.y1);
  if (curve.bowed) path.quadraticCurveTo(curve.cx, curve.cy, curve.x2, curve.y2);
  else path.lineTo(curve.x2, curve.y2);
}

/** The direction in which an edge arrives, as a unit vector, and where it does. */
export function arrival({ cx, cy, x2, y2 }: Curve): readonly [x: number, y: number] {
  const length = Math.hypot(x2 - cx, y2 - cy) || 1;
  return [(x2 - cx) / length, (y2 - cy) / length];
}

/** How far a point is from an edge. */
export function distance(curve: Curve, x: number, y: number): number {
  if (!curve.bowed) return toSegment(x, y, curve.x1, curve.y1, curve.x2, curve.y2);
  let least = Infinity;
  let [px, py] = [curve.x1, curve.y1];
  for (let i = 1; i <= 12; i++) {
    const [t, u] = [i / 12, 1 - i / 12];
    const qx = u * u * curve.x1 + 2 * u * t * curve.cx + t * t * curve.x2;
    const qy = u * u * curve.y1 + 2 * u * t * curve.cy + t * t * curve.y2;
    least = Math.min(least, toSegment(x, y, px, py, qx, qy));
    [px, py] = [qx, qy];
  }
  return least;
}

function toSegment(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}

function pair({ source, target }: Edge): string {
  return source < target ? `${source} ${target}` : `${target} ${source}`;
}
