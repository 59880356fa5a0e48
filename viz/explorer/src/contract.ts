// What the parts of the page agree on: the data that Python hands over, and what a view is.
// Numbers such as `node` or `fact` are places in the arrays of the same name.

/** The same in both languages; `en` may be empty where there is no English. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Lang = "zh" | "en";
export type Theme = "light" | "dark";

// The first block: what is needed for the network and the search ---------------------------------

/** What a class of things is to the page. */
export type Role = "organisation" | "place" | "fact" | "thing";

export interface Class {
  /** Local name in the ontology, such as University. */
  readonly id: string;
  readonly name: Text;
  readonly comment: Text;
  readonly shape: Shape;
  readonly colour: string;
  readonly role: Role;
}

export type Shape =
  | "dot"
  | "square"
  | "diamond"
  | "triangle"
  | "triangleDown"
  | "hexagon"
  | "star";

/** A property of the direct layer, such as partnerOf. */
export interface Relation {
  readonly id: string;
  readonly name: Text;
  readonly directed: boolean;
  readonly colour: string;
  /** Ties organisations or places to one another, and so is shown at first. */
  readonly main: boolean;
}

/** A thing with a card: an organisation, a place, a major, or a fact that is a thing as well. */
export interface Node {
  readonly index: number;
  /** The IRI without the base, such as org/beijing-shi-shangye-xuexiao; names it in the hash. */
  readonly id: string;
  readonly class: number;
  readonly name: Text;
  /** The name in pinyin, where it has no English; a reading aid, not a name. */
  readonly reading: string;
  readonly aliases: readonly string[];
  /** Pinyin and initials. */
  readonly keys: readonly string[];
  /** Where it stands in the network; the same on every machine. */
  readonly x: number;
  readonly y: number;
  /** Number of distinct neighbours by main relations. */
  readonly degree: number;
  /** The place it lies in (district, province, country), a node; -1 where not known. */
  readonly place: number;
  /** Fields of study, for a major; numbers in `fields`. */
  readonly fields: readonly number[];
  /** Degrees of latitude and longitude, where known. */
  readonly at?: readonly [number, number];
}

export interface Edge {
  readonly index: number;
  readonly source: number;
  readonly target: number;
  readonly relation: number;
  /** The facts it stands on. */
  readonly facts: readonly number[];
  readonly years: readonly number[];
  /** Reports that state it. */
  readonly reports: readonly number[];
  /** Majors and places that its facts name, as nodes. */
  readonly majors: readonly number[];
  readonly places: readonly number[];
}

export interface Report {
  readonly id: string;
  readonly title: Text;
  readonly region: string;
  readonly level: Text;
  readonly dataYear: number;
  /** As far as known: year, month or day. */
  readonly issued: string;
}

export interface Meta {
  readonly title: Text;
  readonly version: string;
  readonly base: string;
  readonly reports: readonly Report[];
  readonly counts: {
    readonly organisations: number;
    readonly ties: number;
    readonly facts: number;
    readonly quads: number;
    /** Lines of the reports that facts were read from. */
    readonly lines: number;
  };
  /** Whether the build had the report texts, so that lines are quoted. */
  readonly quoted: boolean;
}

/** Something to try on the first screen, computed from the data; `hash` is where it leads. */
export interface Start {
  readonly title: Text;
  readonly text: Text;
  readonly hash: string;
}

export interface Network {
  readonly meta: Meta;
  readonly classes: readonly Class[];
  readonly relations: readonly Relation[];
  /** Fields of study; the Chinese names them in the hash. */
  readonly fields: readonly Text[];
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly starts: readonly Start[];
}

// The second block: all facts, with the lines they were read from --------------------------------

export interface Kind {
  /** Class of the facts in the ontology, such as Pipeline. */
  readonly id: string;
  readonly name: Text;
  readonly comment: Text;
}

export interface Property {
  /** IRI without the ontology's namespace (school, planned) or the base (dimension/…). */
  readonly id: string;
  readonly name: Text;
  /** Whether it is one of an observation's dimensions. */
  readonly dimension: boolean;
}

/** A concept, indicator, dimension's value or other thing that has a name but no card. */
export interface Word {
  readonly id: string;
  /** Local name of its class, such as Concept or Indicator. */
  readonly class: string;
  readonly name: Text;
}

/** A value of a cell: plain text (numbers and years as printed in RDF), or what it names. */
export type Value =
  | { readonly text: string }
  | { readonly node: number }
  | { readonly word: number }
  | { readonly part: Part };

export interface Cell {
  readonly property: number;
  readonly values: readonly Value[];
}

/** A part of a fact that has cells of its own: a stage of a pipeline, a named value. */
export interface Part {
  readonly class: string;
  readonly name: Text;
  readonly cells: readonly Cell[];
}

/** First and last line, counted from 1. */
export type Span = readonly [number, number];

export interface Fact {
  readonly index: number;
  /** The IRI without the base. */
  readonly id: string;
  readonly kind: number;
  readonly report: number;
  /** The fact as a sentence. */
  readonly label: Text;
  /** Table, case or section, as the report numbers it. */
  readonly where: string;
  /** The same to be shown. */
  readonly place: Text;
  readonly spans: readonly Span[];
  readonly pages: readonly number[];
  /** Word numbers of how it was read and how certain it is. */
  readonly method: number;
  readonly certainty: number;
  /** Cells in the order of their properties; printed forms of names left out. */
  readonly cells: readonly Cell[];
  /** Every node that it names, and the node that it is itself, if any. */
  readonly nodes: readonly number[];
}

/** A link from a node to an open register or a website, and why it is the same. */
export interface Link {
  readonly node: number;
  /** Wikidata, GeoNames, …; empty: a website. */
  readonly register: Text;
  readonly target: string;
  /** What it is called there; may be empty. */
  readonly label: string;
  readonly reason: Text;
  /** The same, nearly the same, succeeded by, …; empty: a website. */
  readonly relation: Text;
  /** From 0 to 1, as the link file says it; empty: a website. */
  readonly confidence: string;
}

export interface Facts {
  readonly kinds: readonly Kind[];
  readonly properties: readonly Property[];
  readonly words: readonly Word[];
  readonly facts: readonly Fact[];
  readonly links: readonly Link[];
  /** A text of the reports with its English, where the glossary knows all of it. */
  english(text: string): Text;
  /** Facts that name a node. */
  of(node: number): readonly Fact[];
  /** Property by id, such as school; undefined where no fact has it. */
  property(id: string): Property | undefined;
  /** Values of a fact's or part's property. */
  values(of: Fact | Part, property: string): readonly Value[];
  /** The words of a line, or undefined where the build had no text. */
  line(report: number, number: number): string | undefined;
}

// The other blocks -------------------------------------------------------------------------------

export interface QuestionParameter {
  readonly name: string;
  readonly type: "text" | "name" | "integer" | "year" | "iri";
  /** null: must be given; "": any. */
  readonly default: string | null;
}

/** A saved question: a .rq file of queries/. */
export interface Question {
  readonly name: string;
  readonly text: string;
  readonly summary: Text;
  readonly description: Text;
  readonly parameters: readonly QuestionParameter[];
  /** Who asks and what about: ids of tags. */
  readonly tags: readonly string[];
  /** Headings of the answer's columns, as far as the question tells. */
  readonly columns: readonly { readonly name: string; readonly heading: Text }[];
  /** The picture that suits the answer. */
  readonly picture: "table" | "bar" | "line" | "network" | "map" | "sankey" | "none";
}

export interface Questions {
  readonly tags: readonly { readonly id: string; readonly name: Text }[];
  readonly prefixes: Readonly<Record<string, string>>;
  readonly questions: readonly Question[];
}

/** Blocks packed as gzip in base64: the graph as TriG, and Oxigraph's WebAssembly. */
export type Packed = "quads" | "oxigraph";

export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

// The page ---------------------------------------------------------------------------------------

/** What the URL's hash says: #/view?key=value&…  A view owns the keys it uses, but not `card`. */
export interface State {
  readonly view: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What is handed to every view. */
export interface App {
  readonly network: Network;
  readonly state: State;
  readonly lang: Lang;
  readonly theme: Theme;

  /** All facts; the block is unpacked when first asked for. */
  facts(): Promise<Facts>;
  questions(): Promise<Questions>;
  /** A block of a view's own, packed as JSON by Python (viz/explorer_page.py). */
  json(name: string): Promise<unknown>;
  /** A packed block as it stands in the page (gzip in base64), to be handed to a worker. */
  packed(name: Packed): Promise<string>;

  /** The text in the language of the page, `{n}` replaced by a value, `{n:row|rows}` by its word. */
  say(text: Text, values?: Readonly<Record<string, string | number>>): string;
  /** A number as the language of the page writes it. */
  number(value: number): string;
  /** The node of an id. */
  node(id: string): Node | undefined;

  /**
   * Change keys of the hash; null removes one. The view's `update` follows. With `view`, go to
   * another view with these keys only. With `quiet`, no entry in the browser's history.
   */
  go(params: Readonly<Record<string, string | null>>, how?: { view?: string; quiet?: boolean }): void;
  /** Change keys of the hash without an update or an entry in the history: where one has scrolled to. */
  keep(params: Readonly<Record<string, string | null>>): void;
  /** Whether the page has a view of that id. */
  has(view: string): boolean;
  /** The hash of a state, for links: <a href>. */
  link(view: string, params?: Readonly<Record<string, string>>): string;
  /** Show the card of a node, beside whatever view is open. */
  card(node: number): void;
  /** Tell screen readers, politely. */
  announce(text: string): void;
}

/** What changed since a view was last drawn. */
export interface Change {
  readonly state: boolean;
  readonly lang: boolean;
  readonly theme: boolean;
}

/** A view while it is open. */
export interface Opened {
  /** Draw again after a change of hash, language or theme. */
  update(change: Change): void;
  /** Stop timers, workers and observers; the element is emptied by the page. */
  close(): void;
}

/** One tab of the page. A view keeps its strings and its style in its own folder. */
export interface View {
  /** Names the view in the hash. */
  readonly id: string;
  readonly name: Text;
  /** One sentence under the name, what one sees here. */
  readonly about: Text;
  /** Path data of an icon, drawn in a box of 24 by 24, stroked. */
  readonly icon: string;
  /** Whether there is anything to show; without it, always. */
  available?(network: Network): boolean;
  open(root: HTMLElement, app: App): Opened;
}
