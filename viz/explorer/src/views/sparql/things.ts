// Which terms of an answer are nodes of the network, by their IRI or by a name that only they bear.

import type { App, Node } from "../../contract";
import type { Answer, Term } from "./answer";

export class Things {
  readonly #base: string;
  readonly #names = new Map<string, Node | null>();

  constructor(readonly app: App) {
    this.#base = app.network.meta.base;
    for (const node of app.network.nodes) {
      for (const name of new Set([node.name.zh, node.name.en])) {
        if (name) this.#names.set(name, this.#names.has(name) ? null : node);
      }
    }
  }

  node(term: Term | undefined): Node | undefined {
    if (term?.type === "uri" && term.value.startsWith(this.#base)) return this.app.node(term.value.slice(this.#base.length));
    if (term?.type !== "literal" || term.datatype) return undefined;
    return this.#names.get(term.value) ?? undefined;
  }

  /** The first two columns in most rows of which nodes stand; undefined where there are none. */
  pair(answer: Answer): readonly [number, number] | undefined {
    if (answer.rows.length === 0) return undefined;
    const shares = answer.columns.map(
      (_, i) => answer.rows.filter((row) => this.node(row[i]) !== undefined).length / answer.rows.length,
    );
    const columns = shares.flatMap((share, i) => (share > 0.6 ? [i] : []));
    for (const [i, from] of columns.entries()) {
      for (const to of columns.slice(i + 1)) if (differ(this, answer, from, to)) return [from, to];
    }
    return undefined;
  }
}

/** Whether two columns tie things to others in most rows; a name and its translation tie nothing. */
function differ(things: Things, answer: Answer, from: number, to: number): boolean {
  const ties = answer.rows.filter((row) => {
    const [a, b] = [things.node(row[from]), things.node(row[to])];
    return a !== undefined && b !== undefined && a !== b;
  });
  return ties.length > answer.rows.length / 2;
}
