// The frame of the page: header, tabs, language and theme, the open view and the card beside it.

import type {
  App,
  Change,
  Facts,
  Lang,
  Network,
  Node,
  Opened,
  Packed,
  Questions,
  State,
  Text,
  Theme,
  View,
} from "../contract";
import { openCard } from "../card";
import { searchBox } from "../search";
import { about } from "./about";
import { blockText, packedJson } from "./blocks";
import { decodeFacts, decodeQuestions, type RawFacts, type RawQuestions } from "./decode";
import { keepingFocus } from "./focus";
import { h, icon, put } from "./h";
import { readHash, writeHash } from "./hash";
import { remember, remembered } from "./memory";
import { withValues } from "./say";
import { strings } from "./strings";

const SUN = "M12 4V2M12 22v-2M4 12H2M22 12h-2M5.6 5.6 4.2 4.2M19.8 19.8l-1.4-1.4M5.6 18.4l-1.4 1.4M19.8 4.2l-1.4 1.4M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z";
const MOON = "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z";
const INFO = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 7.6v.1";

/** Open the page in an element and follow the hash from then on. */
export function startPage(root: HTMLElement, network: Network, views: readonly View[]): void {
  const page = new Page(root, network, views);
  window.addEventListener("hashchange", () => page.follow());
  document.addEventListener("keydown", (event) => page.key(event));
  page.follow();
}

class Page implements App {
  state: State;
  lang: Lang;
  theme: Theme;
  readonly #views: readonly View[];
  readonly #ids: ReadonlyMap<string, Node>;
  readonly #header = h("header", { class: "top" });
  readonly #main = h("main", { id: "view", tabindex: "-1" });
  readonly #aside = h("aside", { class: "card", tabindex: "-1", hidden: true });
  readonly #status = h("p", { class: "hidden", role: "status", "aria-live": "polite" });
  #facts: Promise<Facts> | undefined;
  #questions: Promise<Questions> | undefined;
  #shown: { view: View; opened: Opened } | undefined;
  #card: Opened | undefined;
  /** What had the focus when the card was opened. */
  #opener: Element | null = null;

  constructor(
    root: HTMLElement,
    readonly network: Network,
    views: readonly View[],
  ) {
    this.#views = views.filter((view) => view.available?.(network) ?? true);
    this.#ids = new Map(network.nodes.map((node) => [node.id, node]));
    this.lang = firstLanguage();
    this.theme = firstTheme();
    this.state = this.#read();
    this.#dress();
    const skip = h("a", { class: "skip", href: "#view", onclick: (e: Event) => this.#skip(e) });
    put(root, skip, this.#header, h("div", { class: "stage" }, this.#main, this.#aside), this.#status);
    this.#frame();
  }

  facts(): Promise<Facts> {
    this.#facts ??= packedJson("facts").then((raw) => decodeFacts(raw as RawFacts));
    return this.#facts;
  }

  questions(): Promise<Questions> {
    this.#questions ??= packedJson("questions").then((raw) => decodeQuestions(raw as RawQuestions));
    return this.#questions;
  }

  json(name: string): Promise<unknown> {
    return packedJson(name);
  }

  packed(name: Packed): Promise<string> {
    return blockText(name);
  }

  say(text: Text, values: Readonly<Record<string, string | number>> = {}): string {
    const said = this.lang === "zh" ? text.zh || text.en : text.en || text.zh;
    return withValues(said, values, (value) => this.number(value));
  }

  number(value: number): string {
    return value.toLocaleString(this.lang === "zh" ? "zh-CN" : "en");
  }

  node(id: string): Node | undefined {
    return this.#ids.get(id);
  }

  go(
    params: Readonly<Record<string, string | null>>,
    { view, quiet }: { view?: string; quiet?: boolean } = {},
  ): void {
    const moved = view !== undefined && view !== this.state.view;
    const before = moved ? {} : this.state.params;
    const hash = writeHash({ view: view ?? this.state.view, params: merged(before, params) });
    if (hash === location.hash) return;
    if (quiet) history.replaceState(null, "", hash);
    else history.pushState(null, "", hash);
    this.follow();
  }

  keep(params: Readonly<Record<string, string | null>>): void {
    this.state = { view: this.state.view, params: merged(this.state.params, params) };
    history.replaceState(null, "", writeHash(this.state));
  }

  has(view: string): boolean {
    return this.#views.some(({ id }) => id === view);
  }

  link(view: string, params: Readonly<Record<string, string>> = {}): string {
    return writeHash({ view, params });
  }

  card(node: number): void {
    const found = this.network.nodes[node];
    if (found) this.go({ card: found.id });
  }

  announce(text: string): void {
    this.#status.textContent = text;
  }

  /** Show what the hash says. */
  follow(): void {
    const before = this.state;
    this.state = this.#read();
    const view = this.#views.find(({ id }) => id === this.state.view);
    this.#showCard(before.params["card"] !== this.state.params["card"], this.#shown !== undefined);
    if (this.#shown?.view !== view || !this.#shown) this.#open(view);
    else this.#update({ state: true, lang: false, theme: false });
    if (before.view !== this.state.view) this.#frame();
    this.#name();
  }

  /** Escape closes the card, a slash leads to the search; a box that is typed in has its own keys. */
  key(event: KeyboardEvent): void {
    const typing = event.target instanceof Element && event.target.matches("input, textarea, select, dialog *");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape" && this.state.params["card"] !== undefined) this.go({ card: null });
    else if (event.key === "/") this.#header.querySelector("input")?.focus();
    else return;
    event.preventDefault();
  }

  #read(): State {
    const { view, params } = readHash(location.hash);
    return { view: view || (this.#views[0]?.id ?? ""), params };
  }

  #open(view: View | undefined): void {
    this.#close();
    this.#main.className = `view view-${view?.id ?? "none"}`;
    if (!view) {
      put(this.#main, h("p", { class: "empty" }, this.say(strings.none)));
      return;
    }
    this.#guard(() => {
      this.#shown = { view, opened: view.open(this.#main, this) };
    });
  }

  /** Name the page by what it shows. */
  #name(): void {
    const card = this.node(this.state.params["card"] ?? "");
    const parts = [card?.name, this.#shown?.view.name, this.network.meta.title];
    document.title = parts.flatMap((text) => (text ? [this.say(text)] : [])).join(" · ");
  }

  #close(): void {
    const shown = this.#shown;
    this.#shown = undefined;
    if (shown) this.#guard(() => shown.opened.close());
    put(this.#main);
  }

  #update(change: Change): void {
    this.#guard(() => this.#shown?.opened.update(change));
  }

  /** A view that fails must not take the page with it. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      console.error(error);
      put(this.#main, h("p", { class: "empty" }, this.say(strings.failed, { why: String(error) })));
    }
  }

  #showCard(changed: boolean, later: boolean): void {
    const id = this.state.params["card"];
    const node = id === undefined ? undefined : this.node(id);
    if (!changed && this.#card) return this.#card.update({ state: true, lang: false, theme: false });
    const inside = this.#aside.contains(document.activeElement);
    if (!inside) this.#opener = document.activeElement;
    this.#card?.close();
    this.#card = undefined;
    put(this.#aside);
    this.#aside.hidden = !node;
    document.body.classList.toggle("with-card", node !== undefined);
    if (node) this.#card = openCard(this.#aside, this, node);
    if (node && later) this.#aside.focus({ preventScroll: true });
    if (!node && inside) this.#back();
    this.#aside.scrollTop = 0;
  }

  /** Give the focus back to what opened the card. */
  #back(): void {
    const opener = this.#opener;
    const there = opener instanceof HTMLElement || opener instanceof SVGElement ? opener.isConnected && opener !== document.body : false;
    (there ? (opener as HTMLElement) : this.#main).focus({ preventScroll: true });
  }

  #frame(): void {
    keepingFocus(this.#header, () => this.#fillHeader());
  }

  #fillHeader(): void {
    const { network } = this;
    const dark = this.theme === "dark";
    put(
      this.#header,
      h("a", { class: "brand", href: this.link(this.#views[0]?.id ?? "") }, this.say(network.meta.title)),
      searchBox(this),
      h("nav", { class: "tabs", "aria-label": this.say(strings.views) }, this.#views.map((v) => this.#tab(v))),
      h(
        "div",
        { class: "tools" },
        h(
          "button",
          { type: "button", class: "quiet", name: "language", lang: this.lang === "zh" ? "en" : "zh-CN", onclick: () => this.#speak() },
          this.say(strings.language),
        ),
        this.#tool("theme", dark ? SUN : MOON, dark ? strings.toLight : strings.toDark, () => this.#turn()),
        this.#tool("about", INFO, strings.about, () => about(this)),
      ),
    );
    document.querySelector(".skip")?.replaceChildren(this.say(strings.skip));
  }

  #tab(view: View): HTMLElement {
    const current = view.id === this.state.view;
    return h(
      "a",
      { href: this.link(view.id), "data-key": view.id, "aria-current": current ? "page" : null, title: this.say(view.about) },
      icon(view.icon),
      h("span", {}, this.say(view.name)),
    );
  }

  #tool(key: string, path: string, name: Text, act: () => void): HTMLElement {
    const said = this.say(name);
    return h("button", { type: "button", class: "quiet", name: key, "aria-label": said, title: said, onclick: act }, icon(path));
  }

  #speak(): void {
    this.lang = this.lang === "zh" ? "en" : "zh";
    remember("language", this.lang);
    this.#changed({ state: false, lang: true, theme: false });
  }

  #turn(): void {
    this.theme = this.theme === "dark" ? "light" : "dark";
    remember("theme", this.theme);
    this.#changed({ state: false, lang: false, theme: true });
  }

  #changed(change: Change): void {
    this.#dress();
    this.#frame();
    this.#update(change);
    this.#card?.update(change);
    this.#name();
  }

  #dress(): void {
    document.documentElement.lang = this.lang === "zh" ? "zh-CN" : "en";
    document.documentElement.dataset["theme"] = this.theme;
  }

  #skip(event: Event): void {
    event.preventDefault();
    this.#main.focus();
  }
}

/** The keys as they become; null removes one. */
function merged(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const after = { ...before };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete after[key];
    else after[key] = value;
  }
  return after;
}

function firstLanguage(): Lang {
  const kept = remembered("language");
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

function firstTheme(): Theme {
  const kept = remembered("theme");
  if (kept === "light" || kept === "dark") return kept;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
