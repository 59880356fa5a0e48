// Arithmetic as SPARQL means it, for Oxigraph up to 0.5.11, the newest on npm: it reads 10 - 3 - 2
// as 10 - (3 - 2) and 8 / 4 * 2 as 8 / (4 * 2), and rounds -2.7 to -2. So chains are put in brackets
// from left to right, and ROUND(x) becomes FLOOR((x) + 0.5), as XPath defines it. Where the brackets
// fall on a property path instead, they change nothing. To be dropped when npm has 0.5.13.

import { type Token, tokens } from "./tokens";

const SUM = new Set(["+", "-"]);
const PRODUCT = new Set(["*", "/"]);
const NUMBER = /^(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/;

/** Write chains and roundings so that the engine finds what they mean. */
export function corrected(text: string): string {
  const chains = new Chains(text);
  chains.scan(0, chains.solid.length);
  return chains.written();
}

class Chains {
  readonly solid: readonly Token[];
  readonly #edits: { at: number; sign: string; over?: number }[] = [];

  constructor(readonly text: string) {
    this.solid = tokens(text).filter((token) => token.kind !== "space");
  }

  written(): string {
    const sorted = this.#edits.sort((a, b) => b.at - a.at);
    return sorted.reduce((text, { at, sign, over = 0 }) => text.slice(0, at) + sign + text.slice(at + over), this.text);
  }

  /** Look for chains between two tokens; the data of VALUES is no expression. */
  scan(from: number, to: number): void {
    let i = from;
    while (i < to) {
      if (/^values$/i.test(this.#text(i))) i = this.#closing(this.#next("{", i, to));
      else i = this.#sum(i) ?? i + 1;
    }
  }

  #sum(from: number): number | undefined {
    return this.#chain(from, SUM, (i) => this.#product(i));
  }

  #product(from: number): number | undefined {
    return this.#chain(from, PRODUCT, (i) => this.#signed(i));
  }

  /** Read operands with operators between them; gives the token after the last. */
  #chain(from: number, operators: ReadonlySet<string>, read: (i: number) => number | undefined): number | undefined {
    let end = read(from);
    const ends: number[] = [];
    while (end !== undefined && operators.has(this.#text(end))) {
      const next = read(end + 1);
      if (next === undefined) break;
      ends.push(next);
      end = next;
    }
    for (const inner of ends.slice(0, -1)) {
      this.#edits.push({ at: this.solid[from]?.start ?? 0, sign: "(" }, { at: this.#endOf(inner - 1), sign: ")" });
    }
    return end;
  }

  #signed(i: number): number | undefined {
    return ["-", "+", "!"].includes(this.#text(i)) ? this.#operand(i + 1) : this.#operand(i);
  }

  /** A variable, number, literal, call or bracket; what is in brackets is scanned as well. */
  #operand(i: number): number | undefined {
    const token = this.solid[i];
    if (!token) return undefined;
    if (token.kind === "variable") return i + 1;
    if (token.kind === "string") return this.#literal(i);
    if (token.text === "(") return this.#group(i);
    if (this.#isCall(i)) return this.#call(i);
    const number = NUMBER.exec(this.text.slice(token.start))?.[0];
    return number === undefined ? undefined : this.#after(token.start + number.length, i);
  }

  #call(i: number): number {
    const end = this.#group(i + 1);
    if (/^round$/i.test(this.#text(i)) && this.#text(end - 1) === ")") {
      const close = this.solid[end - 1]?.start ?? 0;
      this.#edits.push({ at: this.solid[i]?.start ?? 0, sign: "FLOOR", over: 5 });
      this.#edits.push({ at: this.#endOf(i + 1), sign: "(" }, { at: close, sign: ") + 0.5" });
    }
    return end;
  }

  /** A word before a bracket, or an IRI that touches it: else the IRI is a subject before a path. */
  #isCall(i: number): boolean {
    const token = this.solid[i];
    if (!token || this.#text(i + 1) !== "(" || token.text === "a") return false;
    const touches = this.solid[i + 1]?.start === this.#endOf(i);
    return token.kind === "word" || (touches && (token.kind === "name" || token.kind === "iri"));
  }

  #literal(i: number): number {
    return this.#text(i + 1) === "^" && this.#text(i + 2) === "^" ? i + 4 : i + 1;
  }

  #group(open: number): number {
    const end = this.#closing(open);
    this.scan(open + 1, end - 1);
    return end;
  }

  /** The token after the bracket that closes the one at `open`. */
  #closing(open: number): number {
    const depth = this.solid[open]?.depth;
    const close = this.solid.findIndex((token, i) => i > open && token.depth === depth && /^[)}]$/.test(token.text));
    return close < 0 ? this.solid.length : close + 1;
  }

  #next(sign: string, from: number, to: number): number {
    let i = from;
    while (i < to && this.#text(i) !== sign) i += 1;
    return i;
  }

  #after(place: number, from: number): number {
    let i = from;
    while (i < this.solid.length && (this.solid[i]?.start ?? 0) < place) i += 1;
    return i;
  }

  #endOf(i: number): number {
    const token = this.solid[i];
    return token ? token.start + token.text.length : this.text.length;
  }

  #text(i: number): string {
    return this.solid[i]?.text ?? "";
  }
}
