// All pipelines in one picture: a Sankey from schools or fields to colleges and universities.

import { sankey, sankeyLinkHorizontal } from "d3-sankey";
import type { App, Text } from "../../contract";
import { textWidth } from "../../parts/chart";
import { h, s } from "../../page/h";
import { labelName, plainName } from "../../page/name";
import { type By, type Flow, flows, type Place } from "./flows";
import type { Route } from "./route";
import { strings } from "./strings";
import { short } from "./strip";

const WIDTH = 1160;
/** The names beside it take as much as they need, within these. */
const [LEAST_SIDE, MOST_SIDE] = [120, 400];
const ROW = 27;
const LABEL = 13;

/** Draw the flows of all routes. */
export function diagram(app: App, routes: readonly Route[], by: By): SVGSVGElement | null {
  const found = flows(app.network, routes, by);
  if (found.flows.length === 0) return null;
  const [before, after] = [true, false].map((first) => sideOf(app, found.places.filter(({ column }) => (column === 0) === first))) as [number, number];
  const columns = Math.max(...found.places.map(({ column }) => column)) + 1;
  const rows = Math.max(...Array.from({ length: columns }, (_, i) => found.places.filter((p) => p.column === i).length));
  const height = rows * ROW + 20;
  const layout = sankey<Place, Flow>()
    .nodeWidth(12)
    .nodePadding(12)
    .nodeAlign((node) => node.column)
    .extent([[before, 8], [WIDTH - after, height - 8]]);
  const graph = layout({ nodes: found.places.map((place) => ({ ...place })), links: found.flows });
  const line = sankeyLinkHorizontal();
  const links = graph.links.map((link) => {
    const text = app.say(strings.flow, { from: said(app, link.source), to: said(app, link.target), n: round(link.value) });
    return s(
      "path",
      { class: "flow", d: line(link) ?? "", stroke: colour(app, link.target), "stroke-width": Math.max(1.5, link.width), fill: "none", "stroke-opacity": 0.38, "data-ends": `${link.source.key} ${link.target.key}` },
      s("title", {}, text),
    );
  });
  const nodes = graph.nodes.map((node) => place(app, node, columns, node.column === 0 ? before : after));
  const svg = s("svg", { viewBox: `0 0 ${WIDTH} ${height}`, class: "sankey", role: "group", "aria-label": app.say(strings.picture) }, links, nodes) as SVGSVGElement;
  lit(svg);
  return svg;
}

/** The width that the names of some places take. */
function sideOf(app: App, places: readonly Place[]): number {
  const longest = Math.max(0, ...places.map((place) => textWidth(name(app, place), LABEL)));
  return Math.round(Math.min(MOST_SIDE, Math.max(LEAST_SIDE, longest + 22)));
}

const NONE: Text = { zh: "", en: "" };

type Drawn = Place & { x0: number; x1: number; y0: number; y1: number };

function place(app: App, node: Drawn, columns: number, side: number): SVGElement {
  const left = node.column === 0;
  const text = name(app, node);
  const chosen = node.kind === "field" ? (node.what < 0 ? null : { field: app.network.fields[node.what]?.zh ?? "" }) : { [left ? "school" : "to"]: app.network.nodes[node.what]?.id ?? "" };
  const shape = [
    s("title", {}, said(app, node)),
    s("rect", { x: node.x0, y: node.y0, width: node.x1 - node.x0, height: Math.max(2, node.y1 - node.y0), fill: colour(app, node), rx: 2 }),
    s("rect", { class: "target", x: left ? 0 : node.x0, y: node.y0 - 4, width: side, height: node.y1 - node.y0 + 8, fill: "transparent" }),
    s("text", { x: left ? node.x0 - 8 : node.x1 + 8, y: (node.y0 + node.y1) / 2 + 4.5, "text-anchor": left ? "end" : "start" }, short(text, LABEL, columns > 2 && !left ? side * 0.8 : side - 14)),
  ];
  if (!chosen) return s("g", { class: "place", "data-key": node.key }, shape);
  return s("a", { class: "place", href: app.link("routes", chosen), "aria-label": said(app, node), "data-key": node.key }, shape);
}

/** Light what leads from or to a place while it is pointed at or has the focus. */
function lit(svg: SVGSVGElement): void {
  const show = (key: string | null): void => {
    svg.classList.toggle("dim", key !== null);
    svg.querySelectorAll(".flow").forEach((flow) => {
      flow.classList.toggle("lit", key !== null && (flow.getAttribute("data-ends") ?? "").split(" ").includes(key));
    });
  };
  svg.querySelectorAll(".place").forEach((place) => {
    const key = place.getAttribute("data-key");
    for (const event of ["pointerenter", "focusin"]) place.addEventListener(event, () => show(key));
    for (const event of ["pointerleave", "focusout"]) place.addEventListener(event, () => show(null));
  });
}

function name(app: App, place: Place): string {
  if (place.kind === "field") return place.what < 0 ? app.say(strings.noField) : app.say(app.network.fields[place.what] ?? NONE);
  return labelName(app, app.network.nodes[place.what]);
}

/** The name, and how it is read where it has no English. */
function said(app: App, place: Place): string {
  return place.kind === "field" ? name(app, place) : plainName(app, app.network.nodes[place.what]);
}

function colour(app: App, place: Place): string {
  if (place.kind === "field") return place.what < 0 ? "#98a2b0" : "#5b5fc7";
  return app.network.classes[app.network.nodes[place.what]?.class ?? -1]?.colour ?? "#5b5fc7";
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The classes of what is drawn, with their colours. */
export function key(app: App, routes: readonly Route[]): HTMLElement {
  const classes = new Set(routes.flatMap((route) => route.stages.flatMap((stage) => stage.organisations.map((node) => app.network.nodes[node]?.class ?? -1))));
  return h(
    "div",
    { class: "key" },
    [...classes].map((number) => {
      const look = app.network.classes[number];
      return look && h("span", {}, s("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, s("rect", { width: 12, height: 12, rx: 3, fill: look.colour })), app.say(look.name));
    }),
  );
}
