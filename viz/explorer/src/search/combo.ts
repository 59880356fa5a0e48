// A box to type a name in and pick what is meant, by mouse or by keys (ARIA combobox).

import type { App, Node } from "../contract";
import { h, put, s } from "../page/h";
import { shownName } from "../page/name";
import { pathData } from "../views/network/marks";
import { type Hit, search } from "./rank";
import { strings } from "./strings";

export interface Combo {
  readonly label: string;
  readonly hint: string;
  /** What stands in the box at first. */
  readonly value?: string;
  pick(node: Node): void;
  /** Nodes that may be picked; all by default. */
  readonly fits?: (node: Node) => boolean;
}

let made = 0;

/** Make a box with a list of what fits under it. */
export function combo(app: App, { label, hint, value = "", pick, fits }: Combo): HTMLElement {
  const id = `combo-${++made}`;
  let hits: readonly Hit[] = [];
  let active = -1;
  const list = h("ul", { class: "combo-list", id, role: "listbox", "aria-label": label, hidden: true });
  const input = h("input", {
    type: "search",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-autocomplete": "list",
    "aria-label": label,
    placeholder: hint,
    value,
    autocomplete: "off",
    spellcheck: "false",
  });
  const close = (): void => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (hit: Hit | undefined): void => {
    if (!hit) return;
    close();
    input.value = "";
    pick(hit.node);
  };
  const mark = (number: number): void => {
    active = hits.length ? (number + hits.length) % hits.length : -1;
    list.querySelectorAll("[role=option]").forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === active));
      if (i === active) option.scrollIntoView({ block: "nearest" });
    });
    if (active >= 0) input.setAttribute("aria-activedescendant", `${id}-${active}`);
  };
  const look = (): void => {
    const query = input.value.trim();
    hits = search(app.network, query, fits ? 200 : 12).filter(({ node }) => fits?.(node) ?? true).slice(0, 12);
    const empty = h("li", { class: "combo-none", role: "presentation" }, app.say(strings.none, { query }));
    put(list, hits.length ? hits.map((hit, i) => option(app, hit, `${id}-${i}`, () => choose(hit))) : empty);
    list.hidden = !query;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(0);
    if (query) app.announce(app.say(strings.found, { n: hits.length }));
  };
  input.addEventListener("input", look);
  input.addEventListener("focus", () => input.value && input.value !== value && look());
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") list.hidden ? look() : mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter") choose(hits[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  return h("div", { class: "combo" }, input, list);
}

function option(app: App, { node, by }: Hit, id: string, choose: () => void): HTMLElement {
  const look = app.network.classes[node.class];
  const other = app.lang === "en" && node.name.en ? node.name.zh : "";
  return h(
    "li",
    { id, role: "option", "aria-selected": "false", onpointerdown: (e: Event) => e.preventDefault(), onclick: choose },
    symbol(app, node.class),
    h("span", { class: "combo-name" }, shownName(app, node), (by || other) && h("small", { class: "faint" }, ` ${by || other}`)),
    h("small", { class: "faint" }, look ? app.say(look.name) : ""),
  );
}

/** The mark of a class, as in the network. */
export function symbol(app: App, number: number): SVGSVGElement {
  const look = app.network.classes[number];
  return s(
    "svg",
    { viewBox: "0 0 16 16", class: "symbol", "aria-hidden": "true" },
    s("path", { d: pathData(look?.shape ?? "dot", 8, 8, 5.4), fill: look?.colour ?? "currentColor" }),
  );
}
