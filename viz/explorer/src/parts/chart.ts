// Charts as SVG: lines over periods and bars side by side. Every point can be reached by keyboard,
// and tells what it stands for.

import type { App } from "../contract";
import { h, put, s } from "../page/h";
import "./chart.css";
import { whenResized } from "./resized";
import { scale } from "./scale";
import { strings } from "./strings-chart";

export interface Point {
  /** Period or name of the bar. */
  readonly at: string;
  readonly value: number;
  /** As it is written beside the mark. */
  readonly shown: string;
  /** What is told of it, a line each. */
  readonly told: readonly string[];
  /** Not in keeping with another figure. */
  readonly marked?: boolean;
  /** The line that leads here joins what is not quite the same. */
  readonly loose?: boolean;
  /** A second figure for the same: drawn, but no line leads through it. */
  readonly aside?: boolean;
  readonly open?: () => void;
}

export interface Series {
  readonly name: string;
  /** Number of its colour and shape. */
  readonly look: number;
  readonly points: readonly Point[];
}

export interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly series: readonly Series[];
  readonly kind: "line" | "bar";
  /** Periods or bars, in order. */
  readonly places: readonly string[];
}

export interface Drawn {
  readonly element: HTMLElement;
  svg(): SVGSVGElement | null;
  close(): void;
}

export const LOOKS = 8;
const LEAST_WIDTH = 280;
const RIGHT = 18;
const TOP = 14;

/** Draw a chart as wide as there is room; it draws itself again when that changes. */
export function chart(app: App, what: Chart): Drawn {
  const tip = h("div", { class: "chart-tip", hidden: true });
  const holder = h("div", { class: "chart-holder" });
  const element = h("div", { class: "chart" }, holder, tip);
  let width = 0;
  const draw = (): void => {
    const room = Math.max(LEAST_WIDTH, Math.floor(element.clientWidth));
    if (room === width) return;
    width = room;
    put(holder, what.kind === "line" ? lines(app, what, width, tip) : bars(app, what, width, tip));
  };
  const close = whenResized(element, draw);
  queueMicrotask(draw);
  return { element, svg: () => holder.querySelector("svg"), close };
}

function lines(app: App, what: Chart, width: number, tip: HTMLElement): SVGSVGElement {
  const height = Math.round(Math.min(360, Math.max(220, width * 0.42)));
  const values = what.series.flatMap((one) => one.points.map((point) => point.value));
  const axis = scale(values, height > 260 ? 6 : 4, false);
  const left = 12 + Math.max(...axis.ticks.map((tick) => textWidth(app.number(tick), 12)));
  const foot = height - 30;
  const step = (width - left - RIGHT - 30) / Math.max(1, what.places.length - 1);
  const x = (at: string): number =>
    what.places.length === 1 ? (left + width - RIGHT) / 2 : left + 15 + what.places.indexOf(at) * step;
  const y = (value: number): number => foot - ((value - axis.low) / (axis.high - axis.low)) * (foot - TOP);
  const every = Math.ceil((what.places.length * 44) / (width - left));
  return frame(
    what,
    width,
    height,
    axis.ticks.map((tick) => [
      s("line", { class: "grid", x1: left, x2: width - RIGHT, y1: y(tick), y2: y(tick) }),
      s("text", { class: "tick", x: left - 6, y: y(tick) + 4, "text-anchor": "end" }, app.number(tick)),
    ]),
    what.places.map((at, i) =>
      i % every ? null : s("text", { class: "tick", x: x(at), y: height - 10, "text-anchor": "middle" }, at),
    ),
    what.series.map((one) => strokes(one, x, y)),
    navigable(
      what.series.flatMap((one) => one.points.map((point) => mark(one, point, x(point.at), y(point.value), tip))),
    ),
  );
}

function strokes(one: Series, x: (at: string) => number, y: (value: number) => number): SVGElement[] {
  const through = one.points.filter((point) => !point.aside);
  return through.slice(1).map((point, i) => {
    const from = through[i] as Point;
    return s("line", {
      class: `stroke look-${one.look % LOOKS}`,
      x1: x(from.at),
      y1: y(from.value),
      x2: x(point.at),
      y2: y(point.value),
      "stroke-dasharray": point.loose ? "5 4" : null,
    });
  });
}

function mark(one: Series, point: Point, x: number, y: number, tip: HTMLElement): SVGElement {
  const look = one.look % LOOKS;
  return told(one, point, tip, { x, y }, [
    s("circle", { class: "target", cx: x, cy: y, r: 14 }),
    point.marked ? s("circle", { class: "ring", cx: x, cy: y, r: 9 }) : null,
    s("path", { class: `mark look-${look}`, d: shape(look, x, y) }),
  ]);
}

function shape(look: number, x: number, y: number): string {
  const r = 4.4;
  const shapes = [
    `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
    `M${x - 4} ${y - 4}h8v8h-8z`,
    `M${x} ${y - 5.4}l5.4 9.4h-10.800z`,
    `M${x} ${y - 5.8}l5.800 5.800l-5.800 5.800l-5.800 -5.800z`,
  ];
  return shapes[look % shapes.length] as string;
}

function bars(app: App, what: Chart, width: number, tip: HTMLElement): SVGSVGElement {
  const thick = what.series.length > 1 ? 13 : 18;
  const values = what.series.flatMap((one) => one.points.map((point) => point.value));
  const axis = scale(values, Math.max(2, Math.floor(width / 170)), true);
  const longest = Math.max(...what.places.map((place) => textWidth(place, 13)), 20);
  const stacked = longest > width * 0.42;
  const left = stacked ? 8 : longest + 14;
  const room = Math.max(...what.series.flatMap((one) => one.points.map((point) => textWidth(point.shown, 12)))) + 10;
  const x = (value: number): number =>
    left + ((value - axis.low) / (axis.high - axis.low)) * (width - left - RIGHT - room);
  let top = 6;
  const drawn: SVGElement[] = [];
  for (const place of what.places) {
    const here = what.series.flatMap((one) => one.points.filter((p) => p.at === place).map((p) => ({ one, p })));
    const middle = stacked ? top + 13 : top + (here.length * thick) / 2 + 4.5;
    drawn.push(
      s("text", { class: "name", x: stacked ? left : left - 8, y: middle, "text-anchor": stacked ? "start" : "end" }, cut(place, stacked ? width - 20 : longest)),
    );
    if (stacked) top += 19;
    for (const { one, p } of here) {
      drawn.push(bar(one, p, { from: x(Math.max(0, axis.low)), to: x(p.value), top, thick }, tip));
      top += thick;
    }
    top += 9;
  }
  const grid = axis.ticks.map((tick) => s("line", { class: "grid", x1: x(tick), x2: x(tick), y1: 0, y2: top }));
  const ticks = axis.ticks.map((tick) =>
    s("text", { class: "tick", x: x(tick), y: top + 15, "text-anchor": "middle" }, app.number(tick)),
  );
  return frame(what, width, top + 24, grid, ticks, drawn.filter((e) => e.tagName === "text"), navigable(drawn.filter((e) => e.tagName === "g")));
}

interface Box {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly thick: number;
}

function bar(one: Series, point: Point, { from, to, top, thick }: Box, tip: HTMLElement): SVGElement {
  const [x, width] = [Math.min(from, to), Math.max(1, Math.abs(to - from))];
  const end = Math.max(from, to);
  return told(one, point, tip, { x: end, y: top }, [
    s("rect", { class: `bar-mark look-${one.look % LOOKS}`, x, y: top + 1, width, height: thick - 2, rx: 2 }),
    s(
      "text",
      { class: point.marked ? "tick at-odds" : "tick", x: end + 5, y: top + thick / 2 + 4 },
      point.marked ? `≠ ${point.shown}` : point.shown,
    ),
  ]);
}

function frame(what: Chart, width: number, height: number, ...parts: readonly (SVGElement | null | readonly (SVGElement | null | readonly SVGElement[])[])[]): SVGSVGElement {
  const flat = parts.flat(3) as (SVGElement | null)[];
  return s(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, class: "chart-svg", role: "group", "aria-label": what.title },
    s("title", {}, what.title),
    flat,
  );
}

/** A mark that tells what it stands for when it is pointed at or focused. */
function told(
  one: Series,
  point: Point,
  tip: HTMLElement,
  { x, y }: { x: number; y: number },
  parts: readonly (SVGElement | null)[],
): SVGElement {
  const name = one.name && one.name !== point.at ? [one.name] : [];
  const show = (): void => {
    put(tip, [...name, point.at].map((text) => h("div", { class: "faint" }, text)), h("strong", {}, point.shown), point.told.map((text) => h("div", {}, text)));
    tip.hidden = false;
    const room = (tip.parentElement?.clientWidth ?? 0) - tip.offsetWidth;
    tip.style.left = `${Math.max(0, Math.min(x + 12, room))}px`;
    tip.style.top = `${y + 14}px`;
  };
  const hide = (): void => {
    tip.hidden = true;
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === "Enter" || event.key === " ") (event.preventDefault(), point.open?.());
    if (event.key === "Escape") hide();
  };
  return s(
    "g",
    {
      class: "point",
      tabindex: "-1",
      role: point.open ? "button" : "img",
      "aria-label": [...name, point.at, point.shown, ...point.told].join(", "),
      onpointerenter: show,
      onpointerleave: hide,
      onfocus: show,
      onblur: hide,
      onclick: () => point.open?.(),
      onkeydown: key,
    },
    parts,
  );
}

/** One stop of the Tab key for all; the arrow keys go from mark to mark. */
function navigable(marks: readonly SVGElement[]): readonly SVGElement[] {
  marks[0]?.setAttribute("tabindex", "0");
  const to = (from: SVGElement, step: number): void => {
    const next = marks[(marks.indexOf(from) + step + marks.length) % marks.length];
    from.setAttribute("tabindex", "-1");
    next?.setAttribute("tabindex", "0");
    next?.focus();
  };
  for (const one of marks) {
    one.addEventListener("keydown", ({ key }) => {
      if (key === "ArrowRight" || key === "ArrowDown") to(one, 1);
      if (key === "ArrowLeft" || key === "ArrowUp") to(one, -1);
    });
  }
  return marks;
}

/** The legend: a button a series, pressed while it is drawn. */
export function legend(app: App, series: readonly Series[], off: ReadonlySet<string>, turn: (name: string) => void): HTMLElement {
  return h(
    "div",
    { class: "chips legend", role: "group", "aria-label": app.say(strings.legend) },
    series.map((one) =>
      h(
        "button",
        { type: "button", class: "chip", "aria-pressed": String(!off.has(one.name)), onclick: () => turn(one.name) },
        s("svg", { viewBox: "0 0 14 14", class: "key", "aria-hidden": "true" }, s("path", { class: `mark look-${one.look % LOOKS}`, d: shape(one.look % LOOKS, 7, 7) })),
        one.name,
      ),
    ),
  );
}

/** Roughly how wide a text is: a Chinese sign is as wide as it is high. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 1 : 0.58) * size, 0);
}

function cut(text: string, room: number): string {
  if (textWidth(text, 13) <= room + 1) return text;
  const signs = [...text];
  while (signs.length > 1 && textWidth(signs.join("") + "…", 13) > room) signs.pop();
  return signs.join("") + "…";
}
