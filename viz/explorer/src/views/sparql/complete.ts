// What may be written next: variables, prefixes, words of SPARQL, the vocabulary and, within
// quotes, names. Knows no editor.

import type { Text } from "../../contract";
import { variables } from "./tokens";
import type { Entry, Vocabulary } from "./vocabulary";

export interface Suggestion {
  readonly text: string;
  readonly kind: "variable" | "prefix" | "word" | "class" | "property" | "name";
  readonly name?: Text;
  readonly comment?: Text;
}

export interface Suggested {
  /** Where what is being written begins, counted back from the cursor. */
  readonly back: number;
  readonly suggestions: readonly Suggestion[];
}

const MOST = 60;
const WORDS = (
  "SELECT DISTINCT WHERE FILTER OPTIONAL UNION GRAPH VALUES BIND AS MINUS EXISTS NOT PREFIX ASK CONSTRUCT DESCRIBE " +
  "GROUP ORDER BY ASC DESC HAVING LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG " +
  "LANGMATCHES DATATYPE CONTAINS STRSTARTS STRENDS REGEX REPLACE SUBSTR STRLEN CONCAT IF COALESCE BOUND IRI IN YEAR"
).split(" ");

/** Suggest what may stand where the text before the cursor ends; `whole` is the whole query. */
export function suggest(
  before: string,
  whole: string,
  known: Vocabulary | undefined,
  prefixes: Readonly<Record<string, string>>,
): Suggested | undefined {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  if (/^[^"'<]*#/.test(line)) return undefined;
  const name = /"([^"\\]+)$/.exec(line);
  if (name && (line.match(/"/g)?.length ?? 0) % 2) return names(name[1] ?? "", known);
  const variable = /[?$][\p{L}\p{N}_]*$/u.exec(line);
  if (variable) return inVariables(variable[0], whole);
  const word = /[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}\p{N}_-]*)?$/u.exec(line);
  const classes = /(?:^|\s)a\s+$/.test(line.slice(0, line.length - (word?.[0].length ?? 0)));
  return word ? words(word[0], classes, known, prefixes) : undefined;
}

function names(written: string, known: Vocabulary | undefined): Suggested {
  const found = (known?.names ?? []).filter((name) => name.includes(written)).slice(0, MOST);
  return { back: written.length, suggestions: found.map((text) => ({ text, kind: "name" })) };
}

function inVariables(written: string, whole: string): Suggested {
  const found = variables(whole).map((name) => `?${name}`);
  const fitting = found.filter((name) => name.startsWith(`?${written.slice(1)}`) && name !== written);
  return { back: written.length, suggestions: fitting.map((text) => ({ text, kind: "variable" })) };
}

/** After `a` there are classes only; what begins as it is written comes first, capitals and all. */
function words(
  written: string,
  classes: boolean,
  known: Vocabulary | undefined,
  prefixes: Readonly<Record<string, string>>,
): Suggested {
  const sought = written.toLowerCase();
  const terms = (known?.entries ?? []).filter((entry) => fits(entry, sought) && (!classes || entry.kind === "class"));
  const rank = (entry: Entry): number => Number(starts(entry, sought)) + Number(entry.short.startsWith(written));
  terms.sort((a, b) => rank(b) - rank(a));
  const colon = written.includes(":");
  const heads = colon ? [] : Object.keys(prefixes).filter((prefix) => prefix.startsWith(sought));
  const plain = colon || classes ? [] : WORDS.filter((word) => word.toLowerCase().startsWith(sought) && word !== written);
  const suggestions: Suggestion[] = [
    ...heads.map((prefix): Suggestion => ({ text: `${prefix}:`, kind: "prefix" })),
    ...plain.map((text): Suggestion => ({ text, kind: "word" })),
    ...terms.map((entry): Suggestion => ({ text: entry.short, kind: entry.kind, name: entry.name, comment: entry.comment })),
  ];
  return { back: written.length, suggestions: suggestions.slice(0, MOST) };
}

function starts(entry: Entry, sought: string): boolean {
  return entry.short.toLowerCase().startsWith(sought);
}

/** By its short form, its local name or its label in either language. */
function fits(entry: Entry, sought: string): boolean {
  if (sought.includes(":")) return starts(entry, sought);
  const { short, name } = entry;
  return [short.slice(short.indexOf(":") + 1), name.zh, name.en].some((text) => text.toLowerCase().includes(sought));
}
