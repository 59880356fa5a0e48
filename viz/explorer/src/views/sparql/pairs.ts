// A small network of the pairs in an answer.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force-3d";
import type { App, Node } from "../../contract";
import { textWidth } from "../../parts/chart";
import { h, s } from "../../page/h";
import { labelName, plainName } from "../../page/name";
import { placeLabels } from "../network/labels";
import type { Answer } from "./answer";
import { strings } from "./strings";
import type { Things } from "./things";

interface Spot {
  readonly node: Node;
  readonly radius: number;
  ties: number;
  x: number;
  y: number;
}

interface Tie {
  readonly source: Spot;
  readonly target: Spot;
}

const MOST = 240;
const WIDTH = 960;
const EDGE = 30;

/** Draw the pairs that stand in two columns. */
export function pairs(app: App, answer: Answer, things: Things, [from, to]: readonly [number, number]): HTMLElement {
  const { spots, ties, left } = laidOut(answer, things, from, to);
  const said = app.say(strings.picture, { n: spots.length, m: ties.length });
  const height = framed(spots);
  const names = placeLabels(
    [...spots].sort((a, b) => b.ties - a.ties).map((spot, i) => ({ node: i, x: spot.x, y: spot.y, radius: spot.radius, width: textWidth(labelName(app, spot.node), 12) })),
    WIDTH,
    height,
  );
  const ordered = [...spots].sort((a, b) => b.ties - a.ties);
  return h(
    "figure",
    { class: "pairs" },
    s(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": said },
      ties.map((tie) => s("line", { class: "tie", x1: tie.source.x, y1: tie.source.y, x2: tie.target.x, y2: tie.target.y })),
      ordered.map((spot) => dot(app, spot)),
      names.map((name) => s("text", { class: "spot-name", x: name.x, y: name.y + 4 }, labelName(app, (ordered[name.node] as Spot).node))),
    ),
    h("figcaption", { class: "faint" }, said, left > 0 && ` · ${app.say(strings.partOf, { n: spots.length, all: spots.length + left })}`),
  );
}

function dot(app: App, spot: Spot): SVGElement {
  const name = plainName(app, spot.node);
  const open = (): void => app.card(spot.node.index);
  return s(
    "g",
    { class: "spot", tabindex: "0", role: "button", "aria-label": name, onclick: open, onkeydown: (event: KeyboardEvent) => event.key === "Enter" && open() },
    s("title", {}, name),
    s("circle", { cx: spot.x, cy: spot.y, r: spot.radius, fill: app.network.classes[spot.node.class]?.colour ?? "gray" }),
  );
}

function laidOut(answer: Answer, things: Things, from: number, to: number): { spots: Spot[]; ties: Tie[]; left: number } {
  const known = new Map<number, Spot>();
  const seen = new Set<string>();
  const over = new Set<number>();
  const pairs: [Node, Node][] = [];
  for (const row of answer.rows) {
    const [a, b] = [things.node(row[from]), things.node(row[to])];
    if (!a || !b || a === b) continue;
    const key = [a.index, b.index].sort((x, y) => x - y).join();
    if (seen.has(key)) continue;
    seen.add(key);
    const fresh = [a, b].filter((node) => !known.has(node.index));
    if (known.size + fresh.length > MOST) {
      for (const node of fresh) over.add(node.index);
      continue;
    }
    for (const node of fresh) known.set(node.index, { node, radius: 0, ties: 0, x: node.x, y: node.y });
    pairs.push([a, b]);
  }
  for (const pair of pairs) for (const node of pair) (known.get(node.index) as Spot).ties += 1;
  for (const [key, spot] of known) known.set(key, { ...spot, radius: 4 + Math.min(9, 1.6 * Math.sqrt(spot.ties)) });
  const ties = pairs.map(([a, b]) => ({ source: known.get(a.index) as Spot, target: known.get(b.index) as Spot }));
  const spots = [...known.values()];
  settle(spots, ties);
  return { spots, ties, left: over.size };
}

/** The same picture every time: the simulation has no chance in it. */
function settle(spots: Spot[], ties: readonly Tie[]): void {
  spots.forEach((spot, i) => {
    spot.x = 30 * Math.sqrt(i) * Math.cos(2.4 * i);
    spot.y = 30 * Math.sqrt(i) * Math.sin(2.4 * i);
  });
  forceSimulation(spots, 2)
    .force("link", forceLink(ties.map((tie) => ({ ...tie }))).distance(60))
    .force("charge", forceManyBody().strength(-160).distanceMax(500))
    .force("collide", forceCollide((spot: Spot) => spot.radius + 6))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.09))
    .stop()
    .tick(260);
}

/** Move the spots into a frame of the known width; gives its height. */
function framed(spots: Spot[]): number {
  const xs = spots.map((spot) => spot.x);
  const ys = spots.map((spot) => spot.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const factor = Math.min(1.6, (WIDTH - 4 * EDGE) / Math.max(1, right - left));
  const height = Math.max(220, Math.min(1400, (bottom - top) * factor + 2 * EDGE));
  const aside = (WIDTH - (right - left) * factor) / 2;
  for (const spot of spots) {
    spot.x = Math.round((spot.x - left) * factor + aside);
    spot.y = Math.round(((spot.y - top) / Math.max(1, bottom - top)) * (height - 2 * EDGE) + EDGE);
  }
  return height;
}
