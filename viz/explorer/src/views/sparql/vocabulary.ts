// The words that a query may use, read from the graph itself: classes, properties, names.

import type { App, Text } from "../../contract";
import type { Row } from "./answer";
import { engine } from "./engine";
import { shortened } from "./turtle";

export interface Entry {
  /** With a prefix, such as tvet:School, or an IRI in its brackets. */
  readonly short: string;
  readonly kind: "class" | "property";
  readonly name: Text;
  readonly comment: Text;
  /** How often it is used. */
  readonly uses: number;
}

export interface Vocabulary {
  readonly entries: readonly Entry[];
  /** What things are called, in any language. */
  readonly names: readonly string[];
}

const TOLD = `
  OPTIONAL { ?term rdfs:label ?zh . FILTER(LANG(?zh) = "zh") }
  OPTIONAL { ?term rdfs:label ?en . FILTER(LANG(?en) = "en") }
  OPTIONAL { ?term rdfs:comment ?zh2 . FILTER(LANG(?zh2) = "zh") }
  OPTIONAL { ?term rdfs:comment ?en2 . FILTER(LANG(?en2) = "en") }`;
const HEAD = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX owl: <http://www.w3.org/2002/07/owl#>\n";
const CLASSES = `${HEAD}SELECT ?term ?uses ?zh ?en ?zh2 ?en2 WHERE {
  { SELECT ?term (COUNT(?thing) AS ?uses) WHERE {
      { ?thing a ?term } UNION { ?term a owl:Class . BIND(?none AS ?thing) }
    } GROUP BY ?term }${TOLD} }`;
const PROPERTIES = `${HEAD}SELECT ?term ?uses ?zh ?en ?zh2 ?en2 WHERE {
  { SELECT ?term (COUNT(?thing) AS ?uses) WHERE {
      { ?thing ?term ?value } UNION { ?term a ?kind . BIND(?none AS ?thing)
        FILTER(?kind IN (owl:ObjectProperty, owl:DatatypeProperty, owl:AnnotationProperty)) }
    } GROUP BY ?term }${TOLD} }`;
const NAMES = `SELECT DISTINCT ?text WHERE {
  ?named <http://www.w3.org/2004/02/skos/core#prefLabel>|<http://www.w3.org/2004/02/skos/core#altLabel>
    |<https://w3id.org/tvetgraph/ontology#shortLabel> ?label . BIND(STR(?label) AS ?text) }`;

let known: Promise<Vocabulary> | undefined;

/** Read the vocabulary, once for the page; raises what the engine raises, and can be asked again. */
export function vocabulary(app: App, prefixes: Readonly<Record<string, string>>): Promise<Vocabulary> {
  known ??= read(app, prefixes).catch((error) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function read(app: App, prefixes: Readonly<Record<string, string>>): Promise<Vocabulary> {
  const classes = await engine.ask(app, CLASSES);
  const properties = await engine.ask(app, PROPERTIES);
  const names = await engine.ask(app, NAMES);
  const entries = [
    ...classes.answer.rows.map((row) => entry(row, "class", prefixes)),
    ...properties.answer.rows.map((row) => entry(row, "property", prefixes)),
  ];
  return {
    entries: entries.sort((a, b) => b.uses - a.uses || (a.short < b.short ? -1 : 1)),
    names: names.answer.rows.map((row) => row[0]?.value ?? "").sort((a, b) => a.length - b.length),
  };
}

function entry(row: Row, kind: Entry["kind"], prefixes: Readonly<Record<string, string>>): Entry {
  const [iri = "", uses = "0", zh = "", en = "", zh2 = "", en2 = ""] = row.map((term) => term?.value);
  return {
    short: shortened(iri, prefixes) ?? `<${iri}>`,
    kind,
    name: { zh, en },
    comment: { zh: zh2, en: en2 },
    uses: Number(uses),
  };
}
