// Ties on a map: who aids whom, and which partners abroad.

import type { App, Change, Opened, View } from "../../contract";
import { nodeLink } from "../../card/fact";
import { saveSvg } from "../../parts/download";
import { table, type TableRow } from "../../parts/table";
import { type Child, h, put, s } from "../../page/h";
import { distance, type Drawable, type Positions, type RawPositions, readPositions, type Tie, ties } from "./located";
import "./map.css";
import { Picture, whose } from "./picture";
import { strings } from "./strings";

export const map: View = {
  id: "map",
  name: strings.name,
  about: strings.about,
  icon: "M9 4L3 6.500v13L9 17l6 2.500 6-2.500V4l-6 2.500zM9 4v13M15 6.500v13",
  open: (root, app) => new MapView(root, app),
};

const NEAR = 1.5;

class MapView implements Opened {
  readonly #root: HTMLElement;
  readonly #app: App;
  #positions: Positions | undefined;
  #ties: readonly Tie[] = [];
  #picture: Picture | undefined;
  #drawn = "";
  #closed = false;

  constructor(root: HTMLElement, app: App) {
    this.#root = root;
    this.#app = app;
    put(root, h("p", { class: "empty" }, app.say(strings.loading)));
    void app.json("map").then((raw) => {
      if (this.#closed) return;
      this.#positions = readPositions(raw as RawPositions);
      this.#ties = ties(app.network, this.#positions);
      this.#draw();
    });
  }

  update(change: Change): void {
    if (!this.#positions) return;
    if (change.lang || this.#key() !== this.#drawn) this.#draw();
    else if (change.state) this.#picture?.look();
  }

  close(): void {
    this.#closed = true;
    this.#picture?.close();
  }

  #key(): string {
    return `${this.#app.state.params["off"]} ${this.#app.state.params["zoom"]}`;
  }

  get #off(): ReadonlySet<string> {
    return new Set((this.#app.state.params["off"] ?? "").split(".").filter(Boolean));
  }

  #draw(): void {
    const app = this.#app;
    const positions = this.#positions;
    if (!positions) return;
    this.#drawn = this.#key();
    const focus = this.#root.contains(document.activeElement) ? document.activeElement?.getAttribute("name") : null;
    const off = this.#off;
    const shown = this.#ties.filter(({ edge }) => !off.has(app.network.relations[edge.relation]?.id ?? ""));
    const of = (drawable: Drawable): Tie[] => shown.filter((tie) => tie.drawable === drawable);
    this.#picture?.close();
    const picture = new Picture(app, positions, of("arc"));
    this.#picture = picture;
    const regional = [...positions.of.values()].filter(({ how }) => how === "region").length;
    put(
      this.#root,
      h(
        "div",
        { class: "page" },
        h(
          "header",
          {},
          h("h1", {}, app.say(strings.name)),
          h("p", { class: "lead" }, app.say(strings.lead, { arcs: of("arc").length, spots: of("spot").length, nowhere: of("nowhere").length })),
          of("arc").length === 0 && off.size === 0 && h("p", { class: "note" }, app.say(strings.none)),
        ),
        h(
          "section",
          { class: "panel picture" },
          this.#tools(picture),
          picture.element,
          h("p", { class: "faint small" }, app.say(strings.note, { n: regional })),
          h("p", { class: "faint small" }, `${app.say(strings.keys)} · ${app.say(strings.source)}`),
        ),
        this.#tieTable(positions, shown),
        this.#thingTable(positions),
      ),
    );
    if (focus) this.#root.querySelector<HTMLElement>(`[name="${CSS.escape(focus)}"]`)?.focus();
  }

  #tools(picture: Picture): HTMLElement {
    const app = this.#app;
    const zoom = app.state.params["zoom"] === "world" ? "world" : "china";
    const button = (name: string, text: string, act: () => void, pressed?: boolean): HTMLElement =>
      h("button", { type: "button", class: "chip", name, "aria-pressed": pressed === undefined ? null : String(pressed), onclick: act }, text);
    const look = (to: "china" | "world"): void => {
      app.go({ zoom: to === "china" ? null : to, at: null });
    };
    const nearer = (text: { zh: string; en: string }, sign: string, factor: number): HTMLElement =>
      h("button", { type: "button", class: "chip", "aria-label": app.say(text), title: app.say(text), onclick: () => picture.zoom(factor) }, sign);
    return h(
      "div",
      { class: "map-tools" },
      h("div", { class: "chips legend", role: "group", "aria-label": app.say(strings.legend) }, this.#legend()),
      h(
        "div",
        { class: "chips" },
        button("china", app.say(strings.china), () => look("china"), zoom === "china"),
        button("world", app.say(strings.world), () => look("world"), zoom === "world"),
        nearer(strings.nearer, "+", NEAR),
        nearer(strings.further, "−", 1 / NEAR),
        button("svg", app.say(strings.svg), () => saveSvg(app.say(strings.file), picture.svg)),
      ),
    );
  }

  /** A button a relation that has arcs, pressed while they are drawn. */
  #legend(): Child[] {
    const app = this.#app;
    const off = this.#off;
    return app.network.relations.map(({ id, name, colour }, number) => {
      const count = this.#ties.filter(({ edge, drawable }) => edge.relation === number && drawable === "arc").length;
      if (count === 0) return null;
      const turn = (): void => {
        const next = new Set(off);
        if (!next.delete(id)) next.add(id);
        app.go({ off: next.size > 0 ? [...next].sort().join(".") : null });
      };
      return h(
        "button",
        { type: "button", class: "chip", name: `relation-${id}`, "aria-pressed": String(!off.has(id)), onclick: turn },
        s("svg", { viewBox: "0 0 18 8", class: "swatch", "aria-hidden": "true" }, s("path", { d: "M1 6Q9 0 17 6", fill: "none", stroke: colour, "stroke-width": 2.4 })),
        `${app.say(name)} ${count}`,
      );
    });
  }

  #node(number: number): { value: string; shown: () => Child } {
    const app = this.#app;
    return { value: app.say(app.network.nodes[number]?.name ?? { zh: "", en: "" }), shown: () => nodeLink(app, number) };
  }

  #tieTable(positions: Positions, shown: readonly Tie[]): HTMLElement {
    const app = this.#app;
    const far = ({ edge, drawable }: Tie): number | string => {
      const [from, to] = [positions.of.get(edge.source), positions.of.get(edge.target)];
      return drawable === "arc" && from && to ? Math.round(distance(from, to)) : "";
    };
    return table(app, {
      caption: app.say(strings.ties),
      file: app.say(strings.fileTies),
      columns: [
        { name: strings.from },
        { name: strings.relation },
        { name: strings.to },
        { name: strings.count, numeric: true },
        { name: strings.years },
        { name: strings.distance, numeric: true },
        { name: strings.drawn },
      ],
      rows: shown.map((tie): TableRow => [
        this.#node(tie.edge.source),
        app.say(app.network.relations[tie.edge.relation]?.name ?? { zh: "", en: "" }),
        this.#node(tie.edge.target),
        tie.edge.facts.length,
        tie.edge.years.join(", "),
        far(tie),
        app.say(strings[tie.drawable]),
      ]),
    });
  }

  /** Every organisation and place that is tied, those without a position too. */
  #thingTable(positions: Positions): HTMLElement {
    const app = this.#app;
    const { classes, nodes } = app.network;
    const tied = new Set(this.#ties.flatMap(({ edge }) => [edge.source, edge.target]));
    const listed = nodes.filter(({ index }) => tied.has(index) || positions.of.has(index));
    return table(app, {
      caption: app.say(strings.things),
      file: app.say(strings.fileThings),
      key: "order2",
      columns: [
        { name: strings.thing },
        { name: strings.class },
        { name: strings.latitude, numeric: true },
        { name: strings.longitude, numeric: true },
        { name: strings.precision },
        { name: strings.how },
        { name: strings.remark },
      ],
      rows: listed.map(({ index, class: cls }): TableRow => {
        const position = positions.of.get(index);
        return [
          this.#node(index),
          app.say(classes[cls]?.name ?? { zh: "", en: "" }),
          position?.latitude ?? "",
          position?.longitude ?? "",
          position ? app.say(positions.precisions[position.precision]?.name ?? { zh: "", en: "" }) : app.say(strings.nowhere),
          position ? (position.how === "own" ? app.say(strings.own) : whose(app, position)) : "",
          position ? app.say(position.note) : "",
        ];
      }),
    });
  }
}
