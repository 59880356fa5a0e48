// Draws the network on a canvas: edges by relation, marks by class, names where there is room.

import type { Lang, Network, Node } from "../../contract";
import { labelName } from "../../page/name";
import { arrival, type Curve, traceCurve } from "./geometry";
import { type Placed, placeLabels } from "./labels";
import { trace } from "./marks";

/** Where the picture stands: a point of the network is drawn at k × place + (x, y). */
export interface Camera {
  readonly k: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Colours {
  readonly paper: string;
  readonly ink: string;
  readonly faint: string;
  readonly accent: string;
  /** How strongly edges are drawn, between 0 and 1: thin lines on black need more. */
  readonly edges: number;
}

/** What is drawn; made once a filter has changed. */
export interface Drawing {
  readonly network: Network;
  readonly curves: readonly Curve[];
  /** Shown nodes, the best connected last, so that they lie on top. */
  readonly nodes: readonly Node[];
  /** Edges of a relation as paths, in places of the network. */
  readonly paths: ReadonlyMap<number, readonly Path2D[]>;
}

/** What stands out: the rest is dimmed. Nothing: null. */
export interface Focus {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<number>;
  /** Ringed, and always named. */
  readonly chosen: ReadonlySet<number>;
  /** How faint the rest becomes, between 0 and 1. */
  readonly rest: number;
}

export interface Look {
  readonly colours: Colours;
  readonly lang: Lang;
  readonly focus: Focus | null;
  /** Pixels at the right that lie under the card: no name is cut by it. */
  readonly under: number;
}

/** Marks and edges are drawn so many at a time: a path of thousands takes far longer than many. */
const AT_ONCE = 32;
const NAMES = 420;
const FONT = '12px system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", sans-serif';

/** Prepare what is drawn. */
export function drawing(network: Network, curves: readonly Curve[], nodes: readonly Node[]): Drawing {
  const ordered = [...nodes].sort((a, b) => a.degree - b.degree || a.index - b.index);
  return { network, curves, nodes: ordered, paths: byRelation(curves) };
}

/** The radius of a node's mark on the screen. */
export function radius(node: Node, k: number): number {
  return (3.4 + 1.7 * Math.sqrt(Math.min(node.degree, 64))) * Math.min(1.7, Math.max(0.5, k ** 0.3));
}

/** Draw everything; the canvas is in pixels of the screen. Gives the names drawn, to keep them. */
export function paint(
  ctx: CanvasRenderingContext2D,
  what: Drawing,
  camera: Camera,
  look: Look,
  names: readonly Placed[] | null,
): readonly Placed[] {
  paintEdges(ctx, what, camera, look);
  paintNodes(ctx, what, camera, look);
  ctx.font = FONT;
  const placed = names ?? placeNames(ctx, what, camera, look);
  paintNames(ctx, what, placed, look);
  return placed;
}

/** A node's name as the network shows it. */
export function shortName(node: Node, lang: Lang): string {
  const name = labelName({ lang }, node);
  const most = /[\u3400-\u9fff]/.test(name) ? 18 : 44;
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

function byRelation(curves: readonly Curve[]): Map<number, Path2D[]> {
  const members = new Map<number, Curve[]>();
  for (const curve of curves) {
    const known = members.get(curve.edge.relation);
    if (known) known.push(curve);
    else members.set(curve.edge.relation, [curve]);
  }
  return new Map([...members].map(([relation, all]) => [relation, pieces(all).map(path)]));
}

function path(curves: readonly Curve[]): Path2D {
  const made = new Path2D();
  for (const curve of curves) traceCurve(made, curve);
  return made;
}

function pieces<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / AT_ONCE);
  return Array.from({ length: count }, (_, i) => all.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
}

function paintEdges(ctx: CanvasRenderingContext2D, what: Drawing, camera: Camera, look: Look): void {
  const { focus } = look;
  ctx.save();
  ctx.translate(camera.x, camera.y);
  ctx.scale(camera.k, camera.k);
  const width = Math.min(1.5, Math.max(0.7, 0.9 * camera.k ** 0.4));
  ctx.lineWidth = width / camera.k;
  ctx.globalAlpha = look.colours.edges * (focus?.rest ?? 1);
  for (const [relation, paths] of what.paths) {
    ctx.strokeStyle = what.network.relations[relation]?.colour ?? look.colours.faint;
    for (const path of paths) ctx.stroke(path);
  }
  ctx.globalAlpha = 0.95;
  if (focus) paintChosenEdges(ctx, what, focus, width / camera.k);
  ctx.restore();
  paintArrows(ctx, what, camera, look);
}

function paintChosenEdges(ctx: CanvasRenderingContext2D, what: Drawing, focus: Focus, width: number): void {
  for (const curve of what.curves) {
    if (!focus.edges.has(curve.edge.index)) continue;
    ctx.beginPath();
    traceCurve(ctx, curve);
    ctx.lineWidth = width * (1.4 + 0.5 * Math.log2(curve.edge.facts.length || 1));
    ctx.strokeStyle = what.network.relations[curve.edge.relation]?.colour ?? "";
    ctx.stroke();
  }
}

/** Draw the heads of directed edges where they are long enough to have one. */
function paintArrows(ctx: CanvasRenderingContext2D, what: Drawing, camera: Camera, look: Look): void {
  const { network } = what;
  if (camera.k < 0.35 && !look.focus) return;
  for (const curve of what.curves) {
    const relation = network.relations[curve.edge.relation];
    const chosen = look.focus?.edges.has(curve.edge.index);
    if (!relation?.directed || (look.focus && !chosen)) continue;
    const [x2, y2] = onScreen(camera, curve.x2, curve.y2);
    const [x1, y1] = onScreen(camera, curve.x1, curve.y1);
    if (!inside(camera, x2, y2, 20) || Math.hypot(x2 - x1, y2 - y1) < 36) continue;
    const target = network.nodes[curve.edge.target];
    const gap = target ? radius(target, camera.k) + 2 : 2;
    const [dx, dy] = arrival(curve);
    const [x, y] = [x2 - dx * gap, y2 - dy * gap];
    const size = chosen ? 7 : 5;
    ctx.globalAlpha = chosen ? 1 : 0.7;
    ctx.fillStyle = relation.colour;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x - dx * size - dy * size * 0.5, y - dy * size + dx * size * 0.5);
    ctx.lineTo(x - dx * size + dy * size * 0.5, y - dy * size - dx * size * 0.5);
    ctx.closePath();
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

function paintNodes(ctx: CanvasRenderingContext2D, what: Drawing, camera: Camera, look: Look): void {
  const seen = what.nodes.filter((node) => inside(camera, ...onScreen(camera, node.x, node.y), 20));
  const { focus } = look;
  const dimmed = focus ? seen.filter(({ index }) => !focus.nodes.has(index)) : [];
  const bright = focus ? seen.filter(({ index }) => focus.nodes.has(index)) : seen;
  const ringed = seen.length < 2500;
  ctx.globalAlpha = focus?.rest ?? 1;
  paintMarks(ctx, what, camera, dimmed, null);
  ctx.globalAlpha = 1;
  paintMarks(ctx, what, camera, bright, ringed ? look.colours.paper : null);
  for (const node of bright) {
    if (!focus?.chosen.has(node.index)) continue;
    const [x, y] = onScreen(camera, node.x, node.y);
    ctx.beginPath();
    ctx.arc(x, y, radius(node, camera.k) + 5, 0, 2 * Math.PI);
    ctx.strokeStyle = look.colours.accent;
    ctx.lineWidth = 2.5;
    ctx.stroke();
  }
}

function paintMarks(
  ctx: CanvasRenderingContext2D,
  { network }: Drawing,
  camera: Camera,
  nodes: readonly Node[],
  ring: string | null,
): void {
  const classes = new Map<number, Node[]>();
  for (const node of nodes) {
    const known = classes.get(node.class);
    if (known) known.push(node);
    else classes.set(node.class, [node]);
  }
  for (const [number, members] of classes) {
    const look = network.classes[number];
    if (!look) continue;
    ctx.fillStyle = look.colour;
    ctx.strokeStyle = ring ?? look.colour;
    ctx.lineWidth = 2.4;
    ctx.lineJoin = "round";
    for (const some of pieces(members)) {
      ctx.beginPath();
      for (const node of some) {
        trace(ctx, look.shape, ...onScreen(camera, node.x, node.y), radius(node, camera.k));
      }
      if (ring) ctx.stroke();
      ctx.fill();
    }
  }
}

/** Choose the names to draw: those that stand out first, then the best connected. */
function placeNames(ctx: CanvasRenderingContext2D, what: Drawing, camera: Camera, look: Look): Placed[] {
  const { focus } = look;
  const wishes = [];
  const rank = (node: Node): number =>
    (focus?.chosen.has(node.index) ? 1e6 : 0) + (focus?.nodes.has(node.index) ? 1e3 : 0) + node.degree;
  const nodes = focus ? what.nodes.filter(({ index }) => focus.nodes.has(index)) : what.nodes;
  for (const node of [...nodes].sort((a, b) => rank(b) - rank(a))) {
    const [x, y] = onScreen(camera, node.x, node.y);
    if (!inside(camera, x, y, 0)) continue;
    const width = ctx.measureText(shortName(node, look.lang)).width;
    wishes.push({ node: node.index, x, y, radius: radius(node, camera.k), width });
    if (wishes.length === NAMES) break;
  }
  return placeLabels(wishes, camera.width - look.under, camera.height);
}

function paintNames(ctx: CanvasRenderingContext2D, { network }: Drawing, placed: readonly Placed[], look: Look): void {
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = look.colours.paper;
  ctx.fillStyle = look.colours.ink;
  for (const { node, x, y } of placed) {
    const found = network.nodes[node];
    if (!found) continue;
    const text = shortName(found, look.lang);
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }
}

export function onScreen({ k, x, y }: Camera, px: number, py: number): [number, number] {
  return [px * k + x, py * k + y];
}

function inside({ width, height }: Camera, x: number, y: number, margin: number): boolean {
  return x > -margin && y > -margin && x < width + margin && y < height + margin;
}
