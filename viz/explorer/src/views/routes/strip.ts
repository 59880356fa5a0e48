// One route as a strip of boxes, as long as its stages take; one below the other where it is narrow.

import type { App } from "../../contract";
import { textWidth } from "../../parts/chart";
import { s } from "../../page/h";
import { labelName, plainName } from "../../page/name";
import type { Route, Stage } from "./route";
import { strings } from "./strings";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const HEIGHT = 62;
const GAP = 24;
const NARROW = 560;
const PAD = 12;
/** How long a stage is drawn whose years are not stated. */
const UNSTATED = 2;

/** Set the stages side by side, scaled to the longest route shown; `longest` is in years. */
export function boxes(stages: readonly Stage[], width: number, longest: number): Box[] {
  if (width < NARROW) {
    return stages.map((_, i) => ({ x: 0.5, y: i * (HEIGHT + GAP) + 0.5, width: width - 1, height: HEIGHT }));
  }
  const step = (width - 1) / Math.max(longest, lengthOf(stages));
  let x = 0.5;
  return stages.map((stage, i) => {
    const whole = step * (stage.years ?? UNSTATED);
    const box = { x, y: 0.5, width: whole - (i < stages.length - 1 ? GAP : 0), height: HEIGHT };
    x += whole;
    return box;
  });
}

/** The years of stages, those not stated as they are drawn. */
export function lengthOf(stages: readonly Stage[]): number {
  return stages.reduce((sum, { years }) => sum + (years ?? UNSTATED), 0);
}

/** Draw a route; `top` is where it begins in a sheet of several. */
export function strip(app: App, route: Route, width: number, longest: number): SVGSVGElement {
  const places = boxes(route.stages, width, longest);
  const height = Math.max(...places.map((box) => box.y + box.height)) + 0.5;
  return s(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, class: "strip", role: "img", "aria-label": told(app, route) },
    parts(app, route, places),
  ) as SVGSVGElement;
}

/** Draw several routes on one sheet, to be saved. */
export function sheet(app: App, routes: readonly Route[], width: number, longest: number): SVGSVGElement {
  let top = 0;
  const drawn = routes.map((route) => {
    const places = boxes(route.stages, width, longest);
    const group = s("g", { transform: `translate(0 ${top})` }, parts(app, route, places));
    top += Math.max(...places.map((box) => box.y + box.height)) + 16;
    return group;
  });
  return s("svg", { viewBox: `0 0 ${width} ${top}`, width, height: top, class: "strip" }, drawn) as SVGSVGElement;
}

/** A route in words. */
export function told(app: App, route: Route): string {
  return route.stages
    .map((stage) => [said(app, stage.organisations), said(app, stage.majors), years(app, stage)].join(" "))
    .join(" → ");
}

export function names(app: App, nodes: readonly number[]): string {
  return nodes.map((node) => labelName(app, app.network.nodes[node])).join(app.lang === "zh" ? "、" : ", ");
}

/** Names, and how those without English are read. */
function said(app: App, nodes: readonly number[]): string {
  return nodes.map((node) => plainName(app, app.network.nodes[node])).join(app.lang === "zh" ? "、" : ", ");
}

export function years(app: App, stage: Stage): string {
  return stage.years === null ? stage.printed || app.say(strings.unknown) : app.say(strings.years, { n: stage.years });
}

function parts(app: App, route: Route, places: readonly Box[]): SVGElement[] {
  return [
    ...places.slice(1).map((box, i) => arrow(places[i] as Box, box)),
    ...route.stages.map((stage, i) => drawn(app, route, stage, places[i] as Box)),
  ];
}

function arrow(from: Box, to: Box): SVGElement {
  const down = to.y > from.y;
  const [x, y] = down ? [22, from.y + from.height + 4] : [from.x + from.width + 4, from.y + from.height / 2];
  const line = down ? `M${x} ${y}v14m-5 -5l5 5l5 -5` : `M${x} ${y}h15m-5 -5l5 5l-5 5`;
  return s("path", { class: "arrow", d: line, "stroke-linecap": "round", "stroke-linejoin": "round" });
}

function drawn(app: App, route: Route, stage: Stage, box: Box): SVGElement {
  const look = app.network.classes[app.network.nodes[stage.organisations[0] ?? -1]?.class ?? -1];
  const colour = look?.colour ?? "currentColor";
  const long = years(app, stage);
  const room = box.width - 2 * PAD - 4;
  return s(
    "g",
    {},
    s("title", {}, [said(app, stage.organisations), said(app, stage.majors), long].join("\n")),
    s("rect", {
      ...{ x: box.x, y: box.y, width: box.width, height: box.height, rx: 7 },
      ...{ fill: colour, "fill-opacity": 0.12, stroke: colour, "stroke-width": 1.2 },
      "stroke-dasharray": stage.years === null || route.withdrawn ? "5 4" : null,
    }),
    s("rect", { x: box.x, y: box.y + 8, width: 4, height: box.height - 16, rx: 2, fill: colour }),
    s("text", { class: "where", x: box.x + PAD, y: box.y + 25, "font-weight": 600 }, fitting(app, stage.organisations, 14, room - textWidth(long, 12) - 10)),
    s("text", { class: "long", x: box.x + box.width - PAD, y: box.y + 25, "text-anchor": "end" }, long),
    s("text", { class: "what", x: box.x + PAD, y: box.y + 47 }, fitting(app, stage.majors, 13, room)),
  );
}

/** Names with how they are read, if there is room for that; or else the names, as far as they fit. */
function fitting(app: App, nodes: readonly number[], size: number, room: number): string {
  const whole = said(app, nodes);
  return textWidth(whole, size) <= room ? whole : short(names(app, nodes), size, room);
}

/** Cut a text to the room there is, in pixels. */
export function short(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text;
  const signs = [...text];
  while (signs.length > 1 && textWidth(`${signs.join("")}…`, size) > room) signs.pop();
  return `${signs.join("").trimEnd()}…`;
}
