// Which terms of an answer are nodes of the network, by their IRI or by a name that only they bear,
// and what terms are called in the language of the page.

import type { App, Node } from "../../contract";
import { labelName } from "../../page/name";
import type { Answer, Row, Term } from "./answer";

const CHINESE = /[\u3400-\u9fff]/;

export class Things {
  readonly #base: string;
  readonly #names = new Map<string, Node | null>();
  /** What classes, relations and fields are called in English. */
  readonly #words: ReadonlyMap<string, string>;

  constructor(readonly app: App) {
    this.#base = app.network.meta.base;
    const { classes, relations, fields } = app.network;
    this.#words = new Map([...classes, ...relations].map(({ name }) => name).concat(fields).map(({ zh, en }) => [zh, en]));
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

  /** A Chinese text of an answer as a reader of English reads it; undefined where it stays as it is. */
  reading(term: Term): string | undefined {
    if (this.app.lang !== "en" || term.type !== "literal" || term.datatype || !CHINESE.test(term.value)) return undefined;
    return (labelName(this.app, this.node(term)) || this.#words.get(term.value)) ?? undefined;
  }

  /** An answer with its names as they are read, for a picture; a column in which two would become one stays. */
  read(answer: Answer): Answer {
    const columns = answer.columns.map((_, i) => this.#readColumn(answer.rows.map((row) => row[i])));
    const rows = answer.rows.map((_, n): Row => answer.columns.map((_, i) => columns[i]?.[n]));
    return { ...answer, rows };
  }

  #readColumn(terms: readonly (Term | undefined)[]): readonly (Term | undefined)[] {
    const read = terms.map((term) => (term ? { ...term, value: this.reading(term) ?? term.value } : undefined));
    const count = (some: typeof terms): number => new Set(some.map((term) => term?.value)).size;
    return count(read) === count(terms) ? read : terms;
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
