// What can be seen in SPARQL text without running it; works on tokens, as queries/syntax.py does, so
// that nothing inside a string, an IRI or a comment is mistaken for syntax.

export type TokenKind = "space" | "iri" | "string" | "variable" | "name" | "word" | "other";

/** A piece of the text; `depth` counts the braces and parentheses that are open before it. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly depth: number;
}

export type Form = "SELECT" | "ASK" | "CONSTRUCT" | "DESCRIBE";

/** Why a query is not sent to the engine. */
export type Refusal = "update" | "service" | "empty";

const WORD = "[\\p{L}\\p{M}\\p{N}_]";
// SPARQL 1.1, section 19.8: IRIREF, STRING_LITERAL*, VAR1/VAR2, PNAME; a comment counts as space.
const TOKEN = new RegExp(
  [
    "(?<space>\\s+|#[^\\n]*)",
    "(?<iri><[^<>\"{}|^`\\\\\\s]*>)",
    "(?<string>\"{3}(?:\"{0,2}(?:[^\"\\\\]|\\\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\\\]|\\\\.))*'{3}" +
      "|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*')",
    `(?<variable>[?$]${WORD}+)`,
    `(?<name>(?:\\p{L}[\\p{L}\\p{M}\\p{N}_.-]*)?:(?:[\\p{L}\\p{M}\\p{N}_:%-][\\p{L}\\p{M}\\p{N}_:%.-]*)?)`,
    `(?<word>${WORD}+)`,
    "(?<other>.)",
  ].join("|"),
  "gsu",
);
const FORMS = new Set<string>(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]);
const UPDATES = new Set(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"]);

/** Cut SPARQL text into tokens; joined again they are the text. */
export function tokens(text: string): Token[] {
  let depth = 0;
  return [...text.matchAll(TOKEN)].map((match) => {
    const kind = kindOf(match.groups ?? {});
    const piece = match[0];
    if (kind === "other" && ")}".includes(piece)) depth -= 1;
    const token = { kind, text: piece, start: match.index, depth };
    if (kind === "other" && "({".includes(piece)) depth += 1;
    return token;
  });
}

function kindOf(groups: Record<string, string | undefined>): TokenKind {
  return (Object.keys(groups).find((name) => groups[name] !== undefined) ?? "other") as TokenKind;
}

/** A question's text without the head that describes it. */
export function body(text: string): string {
  return text.replace(/^(?:#\+[^\n]*\n|\s*\n)*/, "");
}

/** The names that stand as ?_name in the text, in order of first use, without the _. */
export function parameters(text: string): string[] {
  const found = solid(text).filter((token) => token.kind === "variable" && token.text[1] === "_");
  return [...new Set(found.map((token) => token.text.slice(2)))].filter((name) => name !== "");
}

/** The variables of the text, without the ?, but for parameters. */
export function variables(text: string): string[] {
  const found = solid(text).filter((token) => token.kind === "variable" && token.text[1] !== "_");
  return [...new Set(found.map((token) => token.text.slice(1)))];
}

/** Whether the outermost query has an ORDER BY. */
export function isOrdered(text: string): boolean {
  return solid(text).some((token) => token.depth === 0 && isWord(token, "ORDER"));
}

/** The form of the query; undefined where none is named. */
export function form(text: string): Form | undefined {
  const word = solid(text).find((token) => token.kind === "word" && FORMS.has(token.text.toUpperCase()));
  return word?.text.toUpperCase() as Form | undefined;
}

/** Why a text must not be run here, and where that stands; undefined where it may be. */
export function refusal(text: string): { readonly why: Refusal; readonly at: number } | undefined {
  const found = solid(text);
  const service = found.find((token) => isWord(token, "SERVICE"));
  if (service) return { why: "service", at: service.start };
  const verb = found.find((token) => token.kind === "word" && /^(?!PREFIX$|BASE$)/i.test(token.text));
  if (!verb) return { why: "empty", at: 0 };
  return UPDATES.has(verb.text.toUpperCase()) ? { why: "update", at: verb.start } : undefined;
}

/** Declare known prefixes that the text uses and does not declare, all on one line before it. */
export function withPrefixes(text: string, known: Readonly<Record<string, string>>): string {
  const missing = undeclared(text).filter((prefix) => known[prefix] !== undefined);
  return missing.map((prefix) => `PREFIX ${prefix}: <${known[prefix]}>`).join(" ") + "\n" + text;
}

/** Prefixes that the text uses and does not declare, in alphabetical order, without the colon. */
export function undeclared(text: string): string[] {
  const found = solid(text);
  const declared = new Set(found.filter((_, i) => isWord(found[i - 1], "PREFIX")).map((token) => token.text));
  const used = found.filter((token) => token.kind === "name").map((token) => prefixOf(token.text));
  return [...new Set(used)].filter((prefix) => !declared.has(`${prefix}:`)).sort();
}

function prefixOf(name: string): string {
  return name.slice(0, name.indexOf(":"));
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === "word" && token.text.toUpperCase() === word;
}

function solid(text: string): Token[] {
  return tokens(text).filter((token) => token.kind !== "space");
}
