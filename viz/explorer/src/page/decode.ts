// From the compact arrays that Python writes (viz/explorer_*.py) to the records of the contract.

import type {
  Cell,
  Class,
  Edge,
  Fact,
  Facts,
  Kind,
  Link,
  Meta,
  Network,
  Node,
  Part,
  Property,
  Question,
  Questions,
  Relation,
  Role,
  Shape,
  Span,
  Start,
  Text,
  Value,
  Word,
} from "../contract";

type Packed<T extends unknown[]> = readonly T[];
type Texts = [zh: string, en: string];

export interface RawNetwork {
  meta: Meta;
  classes: Packed<[id: string, ...name: Texts, ...comment: Texts, shape: Shape, colour: string, role: Role]>;
  relations: Packed<[id: string, ...name: Texts, directed: number, colour: string, main: number]>;
  fields: Packed<Texts>;
  nodes: Packed<
    [
      id: string,
      cls: number,
      ...name: Texts,
      aliases: string[],
      keys: string[],
      x: number,
      y: number,
      degree: number,
      place: number,
      fields: number[],
      latitude?: number,
      longitude?: number,
    ]
  >;
  /** How the nodes' names are read, where they have no English; in the order of the nodes. */
  romanised: readonly string[];
  edges: Packed<
    [
      source: number,
      target: number,
      relation: number,
      facts: number[],
      years: number[],
      reports: number[],
      majors: number[],
      places: number[],
    ]
  >;
  starts: Packed<[...title: Texts, ...text: Texts, hash: string]>;
}

type RawValue = string | number | [cls: string, ...name: Texts, cells: RawCell[]];
type RawCell = [property: number, ...values: RawValue[]];

export interface RawFacts {
  kinds: Packed<[id: string, ...name: Texts, ...comment: Texts]>;
  properties: Packed<[id: string, ...name: Texts, dimension: number]>;
  words: Packed<[id: string, cls: string, ...name: Texts]>;
  facts: Packed<
    [
      id: string,
      kind: number,
      report: number,
      ...label: Texts,
      where: string,
      spans: number[],
      pages: number[],
      method: number,
      certainty: number,
      cells: RawCell[],
      self: number,
    ]
  >;
  /** By report: runs of lines as [number of the first, text of all]. */
  lines: readonly Packed<[first: number, text: string]>[];
  links: Packed<[node: number, ...register: Texts, target: string, label: string, ...reason: Texts, ...relation: Texts, confidence: string]>;
  /** Texts of facts in English. */
  english: Record<string, string>;
}

export interface RawQuestions {
  prefixes: Record<string, string>;
  questions: Packed<
    [
      name: string,
      text: string,
      ...summary: Texts,
      ...description: Texts,
      parameters: [name: string, type: Question["parameters"][number]["type"], value: string | null][],
      tags: string[],
      columns: [name: string, ...heading: Texts][],
      picture: Question["picture"],
    ]
  >;
  tags: Packed<[id: string, ...name: Texts]>;
}

export function decodeNetwork(raw: RawNetwork): Network {
  return {
    meta: raw.meta,
    classes: raw.classes.map(([id, zh, en, zh2, en2, shape, colour, role]): Class => {
      return { id, name: { zh, en }, comment: { zh: zh2, en: en2 }, shape, colour, role };
    }),
    relations: raw.relations.map(([id, zh, en, directed, colour, main]): Relation => {
      return { id, name: { zh, en }, directed: directed > 0, colour, main: main > 0 };
    }),
    fields: raw.fields.map(([zh, en]) => ({ zh, en })),
    nodes: raw.nodes.map((row, index): Node => {
      const [id, cls, zh, en, aliases, keys, x, y, degree, place, fields, lat, lon] = row;
      const name = { zh, en };
      const reading = raw.romanised[index] ?? "";
      const node = { index, id, class: cls, name, reading, aliases, keys, x, y, degree, place, fields };
      return lat === undefined || lon === undefined ? node : { ...node, at: [lat, lon] };
    }),
    edges: raw.edges.map((row, index): Edge => {
      const [source, target, relation, facts, years, reports, majors, places] = row;
      return { index, source, target, relation, facts, years, reports, majors, places };
    }),
    starts: raw.starts.map(([zh, en, zh2, en2, hash]): Start => {
      return { title: { zh, en }, text: { zh: zh2, en: en2 }, hash };
    }),
  };
}

export function decodeFacts(raw: RawFacts): Facts {
  const english = (zh: string): Text => ({ zh, en: raw.english[zh] ?? "" });
  const facts = raw.facts.map((row, index) => decodeFact(row, index, english));
  const byNode = grouped(facts);
  const properties = raw.properties.map(([id, zh, en, dimension]): Property => {
    return { id, name: { zh, en }, dimension: dimension > 0 };
  });
  const numbers = new Map(properties.map(({ id }, number) => [id, number]));
  const lines = raw.lines.map(numbered);
  return {
    kinds: raw.kinds.map(([id, zh, en, zh2, en2]): Kind => {
      return { id, name: { zh, en }, comment: { zh: zh2, en: en2 } };
    }),
    properties,
    words: raw.words.map(([id, cls, zh, en]): Word => ({ id, class: cls, name: { zh, en } })),
    facts,
    links: raw.links.map(([node, zh, en, target, label, zh2, en2, zh3, en3, confidence]): Link => {
      return { node, register: { zh, en }, target, label, reason: { zh: zh2, en: en2 }, relation: { zh: zh3, en: en3 }, confidence };
    }),
    english,
    of: (node) => byNode.get(node) ?? [],
    property: (id) => properties[numbers.get(id) ?? -1],
    values: (of, property) => of.cells.find((c) => c.property === numbers.get(property))?.values ?? [],
    line: (report, number) => lines[report]?.get(number),
  };
}

export function decodeQuestions(raw: RawQuestions): Questions {
  const questions = raw.questions.map((row): Question => {
    const [name, text, zh, en, zh2, en2, parameters, tags, columns, picture] = row;
    return {
      name,
      text,
      summary: { zh, en },
      description: { zh: zh2, en: en2 },
      parameters: parameters.map(([name, type, value]) => ({ name, type, default: value })),
      tags,
      columns: columns.map(([name, zh, en]) => ({ name, heading: { zh, en } })),
      picture,
    };
  });
  const tags = raw.tags.map(([id, zh, en]) => ({ id, name: { zh, en } }));
  return { prefixes: raw.prefixes, questions, tags };
}

function decodeFact(row: RawFacts["facts"][number], index: number, english: (zh: string) => Text): Fact {
  const [id, kind, report, zh, en, where, flat, pages, method, certainty, raw, self] = row;
  const cells = raw.map(decodeCell);
  const nodes = [...new Set([...(self < 0 ? [] : [self]), ...named(cells)])];
  const spans = flat.flatMap((first, i): Span[] => (i % 2 ? [] : [[first, flat[i + 1] ?? first]]));
  const label = { zh, en };
  return { index, id, kind, report, label, where, place: english(where), spans, pages, method, certainty, cells, nodes };
}

function decodeCell([property, ...values]: RawCell): Cell {
  return { property, values: values.map(decodeValue) };
}

/** Texts are texts, numbers from 0 are nodes, numbers below 0 are words, arrays are parts. */
function decodeValue(value: RawValue): Value {
  if (typeof value === "string") return { text: value };
  if (typeof value === "number") return value < 0 ? { word: -1 - value } : { node: value };
  const [cls, zh, en, cells] = value;
  const part: Part = { class: cls, name: { zh, en }, cells: cells.map(decodeCell) };
  return { part };
}

function named(cells: readonly Cell[]): number[] {
  return cells.flatMap((cell) =>
    cell.values.flatMap((value) => {
      if ("node" in value) return [value.node];
      return "part" in value ? named(value.part.cells) : [];
    }),
  );
}

function grouped(facts: readonly Fact[]): Map<number, Fact[]> {
  const found = new Map<number, Fact[]>();
  for (const fact of facts) {
    for (const node of fact.nodes) {
      const known = found.get(node);
      if (known) known.push(fact);
      else found.set(node, [fact]);
    }
  }
  return found;
}

function numbered(runs: Packed<[number, string]>): Map<number, string> {
  const found = new Map<number, string>();
  for (const [first, text] of runs) {
    text.split("\n").forEach((line, i) => found.set(first + i, line));
  }
  return found;
}
