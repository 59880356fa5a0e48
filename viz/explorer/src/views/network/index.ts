// The network of organisations: picture, legend, filters, the ties between two, and the tables.

import type { App, Change, Edge, Node, Opened, View } from "../../contract";
import { keepingFocus } from "../../page/focus";
import { contentKey } from "../../page/hash";
import { h, icon, put } from "../../page/h";
import { plainName, shownName } from "../../page/name";
import { save } from "../../parts/download";
import { between } from "./between";
import { choose, count, type Filter, largest, readFilter, type Shown } from "./filter";
import "./network.css";
import type { Focus } from "./paint";
import { type Covered, Scene } from "./scene";
import { active, intro, side } from "./side";
import { strings } from "./strings";
import { tables } from "./tables";
import { shortestTies, type Ties } from "./ties";

export const network: View = {
  id: "network",
  name: strings.name,
  about: strings.about,
  icon: "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18.5 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 21.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.3 6l7.8 2.7M9.8 17.3l6.9-5.9M6.3 7.5l1.3 9",
  open: (root, app) => new NetworkView(root, app),
};

/** On a narrow screen the largest component alone is shown first. */
const NARROW = 560;
const PLUS = "M12 5v14M5 12h14";
const MINUS = "M5 12h14";
const FRAME = "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5";
const FUNNEL = "M4 5h16l-6.5 8v6l-3-1.5V13z";

class NetworkView implements Opened {
  readonly #heading = h("h1", { class: "hidden" });
  readonly #side = h("div", { class: "side", id: "network-side" });
  readonly #canvas = h("div", { class: "canvas", tabindex: "0", role: "img" });
  readonly #tip = h("div", { class: "tip", hidden: true });
  readonly #tools = h("div", { class: "canvas-tools" });
  readonly #panel = h("div", { class: "between-box" });
  readonly #welcome = h("div", { class: "welcome" });
  readonly #tables = h("div", { class: "tables", hidden: true });
  readonly #status = h("p", { class: "canvas-status faint number" });
  readonly #scene: Scene;
  #filter: Filter;
  #shown: Shown;
  #ties: Ties | null = null;
  #chosen: Node | undefined;
  /** What the tables were made for. */
  #tabled = "";

  constructor(
    root: HTMLElement,
    readonly app: App,
  ) {
    const stage = h("div", { class: "canvas-box" }, this.#canvas, this.#tip, this.#status, this.#tools, this.#welcome, this.#panel, this.#tables);
    put(root, this.#heading, this.#side, stage);
    this.#filter = readFilter(app.network, app.state.params);
    this.#shown = choose(app.network, this.#filter);
    this.#scene = new Scene(this.#canvas, app, {
      open: (node) => app.go({ card: node.id }),
      grow: (node) => this.#grow(node),
      tie: (edge) => this.#tie(edge),
      leave: () => app.state.params["card"] !== undefined && app.go({ card: null }),
      hover: (what, x, y) => this.#hover(what, x, y),
      covered: () => this.#covered(),
      rest: (place) => app.keep({ at: place?.join(",") ?? null }),
    });
    this.#canvas.addEventListener("keydown", (event) => this.#key(event));
    this.#canvas.addEventListener("pointerdown", () => this.#open(false));
    this.#side.addEventListener("keydown", (event) => event.key === "Escape" && this.#open(false));
    this.#draw();
    this.#scene.fit(this.#toFit(true));
    this.#place();
  }

  update(change: Change): void {
    const before = this.#filter;
    this.#filter = readFilter(this.app.network, this.app.state.params);
    if (change.theme || change.lang) this.#scene.dress();
    this.#draw();
    const moved = String(before.around) !== String(this.#filter.around);
    const asked = before.from !== this.#filter.from || before.to !== this.#filter.to;
    if (moved || (asked && this.#ties)) this.#scene.fit(this.#toFit(), 500);
    else if (change.state && this.#chosen) this.#scene.reveal(this.#chosen);
  }

  close(): void {
    this.#scene.close();
  }

  #draw(): void {
    const { app } = this;
    const { network } = app;
    this.#shown = choose(network, this.#filter);
    const { from, to } = this.#filter;
    const both = from !== null && to !== null;
    this.#ties = both ? shortestTies(this.#shown.at, from, to) : null;
    this.#chosen = app.node(app.state.params["card"] ?? "");
    this.#scene.show(this.#shown);
    this.#scene.focus(this.#focus());
    this.#heading.textContent = app.say(strings.name);
    keepingFocus(this.#side, () => this.#sideAnew());
    // On a phone the column is closed; the way back from a filter must not be.
    const narrowed = active(app, this.#filter);
    const quiet = this.#chosen || from !== null || to !== null || app.state.params["show"] === "table";
    put(this.#welcome, quiet ? null : (narrowed ?? intro(app)));
    put(this.#panel, from !== null || to !== null ? between(app, this.#filter, this.#ties) : null);
    const sizes = { nodes: this.#shown.nodes.size, edges: this.#shown.edges.length };
    this.#canvas.setAttribute("aria-label", app.say(strings.canvas, sizes));
    this.#status.textContent = app.say(sizes.nodes ? strings.shown : strings.nothing, sizes);
    keepingFocus(this.#tools, () => this.#toolbar());
    this.#table();
  }

  /** Make the column anew; where it was scrolled to and what was unfolded stays. */
  #sideAnew(): void {
    const scrolled = this.#side.scrollTop;
    const folds = (): HTMLDetailsElement[] => [...this.#side.querySelectorAll<HTMLDetailsElement>("details[data-key]")];
    const unfolded = new Set(folds().flatMap((one) => (one.open ? [one.dataset["key"]] : [])));
    put(this.#side, side(this.app, this.#filter, count(this.app.network, this.#filter), () => this.#open(false)));
    for (const one of folds()) one.open ||= unfolded.has(one.dataset["key"]);
    this.#side.scrollTop = scrolled;
  }

  /** On a phone: open the column of filters, or close it. */
  #open(open: boolean): void {
    if (this.#side.classList.contains("open") === open) return;
    this.#side.classList.toggle("open", open);
    const opener = this.#tools.querySelector<HTMLElement>(".side-opener");
    opener?.setAttribute("aria-expanded", String(open));
    if (open) this.#side.querySelector<HTMLElement>(".side-close")?.focus();
    else opener?.focus();
  }

  /** What stands out: the ties between two, or else the node whose card is open. */
  #focus(): Focus | null {
    const { from, to } = this.#filter;
    if (this.#ties && this.#ties.length > 0) {
      const chosen = new Set([from, to].filter((n) => n !== null));
      return { nodes: new Set(this.#ties.columns.flat()), edges: new Set(this.#ties.edges.map((e) => e.index)), chosen, rest: 0.14 };
    }
    return this.#chosen && this.#shown.nodes.has(this.#chosen.index) ? this.#about(this.#chosen, 0.3) : null;
  }

  #about(node: Node, rest: number): Focus {
    const edges = this.#shown.at.get(node.index) ?? [];
    const nodes = new Set([node.index, ...edges.flatMap((e) => [e.source, e.target])]);
    return { nodes, edges: new Set(edges.map((e) => e.index)), chosen: new Set([node.index]), rest };
  }

  /** What the picture is fitted to: the ties between two, the chosen one's surroundings, or all. */
  #toFit(first = false): Node[] {
    const ties = this.#ties && this.#ties.length > 0 ? this.#ties.columns.flat() : null;
    const about = first && this.#chosen && this.#shown.nodes.has(this.#chosen.index) ? this.#about(this.#chosen, 1).nodes : null;
    const narrow = this.#canvas.clientWidth < NARROW && this.#filter.around.length === 0;
    const wanted = new Set(ties ?? about ?? (narrow ? largest(this.#shown) : this.#shown.nodes));
    return this.app.network.nodes.filter(({ index }) => wanted.has(index));
  }

  /** What of the picture lies under the card, the panel of the ties, or the welcome of a phone. */
  #covered(): Covered {
    const wide = this.#canvas.clientWidth;
    const box = this.#panel.firstElementChild ?? this.#welcome;
    const { width, height } = box.getBoundingClientRect();
    const below = width > wide * 0.7;
    const card = document.querySelector<HTMLElement>("aside.card");
    const beside = card && !card.hidden && card.offsetWidth < wide * 0.7 ? card.offsetWidth : 0;
    const under = card && !card.hidden && !beside ? card.offsetHeight : 0;
    return {
      left: below ? 0 : width,
      right: beside,
      top: below ? this.#tools.offsetHeight : 0,
      bottom: Math.max(under, below ? height : 0),
    };
  }

  /** Start from the place that the hash names, if it does. */
  #place(): void {
    const [x, y, k] = (this.app.state.params["at"] ?? "").split(",").map(Number);
    if (x !== undefined && y !== undefined && k !== undefined && k > 0) this.#scene.place = [x, y, k];
  }

  #grow(node: Node): void {
    const around = new Set([...this.#filter.around, node.index]);
    const ids = [...around].map((n) => this.app.network.nodes[n]?.id ?? "");
    this.app.go({ around: ids.join(","), card: node.id });
  }

  #tie(edge: Edge): void {
    const { nodes } = this.app.network;
    this.app.go({ from: nodes[edge.source]?.id ?? null, to: nodes[edge.target]?.id ?? null, card: null });
  }

  #hover(what: Node | Edge | null, x: number, y: number): void {
    const { app } = this;
    this.#tip.hidden = !what;
    if (!what) {
      this.#scene.hovered(null);
      return;
    }
    if ("class" in what) {
      this.#scene.hovered(this.#about(what, 0.16));
      const cls = app.network.classes[what.class];
      const n = new Set((this.#shown.at.get(what.index) ?? []).map((e) => e.source + e.target - what.index)).size;
      put(this.#tip, h("strong", {}, shownName(app, what)), h("span", {}, app.say(strings.neighbours, { class: cls ? app.say(cls.name) : "", n })));
    } else {
      const { source, target, index } = what;
      this.#scene.hovered({ nodes: new Set([source, target]), edges: new Set([index]), chosen: new Set(), rest: 0.3 });
      const [a, b] = [source, target].map((n) => plainName(app, app.network.nodes[n]));
      const relation = app.network.relations[what.relation];
      const values = { relation: relation ? app.say(relation.name) : "", n: what.facts.length };
      put(this.#tip, h("strong", {}, `${a} ${relation?.directed ? "→" : "—"} ${b}`), h("span", {}, app.say(strings.factsOf, values)));
    }
    const wide = this.#canvas.clientWidth;
    this.#tip.style.left = `${Math.max(8, Math.min(x + 14, wide - this.#tip.offsetWidth - 8))}px`;
    this.#tip.style.top = `${y + 18}px`;
  }

  #key(event: KeyboardEvent): void {
    const steps: Record<string, () => void> = {
      ArrowLeft: () => this.#scene.pan(-80, 0),
      ArrowRight: () => this.#scene.pan(80, 0),
      ArrowUp: () => this.#scene.pan(0, -80),
      ArrowDown: () => this.#scene.pan(0, 80),
      "+": () => this.#scene.zoom(1.4),
      "=": () => this.#scene.zoom(1.4),
      "-": () => this.#scene.zoom(1 / 1.4),
      "0": () => this.#scene.fit(undefined, 300),
    };
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step();
  }

  #toolbar(): void {
    const { app } = this;
    const asTable = app.state.params["show"] === "table";
    const tool = (path: string, name: string, act: () => void): HTMLElement =>
      h("button", { type: "button", "aria-label": name, title: name, onclick: act }, icon(path));
    const mode = (table: boolean): HTMLElement =>
      h("button", { type: "button", name: table ? "table" : "picture", "aria-pressed": String(asTable === table), onclick: () => app.go({ show: table ? "table" : null }) }, app.say(table ? strings.table : strings.picture));
    const opens = h("button", { type: "button", class: "side-opener", "aria-controls": "network-side", "aria-expanded": String(this.#side.classList.contains("open")), onclick: () => this.#open(true) }, icon(FUNNEL), app.say(strings.filters));
    put(
      this.#tools,
      opens,
      h("div", { class: "group" }, mode(false), mode(true)),
      !asTable && h("div", { class: "group zoom" }, tool(PLUS, app.say(strings.closer), () => this.#scene.zoom(1.5)), tool(MINUS, app.say(strings.farther), () => this.#scene.zoom(1 / 1.5)), tool(FRAME, app.say(strings.fit), () => this.#scene.fit(undefined, 400))),
      !asTable && h("div", { class: "group files" }, this.#file("PNG", strings.png, () => void this.#scene.png().then((blob) => save("network.png", blob))), this.#file("SVG", strings.svg, () => save("network.svg", this.#scene.svg(), "image/svg+xml"))),
    );
  }

  #file(label: string, name: { zh: string; en: string }, act: () => void): HTMLElement {
    const said = this.app.say(name);
    return h("button", { type: "button", title: said, "aria-label": said, onclick: act }, label);
  }

  #table(): void {
    const asTable = this.app.state.params["show"] === "table";
    this.#tables.hidden = !asTable;
    const wanted = asTable ? `${this.app.lang} ${contentKey(this.app.state.params)}` : "";
    if (wanted === this.#tabled) return;
    this.#tabled = wanted;
    if (asTable) tables(this.#tables, this.app, this.#shown);
    else put(this.#tables);
  }
}
