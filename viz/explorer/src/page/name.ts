// Names of things: a reader of English sees how a name without English is read, marked as that.

import type { App, Node } from "../contract";
import { type Child, h } from "./h";

/** A name as one text, for what holds no markup: in brackets, how it is read. */
export function plainName(app: App, node: Node | undefined): string {
  if (!node) return "";
  const read = reading(app, node);
  return read ? `${node.name.zh} (${read})` : app.say(node.name);
}

/** A name, and beside it how it is read. */
export function shownName(app: App, node: Node | undefined): Child[] {
  if (!node) return [];
  const read = reading(app, node);
  if (!read) return [app.say(node.name)];
  return [h("span", { lang: "zh-CN" }, node.name.zh), " ", h("small", { class: "reading", lang: "zh-Latn" }, read)];
}

/** How a name without English is read, in pinyin, where the page speaks English. */
export function reading(app: App, node: Node): string {
  return app.lang === "en" ? node.reading : "";
}
