// What the engine answers: rows of terms, a truth or triples; in the order and the forms of the CLI.

import { toCsv } from "../../parts/csv";

/** An RDF term as the SPARQL 1.1 Query Results JSON Format writes it. */
export interface Term {
  readonly type: "uri" | "literal" | "bnode";
  readonly value: string;
  readonly "xml:lang"?: string;
  readonly datatype?: string;
}

export type Row = readonly (Term | undefined)[];

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Set for an ASK only. */
  readonly truth?: boolean;
  /** Triples of a CONSTRUCT or DESCRIBE. */
  readonly graph: boolean;
}

interface ResultsJson {
  readonly head: { readonly vars?: readonly string[] };
  readonly boolean?: boolean;
  readonly results?: { readonly bindings: readonly Readonly<Record<string, Term>>[] };
}

/** Read the SPARQL 1.1 Query Results JSON Format. */
export function readAnswer(json: string, graph = false): Answer {
  const document = JSON.parse(json) as ResultsJson;
  const columns = document.head.vars ?? [];
  const rows = (document.results?.bindings ?? []).map((binding) => columns.map((name) => binding[name]));
  const answer = { columns, rows, graph };
  return document.boolean === undefined ? answer : { ...answer, truth: document.boolean };
}

/** Put the rows in the one order that no engine decides (queries/results.py does the same). */
export function ordered(answer: Answer): Answer {
  return { ...answer, rows: [...answer.rows].sort(compareRows) };
}

function compareRows(a: Row, b: Row): number {
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [keys(a[i]), keys(b[i])];
    for (let k = 0; k < Math.max(left.length, right.length); k++) {
      const [x, y] = [left[k], right[k]];
      if (x !== y) return x === undefined || (y !== undefined && x < y) ? -1 : 1;
    }
  }
  return 0;
}

function keys(term: Term | undefined): readonly string[] {
  return term ? [term.type, term.value, term["xml:lang"] ?? "", term.datatype ?? ""] : [];
}

/** Leave out columns, by name. */
export function without(answer: Answer, hidden: ReadonlySet<string>): Answer {
  const kept = answer.columns.flatMap((name, i) => (hidden.has(name) ? [] : [i]));
  const columns = kept.map((i) => answer.columns[i] as string);
  return { ...answer, columns, rows: answer.rows.map((row) => kept.map((i) => row[i])) };
}

/** Write CSV as the CLI does: bare values, an unbound cell empty. */
export function answerCsv(answer: Answer): string {
  if (answer.truth !== undefined) return toCsv([["answer"], [String(answer.truth)]]);
  return toCsv([answer.columns, ...answer.rows.map((row) => row.map((term) => term?.value ?? ""))]);
}

/** Write the SPARQL 1.1 Query Results JSON Format. */
export function answerJson(answer: Answer): string {
  if (answer.truth !== undefined) return JSON.stringify({ head: {}, boolean: answer.truth });
  const bindings = answer.rows.map((row) =>
    Object.fromEntries(answer.columns.flatMap((name, i) => (row[i] ? [[name, row[i]]] : []))),
  );
  return JSON.stringify({ head: { vars: answer.columns }, results: { bindings } }, null, 1);
}

const NUMBERS = /#(integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger)$/;

/** The number that a term is; undefined where it is none. */
export function asNumber(term: Term | undefined): number | undefined {
  if (!term?.datatype || !NUMBERS.test(term.datatype)) return undefined;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : undefined;
}

/** Whether all bound terms of a column are numbers, and there are any. */
export function isNumeric(answer: Answer, column: number): boolean {
  const bound = answer.rows.map((row) => row[column]).filter((term) => term !== undefined);
  return bound.length > 0 && bound.every((term) => asNumber(term) !== undefined);
}

/** Whether all bound terms of a column are years. */
export function isYears(answer: Answer, column: number): boolean {
  const bound = answer.rows.map((row) => row[column]).filter((term) => term !== undefined);
  return bound.length > 0 && bound.every((term) => term.datatype?.endsWith("#gYear") ?? false);
}
