// What lies where, and which ties can be drawn as arcs. Knows no page.

import type { Edge, Network, Text } from "../../contract";

/** How a position is known: the thing's own, its place's, or that of the region of its report. */
export type How = "own" | "place" | "region";

export interface Position {
  readonly node: number;
  readonly latitude: number;
  readonly longitude: number;
  /** Number of the precision: town, district, county, country, … */
  readonly precision: number;
  readonly how: How;
  /** The node whose position it is. */
  readonly of: number;
  readonly note: Text;
}

export interface Positions {
  readonly precisions: readonly { readonly id: string; readonly name: Text }[];
  readonly of: ReadonlyMap<number, Position>;
}

export interface RawPositions {
  precisions: [id: string, zh: string, en: string][];
  positions: [node: number, latitude: number, longitude: number, precision: number, how: number, of: number, zh: string, en: string][];
}

const HOWS: readonly How[] = ["own", "place", "region"];

export function readPositions(raw: RawPositions): Positions {
  return {
    precisions: raw.precisions.map(([id, zh, en]) => ({ id, name: { zh, en } })),
    of: new Map(
      raw.positions.map(([node, latitude, longitude, precision, how, of, zh, en]) => {
        return [node, { node, latitude, longitude, precision, how: HOWS[how] ?? "own", of, note: { zh, en } }];
      }),
    ),
  };
}

/** Whether a tie is an arc, lies in one spot, or cannot be placed. */
export type Drawable = "arc" | "spot" | "nowhere";

export interface Tie {
  readonly edge: Edge;
  readonly drawable: Drawable;
}

/** All ties by main relations, those with most facts first. */
export function ties(network: Network, positions: Positions): Tie[] {
  return network.edges
    .filter((edge) => network.relations[edge.relation]?.main)
    .map((edge): Tie => ({ edge, drawable: drawable(positions.of.get(edge.source), positions.of.get(edge.target)) }))
    .sort((a, b) => b.edge.facts.length - a.edge.facts.length || a.edge.index - b.edge.index);
}

function drawable(from: Position | undefined, to: Position | undefined): Drawable {
  if (!from || !to) return "nowhere";
  return spot(from) === spot(to) ? "spot" : "arc";
}

/** What lies in one spot has the same name here. */
export function spot({ latitude, longitude }: Position): string {
  return `${latitude.toFixed(3)},${longitude.toFixed(3)}`;
}

const TURN = Math.PI * (3 - Math.sqrt(5));

/** How far each thing of a spot stands from it, in pixels: seeds of a sunflower, the first in the middle. */
export function spread(count: number, step: number): [x: number, y: number][] {
  return Array.from({ length: count }, (_, i) => {
    const radius = step * Math.sqrt(i);
    return [radius * Math.cos(i * TURN), radius * Math.sin(i * TURN)];
  });
}

/** Kilometres along the earth. */
export function distance(a: Position, b: Position): number {
  const rad = Math.PI / 180;
  const across = Math.sin(((b.latitude - a.latitude) * rad) / 2) ** 2;
  const along = Math.sin(((b.longitude - a.longitude) * rad) / 2) ** 2;
  const half = across + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * along;
  return 12742 * Math.asin(Math.min(1, Math.sqrt(half)));
}
