// The picture that can be moved: force-graph holds the canvas, zoom and pan; marks are our own.

import ForceGraph from "force-graph";
import type { App, Edge, Node } from "../../contract";
import { whenResized } from "../../parts/resized";
import { copied, type Copy, drawCopy, MANY, part, same } from "./copy";
import { curves, distance } from "./geometry";
import type { Placed } from "./labels";
import type { Shown } from "./filter";
import { type Camera, type Colours, type Drawing, drawing, type Focus, type Look, onScreen, paint, radius } from "./paint";
import { toSvg } from "./svg";

/** Pixels of the picture that lie under panels, on each side. */
export interface Covered {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Events {
  /** A node was clicked. */
  open(node: Node): void;
  /** A node was double-clicked. */
  grow(node: Node): void;
  /** An edge was clicked. */
  tie(edge: Edge): void;
  /** Nothing was clicked. */
  leave(): void;
  /** The picture has come to rest: middle and scale where the reader moved it, else null. */
  rest(place: readonly [x: number, y: number, k: number] | null): void;
  /** How much of the picture lies under panels, in pixels. */
  covered(): Covered;
  /** What the pointer is over, and where; null: nothing. */
  hover(what: Node | Edge | null, x: number, y: number): void;
}

const REST = 140;
const CLICK = 5;
/** Two clicks within so many milliseconds are one double click. */
const DOUBLE = 450;
const MARGIN = 56;

export class Scene {
  readonly #graph: ForceGraph;
  readonly #box: HTMLElement;
  readonly #unwatch: () => void;
  #drawing: Drawing;
  #copy: Copy | null = null;
  #focus: Focus | null = null;
  #hovered: Focus | null = null;
  #names: readonly Placed[] | null = null;
  /** Where the picture stood when the names were placed. */
  #drawnAt: Camera | null = null;
  #moving = false;
  #rest = 0;
  #colours: Colours;
  /** Moved since it was fitted; by the reader's own hand. */
  #touched = false;
  #byHand = false;
  #fitted: readonly Node[] = [];
  #down: { x: number; y: number } | null = null;
  /** The node clicked last, where on the screen, and when. */
  #clicked: { node: Node; x: number; y: number; time: number } | null = null;
  readonly #second = (event: MouseEvent): void => this.#secondClick(event);

  constructor(
    box: HTMLElement,
    readonly app: App,
    readonly events: Events,
  ) {
    this.#box = box;
    this.#drawing = drawing(app.network, [], []);
    this.#colours = colours(box);
    this.#graph = new ForceGraph(box)
      .graphData({ nodes: [], links: [] })
      .cooldownTicks(0)
      .enableNodeDrag(false)
      .enablePointerInteraction(false)
      .minZoom(0.02)
      .maxZoom(8)
      .onRenderFramePre((ctx) => this.#paint(ctx))
      .onZoom(() => this.#moves())
      .width(box.clientWidth)
      .height(box.clientHeight);
    this.#listen();
    this.#unwatch = whenResized(box, () => this.#resized());
  }

  /** Show other edges and nodes. */
  show(shown: Shown): void {
    const { network } = this.app;
    const nodes = network.nodes.filter(({ index }) => shown.nodes.has(index));
    this.#drawing = drawing(network, curves(network, shown.edges), nodes);
    this.#copy = null;
    this.#again();
  }

  /** Let some stand out. */
  focus(focus: Focus | null): void {
    this.#focus = focus;
    this.#again();
  }

  /** Take colours and language anew. */
  dress(): void {
    this.#colours = colours(this.#box);
    this.#copy = null;
    this.#again();
  }

  /** Fit nodes into the picture, all shown ones by default. */
  fit(nodes: readonly Node[] = this.#drawing.nodes, time = 0): void {
    if (nodes.length === 0) return;
    this.#fitted = nodes;
    const [xs, ys] = [nodes.map(({ x }) => x), nodes.map(({ y }) => y)];
    const [left, right, top, bottom] = [least(xs), most(xs), least(ys), most(ys)];
    const covered = this.events.covered();
    const [width, height] = [this.#box.clientWidth - covered.left - covered.right, this.#box.clientHeight - covered.top - covered.bottom];
    const room = Math.min(MARGIN, width / 8);
    const k = Math.max(0.02, Math.min((width - 2 * room) / (right - left || 1), (height - 2 * room) / (bottom - top || 1), 1.6));
    const x = (left + right + (covered.right - covered.left) / k) / 2;
    const y = (top + bottom + (covered.bottom - covered.top) / k) / 2;
    this.#graph.centerAt(x, y, eased(time)).zoom(k, eased(time));
    this.#touched = time > 0;
    this.#byHand = false;
  }

  /** Move a node into the middle unless it is well in view. */
  reveal(node: Node): void {
    const camera = this.#camera();
    const { left, right, top, bottom } = this.events.covered();
    const [x, y] = onScreen(camera, node.x, node.y);
    const [x1, x2, y1, y2] = [left + 50, camera.width - right - 50, top + 40, camera.height - bottom - 40];
    if (x > x1 && x < x2 && y > y1 && y < y2) return;
    const k = Math.max(camera.k, 0.4);
    this.#graph.centerAt(node.x + (right - left) / 2 / k, node.y + (bottom - top) / 2 / k, eased(400)).zoom(k, eased(400));
    this.#touched = true;
  }

  zoom(by: number): void {
    this.#graph.zoom(this.#graph.zoom() * by, eased(160));
    this.#moved();
  }

  pan(dx: number, dy: number): void {
    const { x, y } = this.#graph.centerAt();
    const k = this.#graph.zoom();
    this.#graph.centerAt(x + dx / k, y + dy / k, eased(120));
    this.#moved();
  }

  /** Middle and scale of the picture, for a link; and back. */
  get place(): readonly [x: number, y: number, k: number] {
    const { x, y } = this.#graph.centerAt();
    return [Math.round(x), Math.round(y), Number(this.#graph.zoom().toPrecision(3))];
  }

  set place([x, y, k]: readonly [number, number, number]) {
    this.#graph.centerAt(x, y).zoom(k);
    this.#moved();
  }

  #moved(): void {
    this.#touched = true;
    this.#byHand = true;
  }

  /** The picture as it stands, twice as fine as on the screen. */
  async png(): Promise<Blob> {
    const { width, height } = this.#camera();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * 2, height * 2];
    const ctx = canvas.getContext("2d");
    if (!ctx) throw new Error("no canvas");
    ctx.scale(2, 2);
    ctx.fillStyle = this.#colours.paper;
    ctx.fillRect(0, 0, width, height);
    paint(ctx, this.#drawing, this.#camera(), this.#look(0), null);
    return new Promise((done, fail) =>
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture")))),
    );
  }

  /** The picture as it stands, as SVG. */
  svg(): string {
    return toSvg(this.#drawing, this.#camera(), this.#look(), this.#names ?? []);
  }

  close(): void {
    this.#unwatch();
    document.removeEventListener("click", this.#second, true);
    clearTimeout(this.#rest);
    this.#graph._destructor();
  }

  #look(under = this.events.covered().right): Look {
    return { colours: this.#colours, lang: this.app.lang, focus: this.#hovered ?? this.#focus, under };
  }

  #paint(ctx: CanvasRenderingContext2D): void {
    const ratio = window.devicePixelRatio;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (this.#drawing.curves.length > MANY) this.#paintBig(ctx, ratio);
    else this.#paintSmall(ctx);
    ctx.restore();
  }

  #paintSmall(ctx: CanvasRenderingContext2D): void {
    const kept = this.#moving && this.#names ? this.#carried() : null;
    const names = paint(ctx, this.#drawing, this.#camera(), this.#look(), kept);
    if (!kept) [this.#names, this.#drawnAt] = [names, this.#camera()];
  }

  /** Move and dim a copy of the whole, and draw afresh only what stands out and what comes to rest. */
  #paintBig(ctx: CanvasRenderingContext2D, ratio: number): void {
    const camera = this.#camera();
    const look = this.#look();
    if (!this.#copy || (!this.#moving && !same(this.#copy.camera, camera))) {
      this.#copy = copied(this.#drawing, camera, { ...look, focus: null }, ratio);
    }
    ctx.globalAlpha = look.focus?.rest ?? 1;
    drawCopy(ctx, this.#copy, camera, ratio);
    ctx.globalAlpha = 1;
    if (look.focus) paint(ctx, part(this.#drawing, look.focus), camera, look, null);
  }

  /** The names drawn last, where their nodes are now: while the picture moves, none comes or goes. */
  #carried(): Placed[] | null {
    const { k, x, y } = this.#camera();
    const before = this.#drawnAt;
    if (!before || before.k !== k) return null;
    return (this.#names ?? []).map((name) => ({ ...name, x: name.x + x - before.x, y: name.y + y - before.y }));
  }

  #camera(): Camera {
    const [width, height] = [this.#graph.width(), this.#graph.height()];
    const { x, y } = this.#graph.graph2ScreenCoords(0, 0);
    return { k: this.#graph.zoom(), x, y, width, height };
  }

  #moves(): void {
    this.#moving = true;
    clearTimeout(this.#rest);
    this.#rest = window.setTimeout(() => {
      this.#moving = false;
      this.#again();
      this.events.rest(this.#byHand ? this.place : null);
    }, REST);
  }

  /** Draw once more; setting any property asks force-graph for it. */
  #again(): void {
    this.#names = null;
    this.#graph.nodeCanvasObject(() => undefined);
  }

  #resized(): void {
    const { clientWidth: width, clientHeight: height } = this.#box;
    if (width === 0 || height === 0) return;
    this.#graph.width(width).height(height);
    if (!this.#touched) this.fit(this.#fitted);
    this.#again();
  }

  #listen(): void {
    const at = (event: MouseEvent): [number, number] => {
      const box = this.#box.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    this.#box.addEventListener("pointerdown", ({ clientX: x, clientY: y }) => (this.#down = { x, y }));
    this.#box.addEventListener("wheel", () => this.#moved(), { passive: true });
    this.#box.addEventListener("pointermove", (event) => {
      if (event.buttons) this.#moved();
      else if (event.pointerType === "mouse") this.#hover(...at(event));
    });
    this.#box.addEventListener("pointerleave", () => this.#hover(-1e6, -1e6));
    this.#box.addEventListener("click", (event) => {
      const from = this.#down;
      if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > CLICK) return;
      const [x, y] = at(event);
      const found = this.#pick(x, y);
      if (!found) this.events.leave();
      else if (!("class" in found)) this.events.tie(found);
      else {
        this.#clicked = { node: found, x: event.clientX, y: event.clientY, time: event.timeStamp };
        this.events.open(found);
      }
    });
    document.addEventListener("click", this.#second, true);
  }

  /** The node that was clicked in the same place just before. */
  #twice({ clientX, clientY, timeStamp, detail }: MouseEvent): Node | null {
    const last = this.#clicked;
    return last && (detail === 2 || timeStamp - last.time < DOUBLE) && Math.hypot(clientX - last.x, clientY - last.y) <= CLICK ? last.node : null;
  }

  /** The first click opens the card, maybe over the very node; the second grows it all the same. */
  #secondClick(event: MouseEvent): void {
    const node = this.#twice(event);
    if (!node) return;
    event.stopPropagation();
    event.preventDefault();
    this.#clicked = null;
    this.events.grow(node);
  }

  #hover(x: number, y: number): void {
    const found = this.#moving ? null : this.#pick(x, y);
    this.#box.style.cursor = found ? "pointer" : "grab";
    this.events.hover(found, x, y);
  }

  /** Dim all but what the pointer is over; null: as before. */
  hovered(focus: Focus | null): void {
    this.#hovered = focus;
    this.#again();
  }

  /** The node under a point, or else the edge. */
  #pick(x: number, y: number): Node | Edge | null {
    const camera = this.#camera();
    const { nodes } = this.#drawing;
    let best: Node | null = null;
    let least = Infinity;
    for (const node of nodes) {
      const [sx, sy] = onScreen(camera, node.x, node.y);
      const away = Math.hypot(sx - x, sy - y) - Math.max(radius(node, camera.k), 5);
      if (away <= 4 && away <= least) [best, least] = [node, away];
    }
    return best ?? this.#pickEdge((x - camera.x) / camera.k, (y - camera.y) / camera.k, 4 / camera.k);
  }

  #pickEdge(x: number, y: number, reach: number): Edge | null {
    for (const curve of this.#drawing.curves) {
      const bow = curve.bowed ? 60 : 0;
      if (x < Math.min(curve.x1, curve.x2) - reach - bow || x > Math.max(curve.x1, curve.x2) + reach + bow) continue;
      if (y < Math.min(curve.y1, curve.y2) - reach - bow || y > Math.max(curve.y1, curve.y2) + reach + bow) continue;
      if (distance(curve, x, y) <= reach) return curve.edge;
    }
    return null;
  }
}

function colours(element: HTMLElement): Colours {
  const look = getComputedStyle(element);
  const of = (name: string): string => look.getPropertyValue(`--${name}`).trim();
  return { paper: of("ground"), ink: of("ink"), faint: of("faint"), accent: of("accent"), edges: Number(of("edges")) };
}

/** How long a movement takes, in milliseconds; none for who asked for less motion. */
function eased(time: number): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : time;
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
