// Quoted lines with the words marked that a fact was read from. Knows no page.

/** A stretch of a line, marked or not. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** Mark all of the needles, even where a line of the report ends within one. */
export function markLines(lines: readonly string[], needles: readonly string[]): Piece[][] {
  const signs: { line: number; at: number }[] = [];
  let whole = "";
  lines.forEach((text, line) => {
    for (let at = 0; at < text.length; at++) {
      if (/\s/.test(text[at] ?? "")) continue;
      whole += text[at];
      signs.push({ line, at });
    }
  });
  const marked = lines.map((text) => new Uint8Array(text.length));
  for (const needle of needles.map((n) => n.replace(/\s+/g, "")).filter((n) => n.length > 1)) {
    for (let found = whole.indexOf(needle); found >= 0; found = whole.indexOf(needle, found + 1)) {
      for (const sign of signs.slice(found, found + needle.length)) {
        const row = marked[sign.line];
        if (row) row[sign.at] = 1;
      }
    }
  }
  return lines.map((text, i) => pieces(text, bridged(text, marked[i] ?? new Uint8Array())));
}

/** Mark the spaces between two marked signs as well. */
function bridged(text: string, marked: Uint8Array): Uint8Array {
  let last = -1;
  for (let at = 0; at < text.length; at++) {
    if (marked[at]) {
      if (last >= 0) marked.fill(1, last, at);
      last = at;
    } else if (!/\s/.test(text[at] ?? "")) last = -1;
  }
  return marked;
}

function pieces(text: string, marked: Uint8Array): Piece[] {
  const found: Piece[] = [];
  let start = 0;
  for (let at = 1; at <= text.length; at++) {
    if (at === text.length || marked[at] !== marked[start]) {
      found.push({ text: text.slice(start, at), marked: marked[start] === 1 });
      start = at;
    }
  }
  return found;
}
