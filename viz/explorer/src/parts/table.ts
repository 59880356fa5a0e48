// A table that can be sorted by its heads, read by a screen reader, and saved as CSV.

import type { App, Text } from "../contract";
import { type Child, h, put } from "../page/h";
import { toCsv } from "./csv";
import { saveCsv } from "./download";
import { strings } from "./strings";

export interface Column {
  readonly name: Text;
  readonly numeric?: boolean;
  /** Holds more than a few words. */
  readonly wide?: boolean;
}

/** A cell: its value, for sorting and CSV, and what is shown where that is more than the value. */
export interface TableCell {
  readonly value: string | number;
  readonly shown?: () => Child;
}

export type TableRow = readonly (TableCell | string | number)[];

export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  /** Name of the CSV file, without its ending. */
  readonly file: string;
  /** Column sorted by at first, and which way; without it, rows keep their order. */
  readonly sorted?: Order;
  /** Where the hash keeps the order: a view with two tables names the second order2. */
  readonly key?: "order" | "order2";
}

interface Order {
  readonly column: number;
  readonly down?: boolean;
}

const STEP = 200;

/** Make a table; the caption is its name for screen readers and stands above it. */
export function table(app: App, what: Table): HTMLElement {
  const key = what.key ?? "order";
  let order = readOrder(app.state.params[key], what.columns.length) ?? what.sorted ?? null;
  let shown = STEP;
  const root = h("section", { class: "table" });
  const draw = (): void => {
    const rows = order ? sorted(what.rows, order.column, order.down ?? false) : what.rows;
    const more = Math.min(STEP, rows.length - shown);
    put(
      root,
      h(
        "div",
        { class: "table-head" },
        h("span", { class: "faint", "aria-hidden": "true" }, `${what.caption} · ${app.say(strings.rows, { n: rows.length })}`),
        h("button", { type: "button", class: "chip", onclick: () => saveCsv(what.file, csv(app, what, rows)) }, app.say(strings.csv)),
      ),
      rows.length === 0
        ? h("p", { class: "empty" }, app.say(strings.nothing))
        : h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": what.caption }, drawn(rows.slice(0, shown))),
      more > 0 && h("button", { type: "button", onclick: () => ((shown += STEP), draw()) }, app.say(strings.more, { n: more })),
    );
  };
  const drawn = (rows: readonly TableRow[]): HTMLElement =>
    h(
      "table",
      { class: "data" },
      h("caption", { class: "hidden" }, `${what.caption} · ${app.say(strings.rows, { n: what.rows.length })}`),
      h("thead", {}, h("tr", {}, what.columns.map((column, i) => head(column, i)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, i) => body(cell, what.columns[i]))))),
    );
  const head = (column: Column, i: number): HTMLElement => {
    const way = order?.column === i ? (order.down ? "descending" : "ascending") : "none";
    const sort = (): void => {
      order = { column: i, down: order?.column === i ? !order.down : (column.numeric ?? false) };
      app.keep({ [key]: writeOrder(order) });
      draw();
      root.querySelectorAll<HTMLElement>("th button")[i]?.focus();
    };
    return h(
      "th",
      { scope: "col", "aria-sort": way, class: column.numeric ? "number" : null },
      h("button", { type: "button", onclick: sort }, app.say(column.name)),
    );
  };
  draw();
  return root;
}

/** Read an order: the number of a column, counted from 1, below 0 where it falls. */
export function readOrder(text: string | undefined, columns: number): Order | null {
  const number = Number(text);
  if (!Number.isInteger(number) || number === 0 || Math.abs(number) > columns) return null;
  return { column: Math.abs(number) - 1, down: number < 0 };
}

export function writeOrder({ column, down }: Order): string {
  return String(down ? -(column + 1) : column + 1);
}

function body(cell: TableRow[number], column: Column | undefined): HTMLElement {
  const plain = typeof cell === "object" ? cell.value : cell;
  const shown = typeof cell === "object" && cell.shown ? cell.shown() : plain;
  return h("td", { class: column?.numeric ? "number" : column?.wide ? "wide" : null }, shown);
}

function value(cell: TableRow[number] | undefined): string | number {
  return typeof cell === "object" ? cell.value : (cell ?? "");
}

function sorted(rows: readonly TableRow[], column: number, down: boolean): readonly TableRow[] {
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(value(a[column]), value(b[column])));
}

const COLLATOR = new Intl.Collator("zh-Hans-CN", { numeric: true });

/** Numbers by size, texts as a Chinese reader expects, empty cells last. */
function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
  return COLLATOR.compare(String(a), String(b));
}

function csv(app: App, what: Table, rows: readonly TableRow[]): string {
  return toCsv([what.columns.map((column) => app.say(column.name)), ...rows.map((row) => row.map(value))]);
}
