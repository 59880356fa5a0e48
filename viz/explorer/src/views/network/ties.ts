// The shortest ties between two nodes: all of them, not just one. Knows no page.

import type { Edge } from "../../contract";

export interface Ties {
  /** Steps from one to the other; 0 where they are the same, -1 where nothing joins them. */
  readonly length: number;
  /** Nodes by how many steps they are from the first; the last column is the second node. */
  readonly columns: readonly (readonly number[])[];
  /** Every edge of a shortest way, in the order of the steps. */
  readonly edges: readonly Edge[];
}

/** Find every shortest way between two nodes; edges are walked in both directions. */
export function shortestTies(
  at: ReadonlyMap<number, readonly Edge[]>,
  from: number,
  to: number,
): Ties {
  const ahead = distances(at, from, to);
  const length = ahead.get(to) ?? -1;
  if (length < 1) return { length, columns: length ? [] : [[from]], edges: [] };
  const columns: number[][] = Array.from({ length: length + 1 }, () => []);
  columns[length] = [to];
  const edges: Edge[] = [];
  for (let step = length; step > 0; step--) {
    const found = new Set<number>();
    for (const node of columns[step] ?? []) {
      for (const edge of at.get(node) ?? []) {
        const other = edge.source === node ? edge.target : edge.source;
        if (ahead.get(other) !== step - 1) continue;
        edges.unshift(edge);
        found.add(other);
      }
    }
    columns[step - 1] = [...found].sort((a, b) => a - b);
  }
  return { length, columns, edges };
}

/** Count the steps to each node, as far as the wanted one is away. */
function distances(
  at: ReadonlyMap<number, readonly Edge[]>,
  from: number,
  to: number,
): Map<number, number> {
  const found = new Map([[from, 0]]);
  let front = [from];
  for (let step = 1; front.length > 0 && !found.has(to); step++) {
    const next: number[] = [];
    for (const node of front) {
      for (const edge of at.get(node) ?? []) {
        const other = edge.source === node ? edge.target : edge.source;
        if (found.has(other)) continue;
        found.set(other, step);
        next.push(other);
      }
    }
    front = next;
  }
  return found;
}
