// Names of things: a reader of English sees how a name without English is read, marked as that, and
// the Chinese of every other where the pointer rests.

import type { App, Lang, Node } from "../contract";
import { type Child, h } from "./h";

/** A name as one text, for what holds no markup: in brackets, how it is read. */
export function plainName(app: App, node: Node | undefined): string {
  if (!node) return "";
  const read = reading(app, node);
  return read ? `${node.name.zh} (${read})` : app.say(node.name);
}

/** A name where there is room for one only: how it is read, for a reader of English. */
export function labelName(app: { readonly lang: Lang }, node: Node | undefined): string {
  if (!node) return "";
  return app.lang === "en" ? node.name.en || node.reading || node.name.zh : node.name.zh;
}

/** A name, and beside it how it is read. */
export function shownName(app: App, node: Node | undefined): Child[] {
  if (!node) return [];
  const read = reading(app, node);
  if (!read) return [translated(app, node)];
  return [h("span", { lang: "zh-CN" }, node.name.zh), " ", h("small", { class: "reading", lang: "zh-Latn" }, read)];
}

/** A text of a fact in which the names of some things stand; each is told how it is read. */
export function withReadings(app: App, text: string, nodes: readonly number[]): Child[] {
  const read = nodes.flatMap((number) => {
    const node = app.network.nodes[number];
    return node && reading(app, node) && text.includes(node.name.zh) ? [node] : [];
  });
  const [first] = read.sort((a, b) => b.name.zh.length - a.name.zh.length);
  if (!first) return [text];
  const others = nodes.filter((number) => number !== first.index);
  const pieces = text.split(first.name.zh).map((piece) => withReadings(app, piece, others));
  return pieces.flatMap((piece, i) => (i === 0 ? piece : [...shownName(app, first), ...piece]));
}

function translated(app: App, { name }: Node): Child {
  return app.lang === "en" && name.en && name.en !== name.zh ? h("span", { title: name.zh }, name.en) : app.say(name);
}

/** How a name without English is read, in pinyin, where the page speaks English. */
export function reading(app: App, node: Node): string {
  return app.lang === "en" ? node.reading : "";
}
