// SPARQL without a browser: values as terms, tokens, addresses, Turtle, faults, answers.

import oxigraph from "oxigraph";
import { describe, expect, test } from "vitest";
import type { QuestionParameter } from "../src/contract";
import { corrected } from "../src/views/sparql/arithmetic";
import { type Answer, answerCsv, answerJson, ordered, readAnswer } from "../src/views/sparql/answer";
import { suggest } from "../src/views/sparql/complete";
import { drawing } from "../src/views/sparql/drawing";
import { readFault } from "../src/views/sparql/faults";
import { nearest } from "../src/views/sparql/form";
import { packText, unpackText } from "../src/views/sparql/hash";
import { BadValue, quoted, term, withTerms } from "../src/views/sparql/terms";
import { body, form, isOrdered, parameters, refusal, tokens, undeclared, withPrefixes } from "../src/views/sparql/tokens";
import { toTurtle } from "../src/views/sparql/turtle";

const store = new oxigraph.Store();
const one = (value: string): string => {
  const json = store.query(`SELECT (${value} AS ?x) {}`, { results_format: "json" }) as string;
  return readAnswer(json).rows[0]?.[0]?.value ?? "";
};

const HOSTILE = [
  "北京市商业学校",
  'a"b',
  'x" ) } DROP ALL #',
  "back\\slash",
  "\\u0022 . ?s ?p ?o",
  '\\" . } #',
  "\\U00000022",
  "line\nbreak\r\t\b\f",
  "it's ?_name <http://x/> # no comment",
  "",
  "\\",
];

describe("values as terms", () => {
  test.each(HOSTILE)("the engine reads %j as it was given", (value) => {
    expect(one(quoted(value))).toBe(value);
  });

  test("where \\u escapes are read before strings are, none becomes a quotation mark", () => {
    const first = quoted('\\u0022\\"').replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
    expect(one(first)).toBe('\\u0022\\"');
  });

  test("only variables are replaced, not what looks like one", () => {
    const text = 'SELECT ?x { # ?_n\n ?x ?p ?_n . FILTER(STR(?x) != "?_n" && ?x != <http://x/?_n> && ?_none = 1) }';
    const bound = withTerms(text, new Map([["n", quoted('q"')]]));
    expect(bound).toBe(text.replace("?p ?_n .", '?p "q\\"" .'));
  });

  const parameter = (type: QuestionParameter["type"], value: string | null): QuestionParameter => ({ name: "p", type, default: value });

  test("each type makes its term", () => {
    expect(term(parameter("integer", "5"), undefined)).toBe('"5"^^<http://www.w3.org/2001/XMLSchema#integer>');
    expect(term(parameter("year", ""), "2020")).toBe('"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>');
    expect(term(parameter("year", ""), "")).toBe('""');
    expect(term(parameter("name", null), " 甲 ")).toBe('"甲"');
    expect(term(parameter("iri", null), "https://x.org/a?b=c")).toBe("<https://x.org/a?b=c>");
  });

  test.each([
    ["integer", "1; DROP", "digits"],
    ["iri", "https://x> } #", "iri"],
    ["iri", "no iri", "iri"],
    ["name", "", "missing"],
  ] as const)("%s refuses %j", (type, value, why) => {
    const fault = (): string => term(parameter(type, null), value);
    expect(fault).toThrow(BadValue);
    expect(fault).toThrow(why);
  });
});

describe("arithmetic is what SPARQL means by it", () => {
  const solved = (expression: string): number => {
    const text = `PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      SELECT (${expression} AS ?x) { VALUES (?a ?b ?c) { (10 -3 -2) } }`;
    const json = store.query(corrected(text), { results_format: "json" }) as string;
    return Number(readAnswer(json).rows[0]?.[0]?.value);
  };

  test.each([
    ["10 - 3 - 2", 5],
    ["10-3-2", 5],
    ["10 - 3 + 2", 9],
    ["8 / 4 * 2", 4],
    ["8 / 4 / 2", 1],
    ["1.5e1 / 3.0 / 5 - 1 - 1", -1],
    ["100 - 2 * 3 * 4 / 2 / 3 - 90 - 1", 5],
    ["-?a - ?b - ?c", -5],
    ["(?a - ?b - ?c) * 2 / 3 / 5", 2],
    ["ROUND((?a - 0.31) * 1000.0 / 1.53 - 1 - 1) / 10.0 / 2", 316.55],
    ['ABS(1 - 2 - 3) - xsd:integer("1") - "1"^^xsd:integer', 2],
    ["ROUND(-184.53)", -185],
    ["ROUND(-184.5)", -184],
    ["8 - ROUND(?b - 0.7 - 1) - round(2.5e0)", 10],
    ["IF(10 - 3 - 2 = 5, 1 - -1 - 1, 0)", 1],
  ])("%s", (expression, value) => {
    expect(solved(expression)).toBeCloseTo(value, 6);
  });

  test.each([
    "SELECT * { ?s a/rdfs:label ?o ; (p:a|^p:b)/p:c* ?x . ?y (p:a)+ 5 , -6 }",
    "SELECT (COUNT(*) - 1 AS ?n) { VALUES (?a ?b ?c) { (1 -2 -3) } FILTER(?a - ?b > 1 && ?b / 2 < 3) }",
    'SELECT * { ?s ?p "1 - 2 - 3 ROUND(1)" } # 1 - 2 - 3',
    "SELECT * { ?s ?p ?o FILTER(",
  ])("what needs no correction stays: %s", (text) => {
    expect(corrected(text)).toBe(text);
  });

  test("brackets in a path change nothing", () => {
    const graph = new oxigraph.Store();
    graph.load("<a:a> <p:p> <a:b> . <a:b> <p:q> <a:c> . <a:c> <p:r> <a:d> .", { format: "text/turtle" });
    const path = corrected("SELECT ?o { <a:a> (<p:p>)/(<p:q>)/(<p:r>) ?o }");
    expect(path).toContain("((<p:p>)/(<p:q>))/(<p:r>)");
    expect(graph.query(path)).toHaveLength(1);
  });
});

describe("tokens", () => {
  const text = 'PREFIX a: <x#> # b:c\nSELECT ?x WHERE { ?x a:b "c:d ?_no" ; dc:e ?_yes , $_也 }';

  test("joined again they are the text", () => {
    expect(tokens(text).map((token) => token.text).join("")).toBe(text);
  });

  test("parameters, prefixes, form and order", () => {
    expect(parameters(text)).toEqual(["yes", "也"]);
    expect(undeclared(text)).toEqual(["dc"]);
    expect(withPrefixes(text, { dc: "http://d/", a: "no" })).toBe(`PREFIX dc: <http://d/>\n${text}`);
    expect(form("# SELECT\nCONSTRUCT WHERE { ?s ?p ?o }")).toBe("CONSTRUCT");
    expect(isOrdered("SELECT * { { SELECT ?x {} ORDER BY ?x } }")).toBe(false);
    expect(isOrdered("SELECT * {} order by ?x")).toBe(true);
  });

  test("what may not run is refused, and only that", () => {
    expect(refusal("INSERT DATA { <a> <b> <c> }")?.why).toBe("update");
    expect(refusal("PREFIX x: <y>\nWITH <g> DELETE { ?s ?p ?o } WHERE {}")).toEqual({ why: "update", at: 14 });
    expect(refusal("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }")?.why).toBe("service");
    expect(refusal("# nothing\n")?.why).toBe("empty");
    expect(refusal('SELECT * { ?s ?p "SERVICE DELETE" }')).toBeUndefined();
  });

  test("the head of a question is not part of its text", () => {
    expect(body("#+ summary: x\n#+ params:\n#+   - name: a\n\nASK {}\n")).toBe("ASK {}\n");
    expect(body("# kept\nASK {}")).toBe("# kept\nASK {}");
  });
});

describe("addresses", () => {
  test.each(["ASK {}", "SELECT * { ?学校 ?p ?o }\n".repeat(40), ""])("text %# comes back", async (text) => {
    const packed = await packText(text);
    expect(packed).toMatch(/^(t\.|z\.[\w-]*$)/);
    expect(await unpackText(packed)).toBe(text);
  });

  test("long text becomes shorter, broken text is told", async () => {
    expect((await packText("SELECT * { ?s ?p ?o }\n".repeat(40))).length).toBeLessThan(120);
    expect(await unpackText("z.%%%")).toBeUndefined();
    expect(await unpackText("rubbish")).toBeUndefined();
  });
});

const ANSWER: Answer = {
  columns: ["name", "n"],
  graph: false,
  rows: [
    [{ type: "literal", value: "乙,\"b\"", "xml:lang": "zh" }, { type: "literal", value: "2", datatype: "http://www.w3.org/2001/XMLSchema#integer" }],
    [{ type: "literal", value: "a" }, undefined],
    [undefined, { type: "literal", value: "7", datatype: "http://www.w3.org/2001/XMLSchema#integer" }],
  ],
};

describe("answers", () => {
  test("their JSON is read as it was written", () => {
    expect(readAnswer(answerJson(ANSWER))).toEqual(ANSWER);
    expect(readAnswer(answerJson({ columns: [], rows: [], truth: false, graph: false })).truth).toBe(false);
  });

  test("CSV has bare values, order puts unbound cells first", () => {
    expect(answerCsv(ANSWER)).toBe('name,n\r\n"乙,""b""",2\r\na,\r\n,7\r\n');
    expect(ordered(ANSWER).rows.map((row) => row[0]?.value)).toEqual([undefined, "a", '乙,"b"']);
  });

  test("bars by name, lines by year", () => {
    const bars = drawing({ ...ANSWER, rows: ANSWER.rows.slice(0, 2) }, "t", ["name", "n"], "bar");
    expect(bars).toMatchObject({ kind: "bar", unit: "n", places: ['乙,"b"', "a"] });
    const year = (value: string): Answer["rows"][number] => [
      { type: "literal", value, datatype: "http://www.w3.org/2001/XMLSchema#gYear" },
      { type: "literal", value: "3", datatype: "http://www.w3.org/2001/XMLSchema#integer" },
    ];
    const lines = drawing({ columns: ["year", "n"], rows: [year("2020"), year("2019")], graph: false }, "t", ["year", "n"], "line");
    expect(lines?.series[0]?.points.map((point) => point.at)).toEqual(["2019", "2020"]);
    expect(drawing({ columns: ["n"], rows: [], graph: false }, "t", [], "bar")).toBeUndefined();
  });

  test("Turtle says the same triples", () => {
    const prefixes = { ex: "http://x/", xsd: "http://www.w3.org/2001/XMLSchema#" };
    const rows = ["a", "b"].map((name): Answer["rows"][number] => [
      { type: "uri", value: "http://x/s" },
      { type: "uri", value: "http://x/p" },
      { type: "literal", value: `${name}"\n\\`, "xml:lang": "zh" },
    ]);
    rows.push([{ type: "uri", value: "http://x/s/t" }, { type: "uri", value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" }, { type: "bnode", value: "b1" }]);
    const turtle = toTurtle(rows, prefixes);
    expect(turtle.startsWith("@prefix ex: <http://x/> .\n\nex:s\n    ex:p ")).toBe(true);
    const read = new oxigraph.Store();
    read.load(turtle, { format: "text/turtle" });
    expect(read.size).toBe(3);
    expect(read.match(null, oxigraph.namedNode("http://x/p"), oxigraph.literal('a"\n\\', "zh"), null)).toHaveLength(1);
  });
});

describe("faults", () => {
  const fault = (text: string): ReturnType<typeof readFault> => {
    try {
      store.query(`\n${text}`);
    } catch (error) {
      return readFault(String(error), 1);
    }
    throw new Error("read");
  };

  test("name the line of the reader's text", () => {
    expect(fault("SELECT * {\n ?s foo:p ?o }")).toMatchObject({ line: 2, prefix: true });
    expect(fault("SELECT * {\n ?s ?p ; } }")).toMatchObject({ line: 2, prefix: false });
    expect(fault("INSERT DATA {}").expected).toEqual(["CONSTRUCT"]);
  });
});

describe("what may be written next", () => {
  const known = {
    entries: [
      { short: "tvet:School", kind: "class" as const, name: { zh: "学校", en: "school" }, comment: { zh: "", en: "" }, uses: 3 },
      { short: "tvet:school", kind: "property" as const, name: { zh: "学校", en: "school" }, comment: { zh: "", en: "" }, uses: 9 },
    ],
    names: ["虚甲学校", "虚乙学院"],
  };
  const texts = (before: string): string[] => (suggest(before, `${before} ?school ?x`, known, { tvet: "t#" })?.suggestions ?? []).map((one) => one.text);

  test("by prefix, by label in either language, variables, names in quotes", () => {
    expect(texts("?s a tvet:sc")).toEqual(["tvet:School"]);
    expect(texts("?s 学")).toEqual(["tvet:School", "tvet:school"]);
    expect(texts("tv")).toEqual(["tvet:"]);
    expect(texts("?sc")).toEqual(["?school"]);
    expect(texts('FILTER(?x = "虚甲')).toEqual(["虚甲学校"]);
    expect(texts("# a comment tv")).toEqual([]);
  });

  test("the name that was meant", () => {
    expect(nearest("虚甲学效", known.names)).toEqual(["虚甲学校"]);
  });
});
