// The map itself: land, arcs and points as SVG, moved and zoomed by mouse, fingers and keys.

import type { App } from "../../contract";
import { textWidth } from "../../parts/chart";
import { whenResized } from "../../parts/resized";
import { h, put, s } from "../../page/h";
import { labelName, plainName } from "../../page/name";
import { arc, BOXES, fitted, type Frame, landPath, projected, readFrame, writeFrame, zoomed } from "./frame";
import { listen } from "./gestures";
import { type Position, type Positions, spot, spread, type Tie } from "./located";
import { strings } from "./strings";

const STEP = 4.6;
const MOVE = 60;
const NEAR = 1.4;
const LABELS = 60;
const NAMED = 6;

interface Line {
  readonly tie: Tie;
  readonly group: SVGElement;
  readonly paths: readonly SVGElement[];
}

interface Dot {
  readonly node: number;
  readonly at: readonly [number, number];
  readonly off: readonly [number, number];
  /** Facts of its arcs. */
  readonly weight: number;
  readonly radius: number;
  readonly group: SVGElement;
  readonly label: SVGElement;
}

/** Draws the arcs given; made anew when other arcs are to be drawn. */
export class Picture {
  readonly element: HTMLElement;
  readonly svg: SVGSVGElement;
  readonly #app: App;
  readonly #positions: Positions;
  readonly #arcs: readonly Tie[];
  readonly #land = s("path", { class: "land", d: landPath(), "vector-effect": "non-scaling-stroke" });
  readonly #tip = h("div", { class: "map-tip", hidden: true });
  readonly #lines: readonly Line[];
  readonly #dots: readonly Dot[];
  readonly #unwatch: () => void;
  #frame: Frame = { k: 1, x: 0, y: 0 };
  #width = 0;
  #height = 0;
  #keep: number | undefined;
  /** Where each point stands now. */
  #places: ReadonlyMap<number, readonly [number, number]> = new Map();

  constructor(app: App, positions: Positions, arcs: readonly Tie[]) {
    this.#app = app;
    this.#positions = positions;
    this.#arcs = arcs;
    this.#dots = dots(positions, arcs).map((dot) => this.#dot(dot));
    this.#lines = arcs.map((tie) => this.#line(tie));
    this.svg = s(
      "svg",
      { class: "map", role: "group", "aria-label": app.say(strings.map) },
      s("rect", { class: "sea", width: "100%", height: "100%" }),
      this.#land,
      s("g", { class: "arcs" }, this.#lines.map(({ group }) => group)),
      s("g", { class: "dots" }, this.#dots.map(({ group }) => group)),
    ) as SVGSVGElement;
    this.element = h("div", { class: "map-box", tabindex: "0", role: "region", "aria-label": `${app.say(strings.map)}: ${app.say(strings.keys)}` }, this.svg, this.#tip);
    this.#listen();
    this.#unwatch = whenResized(this.element, () => this.#size());
  }

  close(): void {
    this.#unwatch();
    clearTimeout(this.#keep);
  }

  /** Show a part of the earth, or what the hash says. */
  look(): void {
    const { at, zoom } = this.#app.state.params;
    const box = BOXES[zoom === "world" ? "world" : "china"];
    this.#frame = readFrame(at, this.#width, this.#height) ?? fitted(box, this.#width, this.#height);
    this.#place();
  }

  zoom(factor: number, point: readonly [number, number] = [this.#width / 2, this.#height / 2]): void {
    this.#move(zoomed(this.#frame, factor, point));
  }

  #size(): void {
    const width = Math.floor(this.element.clientWidth);
    if (width === 0 || width === this.#width) return;
    this.#width = width;
    // A finger on the map moves the map: there must be room beside it to move the page.
    this.#height = Math.round(Math.min(Math.max(300, Math.min(640, width * 0.58)), Math.max(220, innerHeight * 0.72)));
    this.svg.setAttribute("viewBox", `0 0 ${this.#width} ${this.#height}`);
    this.svg.setAttribute("height", String(this.#height));
    this.look();
  }

  #move(frame: Frame): void {
    this.#frame = frame;
    this.#place();
    clearTimeout(this.#keep);
    this.#keep = window.setTimeout(() => this.#app.keep({ at: writeFrame(this.#frame, this.#width, this.#height) }), 200);
  }

  #screen(dot: Dot): [number, number] {
    const { k, x, y } = this.#frame;
    return [dot.at[0] * k + x + dot.off[0], dot.at[1] * k + y + dot.off[1]];
  }

  /** Put everything where the frame has it. */
  #place(): void {
    const { k, x, y } = this.#frame;
    this.#land.setAttribute("transform", `translate(${x} ${y}) scale(${k})`);
    const places = new Map(this.#dots.map((dot) => [dot.node, this.#screen(dot)]));
    for (const { tie, paths } of this.#lines) {
      const line = arc(places.get(tie.edge.source) ?? [0, 0], places.get(tie.edge.target) ?? [0, 0]);
      for (const path of paths) path.setAttribute("d", line);
    }
    for (const dot of this.#dots) dot.group.setAttribute("transform", `translate(${places.get(dot.node)?.map((n) => n.toFixed(1)).join(" ")})`);
    this.#places = places;
    this.#label();
  }

  /** Write names where there is room, those with most facts first; of what is lit only, if something is. */
  #label(lit?: ReadonlySet<number>): void {
    const places = this.#places;
    const taken: [number, number, number, number][] = this.#dots.map((dot) => {
      const [x, y] = places.get(dot.node) ?? [0, 0];
      return [x - 2, y - 2, x + 2, y + 2];
    });
    let written = 0;
    for (const dot of [...this.#dots].sort((a, b) => b.weight - a.weight || a.node - b.node)) {
      const [x, y] = places.get(dot.node) ?? [0, 0];
      const wide = textWidth(dot.label.textContent ?? "", 12);
      const inside = x > 0 && y > 8 && x + wide + 10 < this.#width && y < this.#height - 6;
      const box: [number, number, number, number] = [x + dot.radius + 2, y - 8, x + dot.radius + wide + 5, y + 8];
      const free = inside && (lit?.has(dot.node) ?? true) && written < LABELS && !taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
      dot.label.setAttribute("display", free ? "inline" : "none");
      if (free) {
        written++;
        taken.push(box);
      }
    }
  }

  #line(tie: Tie): Line {
    const relation = this.#app.network.relations[tie.edge.relation];
    const wide = 1 + 1.1 * Math.sqrt(tie.edge.facts.length - 0.5);
    const paths = [
      s("path", { class: "reach", fill: "none", stroke: "transparent", "stroke-width": 12 }),
      s("path", { class: "line", fill: "none", stroke: relation?.colour ?? "gray", "stroke-width": wide, "stroke-linecap": "round", "stroke-dasharray": this.#guessed(tie) ? "5 4" : null }),
    ];
    const group = s("g", { class: "arc", "data-edge": tie.edge.index }, paths);
    const told = tieTold(this.#app, tie);
    group.addEventListener("pointerenter", (event) => this.#tell([told], event as PointerEvent, new Set([tie.edge.source, tie.edge.target]), tie));
    group.addEventListener("pointerleave", () => this.#hush());
    group.addEventListener("click", () => this.#app.card(tie.edge.target));
    return { tie, group, paths };
  }

  /** Whether an end stands only in the region of its report. */
  #guessed({ edge }: Tie): boolean {
    return [edge.source, edge.target].some((node) => this.#positions.of.get(node)?.how === "region");
  }

  #dot({ node, at, off, weight, arcs }: Placed): Dot {
    const app = this.#app;
    const thing = app.network.nodes[node];
    const [name, told] = [labelName(app, thing), plainName(app, thing)];
    const radius = 2.6 + 0.9 * Math.sqrt(weight);
    const label = s("text", { x: radius + 4, y: 4 }, name);
    const group = s(
      "g",
      { class: "dot", tabindex: "-1", role: "link", "aria-label": `${told}, ${app.say(strings.point, { n: arcs })}`, "data-node": node },
      s("circle", { r: Math.max(9, radius), fill: "transparent" }),
      s("circle", { class: "mark", r: radius, fill: app.network.classes[thing?.class ?? -1]?.colour ?? "gray" }),
      label,
    );
    const lines = [told, this.#others(node, arcs), whose(app, this.#positions.of.get(node))];
    const tell = (event?: Event): void => this.#tell(lines, event instanceof PointerEvent ? event : undefined, new Set([node]), undefined, group);
    group.addEventListener("pointerenter", tell);
    group.addEventListener("focus", () => tell());
    for (const event of ["pointerleave", "blur"]) group.addEventListener(event, () => this.#hush());
    group.addEventListener("click", () => app.card(node));
    return { node, at, off, weight, radius, group, label };
  }

  /** How many arcs a point has, and whom they lead to. */
  #others(node: number, arcs: number): string {
    const { network } = this.#app;
    const ends = this.#arcs.flatMap(({ edge }) => (edge.source === node ? [edge.target] : edge.target === node ? [edge.source] : []));
    const names = [...new Set(ends)].slice(0, NAMED).map((end) => plainName(this.#app, network.nodes[end]));
    const rest = new Set(ends).size > NAMED ? " …" : "";
    return `${this.#app.say(strings.point, { n: arcs })}${this.#app.lang === "zh" ? "：" : ": "}${names.join(this.#app.lang === "zh" ? "、" : ", ")}${rest}`;
  }

  /** Tell of an arc or a point beside it, and dim what has nothing to do with it. */
  #tell(lines: readonly string[], event: PointerEvent | undefined, nodes: ReadonlySet<number>, only?: Tie, by?: SVGElement): void {
    const box = this.element.getBoundingClientRect();
    const mark = by?.getBoundingClientRect();
    const x = event ? event.clientX - box.left : mark ? mark.left - box.left + 8 : 0;
    const y = event ? event.clientY - box.top : mark ? mark.top - box.top + 8 : 0;
    put(this.#tip, lines.filter(Boolean).map((line) => h("span", {}, line)));
    this.#tip.hidden = false;
    this.#tip.style.left = `${Math.max(4, Math.min(x + 12, box.width - this.#tip.offsetWidth - 6))}px`;
    this.#tip.style.top = `${Math.max(4, Math.min(y + 14, box.height - this.#tip.offsetHeight - 6))}px`;
    this.svg.classList.add("dim");
    const lit = new Set(nodes);
    for (const { tie, group } of this.#lines) {
      const on = only ? tie === only : nodes.has(tie.edge.source) || nodes.has(tie.edge.target);
      group.classList.toggle("lit", on);
      if (on) lit.add(tie.edge.source).add(tie.edge.target);
    }
    for (const { node, group } of this.#dots) group.classList.toggle("lit", lit.has(node));
    this.#label(lit);
  }

  #hush(): void {
    if (this.#tip.hidden) return;
    this.#tip.hidden = true;
    this.svg.classList.remove("dim");
    this.#label();
  }

  #listen(): void {
    this.#dots[0]?.group.setAttribute("tabindex", "0");
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const box = this.element.getBoundingClientRect();
        this.zoom(Math.exp(-event.deltaY / 240), [event.clientX - box.left, event.clientY - box.top]);
      },
      { passive: false },
    );
    listen(this.svg, {
      begin: () => this.#hush(),
      move: (dx, dy) => this.#move({ ...this.#frame, x: this.#frame.x + dx, y: this.#frame.y + dy }),
      zoom: (factor, at) => this.zoom(factor, at),
    });
  }

  /** Keys of the map, and of a point that has the focus: arrows go to the next, Enter opens the card. */
  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = this.#dots.findIndex(({ group }) => group === document.activeElement);
    const { x, y } = this.#frame;
    const moves: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [MOVE, 0], ArrowRight: [-MOVE, 0], ArrowUp: [0, MOVE], ArrowDown: [0, -MOVE] };
    const move = moves[event.key];
    if (here >= 0 && move) this.#focus(here + (event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1));
    else if (here >= 0 && event.key === "Enter") this.#app.card(this.#dots[here]?.node ?? 0);
    else if (move) this.#move({ ...this.#frame, x: x + move[0], y: y + move[1] });
    else if (event.key === "+" || event.key === "=") this.zoom(NEAR);
    else if (event.key === "-") this.zoom(1 / NEAR);
    else return;
    event.preventDefault();
  }

  #focus(number: number): void {
    const next = (number + this.#dots.length) % this.#dots.length;
    this.#dots.forEach(({ group }, i) => group.setAttribute("tabindex", i === next ? "0" : "-1"));
    (this.#dots[next]?.group as SVGElement | undefined)?.focus();
  }
}

interface Placed {
  readonly node: number;
  readonly at: readonly [number, number];
  readonly off: readonly [number, number];
  readonly weight: number;
  readonly arcs: number;
}

/** The ends of the arcs, from west to east; what shares a spot stands around it. */
function dots(positions: Positions, arcs: readonly Tie[]): Placed[] {
  const weights = new Map<number, { facts: number; arcs: number }>();
  for (const { edge } of arcs) {
    for (const node of [edge.source, edge.target]) {
      const known = weights.get(node) ?? { facts: 0, arcs: 0 };
      weights.set(node, { facts: known.facts + edge.facts.length, arcs: known.arcs + 1 });
    }
  }
  const spots = new Map<string, { position: Position; facts: number; arcs: number }[]>();
  for (const [node, weight] of weights) {
    const position = positions.of.get(node);
    if (!position) continue;
    const group = spots.get(spot(position)) ?? [];
    group.push({ position, ...weight });
    spots.set(spot(position), group);
  }
  const found = [...spots.values()].flatMap((group) => {
    const offs = spread(group.length, STEP * 1.5);
    return group
      .sort((a, b) => Number(b.position.of === b.position.node) - Number(a.position.of === a.position.node) || b.facts - a.facts || a.position.node - b.position.node)
      .map(({ position, facts, arcs }, i): Placed => {
        const at = projected(position.longitude, position.latitude);
        return { node: position.node, at, off: offs[i] ?? [0, 0], weight: facts, arcs };
      });
  });
  return found.sort((a, b) => a.at[0] - b.at[0] || a.node - b.node);
}

export function tieTold(app: App, { edge }: Tie): string {
  const { nodes, relations } = app.network;
  const relation = relations[edge.relation];
  const n = edge.facts.length;
  const ends = { from: plainName(app, nodes[edge.source]), to: plainName(app, nodes[edge.target]), relation: relation ? app.say(relation.name) : "" };
  return `${app.say(relation?.directed ? strings.tie : strings.both, ends)} · ${app.say(strings.facts, { n })}`;
}

/** Whose position it is. */
export function whose(app: App, position: Position | undefined): string {
  if (!position) return "";
  const place = plainName(app, app.network.nodes[position.of]);
  return position.how === "own" ? app.say(position.note) : app.say(strings[position.how], { place });
}
