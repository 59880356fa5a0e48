// What the engine says of a query that it cannot read, taken apart.

export interface Fault {
  /** Counted from 1, in the text of the reader; 0 where the engine names no place. */
  readonly line: number;
  readonly column: number;
  /** A prefix is used that nobody declared. */
  readonly prefix: boolean;
  /** What may stand there, shortest words first; empty where the engine gives only signs. */
  readonly expected: readonly string[];
  readonly message: string;
}

const PLACE = /error at (\d+):(\d+):\s*/;
const MOST = 6;

/** Read a message; the text has got lines of its own before it was run. */
export function readFault(message: string, addedLines: number): Fault {
  const plain = message.replace(/^Error:\s*/, "").trim();
  const place = PLACE.exec(plain);
  const rest = plain.replace(PLACE, "");
  return {
    line: Math.max(0, Number(place?.[1] ?? 0) - addedLines),
    column: Number(place?.[2] ?? 0),
    prefix: /prefix not found/i.test(rest),
    expected: place ? expected(rest) : [],
    message: rest,
  };
}

function expected(message: string): string[] {
  const list = message.replace(/^expected (one of )?/s, "").replace(/\[[^\]]*\]/gs, "");
  const words = list.split(/,|\bor\b/).map((word) => word.trim());
  return [...new Set(words)].filter((word) => /^[A-Za-z][A-Za-z ]*$/.test(word) && word.length < 24).slice(0, MOST);
}
