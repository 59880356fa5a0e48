// Values as RDF terms of SPARQL, each in the place of its variable (queries/remote.py does the same).
// The one place where a value gets into a query.

import type { QuestionParameter } from "../../contract";
import { tokens } from "./tokens";

type Type = QuestionParameter["type"];

const XSD = "http://www.w3.org/2001/XMLSchema#";
const DATATYPES: Partial<Record<Type, string>> = { integer: `${XSD}integer`, year: `${XSD}gYear` };
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

/** A value that cannot be a term of its type. */
export class BadValue extends Error {
  constructor(
    readonly parameter: string,
    readonly why: "missing" | "digits" | "iri",
  ) {
    super(`${parameter}: ${why}`);
  }
}

/** Write text as a literal in quotes. */
export function quoted(value: string): string {
  // SPARQL 1.1, 19.2 lets \u escapes be read before strings are: after a backslash, the letter u is
  // written as an escape itself, so that no reading makes the two one sign.
  const safe = value.replace(/\\([uU])?|["\n\r\t\b\f]/g, (sign, letter?: string) =>
    sign.startsWith("\\") ? "\\\\" + (letter ? `\\u00${letter.charCodeAt(0).toString(16)}` : "") : (ESCAPES[sign] ?? ""),
  );
  return `"${safe}"`;
}

/** Write what a reader gave for a parameter as a term; raises BadValue. */
export function term(parameter: QuestionParameter, given: string | undefined): string {
  const value = given === undefined || given === "" ? (parameter.default ?? "") : given.trim();
  if (value === "" && parameter.default === null) throw new BadValue(parameter.name, "missing");
  if (parameter.type === "iri") return iri(parameter.name, value);
  const datatype = DATATYPES[parameter.type];
  if (value === "" || !datatype) return quoted(value);
  if (!/^\d+$/.test(value)) throw new BadValue(parameter.name, "digits");
  return `${quoted(value)}^^<${datatype}>`;
}

function iri(name: string, value: string): string {
  if (!/^[a-z][a-z\d+.-]*:[^<>"{}|^`\\\s]*$/iu.test(value)) throw new BadValue(name, "iri");
  return `<${value}>`;
}

/** Put terms in the places of their variables ?_name, outside strings, IRIs and comments. */
export function withTerms(text: string, terms: ReadonlyMap<string, string>): string {
  const pieces = tokens(text).map((token) => {
    const found = token.kind === "variable" ? terms.get(token.text.slice(2)) : undefined;
    return token.text[1] === "_" && found !== undefined ? found : token.text;
  });
  return pieces.join("");
}
