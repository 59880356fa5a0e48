// Which nodes a few typed letters mean: Chinese, English, pinyin, initials, aliases. Knows no page.

import type { Network, Node } from "../contract";

export interface Hit {
  readonly node: Node;
  /** The alias or key that fits better than the name, if so. */
  readonly by: string;
}

/** Make two writings of the same name equal: width, case, spaces and signs do not count. */
export function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[\s·・()（）“”"'‘’《》,.\-—]/g, "");
}

/** Find the nodes that fit best, the best first; all words of the query must fit. */
export function search(network: Network, query: string, most = 12): Hit[] {
  const whole = folded(query);
  if (!whole) return [];
  const words = query.split(/\s+/).map(folded).filter(Boolean);
  const found: { hit: Hit; score: number }[] = [];
  for (const node of network.nodes) {
    const best = fit(node, whole, words);
    if (best.score > 0) found.push({ hit: { node, by: best.by }, score: best.score + bonus(network, node) });
  }
  return found
    .sort((a, b) => b.score - a.score || length(a.hit) - length(b.hit) || a.hit.node.index - b.hit.node.index)
    .slice(0, most)
    .map(({ hit }) => hit);
}

interface Fit {
  readonly score: number;
  readonly by: string;
}

function fit(node: Node, whole: string, words: readonly string[]): Fit {
  const { zh, en } = node.name;
  let best: Fit = { score: Math.max(written(zh, whole, words), written(en, whole, words)), by: "" };
  for (const alias of node.aliases) best = better(best, written(alias, whole, words) - 4, alias);
  for (const key of node.keys) best = better(best, spelled(key, whole) - 6, "");
  return best;
}

function better(best: Fit, score: number, by: string): Fit {
  return score > best.score ? { score, by } : best;
}

/** How well a written name fits: the same, its head, a part, or all words somewhere in it. */
function written(name: string, whole: string, words: readonly string[]): number {
  if (!name) return 0;
  const text = folded(name);
  if (text === whole) return 100;
  if (text.startsWith(whole)) return 80;
  if (text.includes(whole)) return 64;
  if (words.length > 1 && words.every((word) => text.includes(word))) return 56;
  return /[\u3400-\u9fff]/.test(whole) && whole.length > 2 && inOrder(text, whole) ? 40 : 0;
}

/** How well pinyin or initials fit; a part in the middle counts from four letters. */
function spelled(key: string, whole: string): number {
  if (!/^[a-z0-9]+$/.test(whole)) return 0;
  if (key === whole) return 96;
  if (key.startsWith(whole)) return 74;
  return whole.length >= 4 && key.includes(whole) ? 50 : 0;
}

/** Whether the signs of one stand in the other in that order, as in 北信职院. */
function inOrder(text: string, signs: string): boolean {
  let at = -1;
  for (const sign of signs) {
    at = text.indexOf(sign, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** Organisations before other things, the better connected before the less. */
function bonus(network: Network, node: Node): number {
  const organisation = network.classes[node.class]?.role === "organisation";
  return (organisation ? 4 : 0) + Math.min(4, Math.log2(1 + node.degree));
}

function length({ node }: Hit): number {
  return node.name.zh.length;
}
