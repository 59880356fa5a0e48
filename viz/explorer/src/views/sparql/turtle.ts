// Triples as Turtle, with the prefixes that they use and what is said of a subject together.

import type { Row, Term } from "./answer";
import { quoted } from "./terms";

const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LOCAL = /^[\p{L}_\d](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?$/u;

/** Write rows of subject, predicate and object as Turtle. */
export function toTurtle(rows: readonly Row[], prefixes: Readonly<Record<string, string>>): string {
  const used = new Set<string>();
  const write = (term: Term | undefined): string => turtleTerm(term, prefixes, used);
  const body = [...grouped(rows)].map(([subject, told]) => {
    const said = [...told].map(([predicate, objects]) => `${predicate} ${objects.join(" , ")}`);
    return `${subject}\n    ${said.join(" ;\n    ")} .\n`;
  });
  const head = [...used].sort().map((prefix) => `@prefix ${prefix}: <${prefixes[prefix]}> .\n`);
  return [head.join(""), ...body].filter((part) => part !== "").join("\n");

  function grouped(all: readonly Row[]): Map<string, Map<string, string[]>> {
    const found = new Map<string, Map<string, string[]>>();
    for (const [subject, predicate, object] of all) {
      const told = found.get(write(subject)) ?? new Map<string, string[]>();
      const verb = predicate?.value === TYPE ? "a" : write(predicate);
      told.set(verb, [...(told.get(verb) ?? []), write(object)]);
      found.set(write(subject), told);
    }
    return found;
  }
}

function turtleTerm(term: Term | undefined, prefixes: Readonly<Record<string, string>>, used: Set<string>): string {
  if (!term) return "[]";
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "uri") return named(term.value, prefixes, used);
  if (term["xml:lang"]) return `${quoted(term.value)}@${term["xml:lang"]}`;
  return quoted(term.value) + (term.datatype ? `^^${named(term.datatype, prefixes, used)}` : "");
}

function named(iri: string, prefixes: Readonly<Record<string, string>>, used: Set<string>): string {
  const short = shortened(iri, prefixes);
  if (short === undefined) return `<${iri}>`;
  used.add(short.slice(0, short.indexOf(":")));
  return short;
}

/** Write an IRI with a prefix; undefined where none fits. */
export function shortened(iri: string, prefixes: Readonly<Record<string, string>>): string | undefined {
  for (const [prefix, start] of Object.entries(prefixes)) {
    const local = iri.startsWith(start) ? iri.slice(start.length) : "";
    if (LOCAL.test(local)) return `${prefix}:${local}`;
  }
  return undefined;
}
