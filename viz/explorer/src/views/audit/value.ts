// A printed value marked in quoted lines. Knows no page.

import { markLines, type Piece } from "../../card/quote";

/** Mark a printed number wherever it stands by itself, not as a part of a longer number. */
export function markValue(lines: readonly string[], printed: string): Piece[][] {
  const number = /-?\d[\d.,]*/.exec(printed)?.[0].replace(/[.,]$/, "") ?? "";
  if (number === "") return markLines(lines, [printed]);
  const alone = new RegExp(`(?<![\\d.])${number.replace(/[.\-]/g, "\\$&")}(?![\\d]|[.,]\\d)`, "g");
  const found = lines.map((line) => pieces(line, alone));
  return found.some(isMarked) ? found : markLines(lines, [printed]);
}

export function isMarked(line: readonly Piece[]): boolean {
  return line.some(({ marked }) => marked);
}

function pieces(line: string, alone: RegExp): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of line.matchAll(alone)) {
    if (match.index > end) found.push({ text: line.slice(end, match.index), marked: false });
    found.push({ text: match[0], marked: true });
    end = match.index + match[0].length;
  }
  if (end < line.length || found.length === 0) found.push({ text: line.slice(end), marked: false });
  return found;
}

/** Choose which lines to show of a long quote: those with a mark first, in their order. */
export function kept(lines: readonly (readonly Piece[])[], most: number): number[] {
  const all = lines.map((_, i) => i);
  if (all.length <= most) return all;
  const marked = all.filter((i) => isMarked(lines[i] ?? []));
  return [...new Set([...marked, ...all])].slice(0, most).sort((a, b) => a - b);
}
