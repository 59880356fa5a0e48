// SPARQL over the whole graph: saved questions and queries of one's own, answered in the page.

import type { App, Change, Opened, Question, Questions, View } from "../../contract";
import { h, put } from "../../page/h";
import { type Answer, ordered } from "./answer";
import { type Editor, makeEditor } from "./editor";
import { type Asked, engine, NoAnswer } from "./engine";
import { type Examples, examples, needsNetwork } from "./examples";
import { explained } from "./explain";
import { asked, form, unknownNames } from "./form";
import { packText, unpackText } from "./hash";
import { results } from "./results";
import "./sparql.css";
import { engineStatus } from "./status";
import { strings } from "./strings";
import { BadValue, term, withTerms } from "./terms";
import { body, form as formOf, isOrdered, refusal, undeclared, withPrefixes } from "./tokens";
import { vocabulary, type Vocabulary } from "./vocabulary";

export const sparql: View = {
  id: "sparql",
  name: strings.name,
  about: strings.about,
  icon: "M8 7 3 12l5 5M16 7l5 5-5 5M13.500 5l-3 14",
  open: (root, app) => new SparqlView(root, app),
};

const VALUE = "v.";
const START = "SELECT ?class (COUNT(?thing) AS ?things)\nWHERE {\n  ?thing a ?class .\n}\nGROUP BY ?class\nORDER BY DESC(?things)\n";

class SparqlView implements Opened {
  readonly #root: HTMLElement;
  readonly #app: App;
  readonly #status = h("div", { class: "engine-status", role: "status" });
  readonly #about = h("header", { class: "about-question" });
  readonly #fields = h("div", {});
  readonly #fault = h("p", { class: "fault", role: "alert", hidden: true });
  readonly #answer = h("section", { class: "answer", "aria-live": "off" });
  readonly #buttons = h("div", { class: "bar" });
  #questions: Questions | undefined;
  #question: Question | undefined;
  #examples: Examples | undefined;
  #editor: Editor | undefined;
  #words: Vocabulary | undefined;
  #values = new Map<string, string>();
  #parameters = "";
  #written = "";
  #shown: { answer: Answer; ms: number } | undefined;
  #stopResults: () => void = () => undefined;
  #way: string | undefined;
  /** Counts the runs, so that an answer that comes late is known. */
  #turn = 0;
  #asking = false;
  #running = false;
  #closed = false;
  readonly #deaf: () => void;

  constructor(root: HTMLElement, app: App) {
    this.#root = root;
    this.#app = app;
    this.#deaf = engine.listen(() => this.#drawStatus());
    put(root, h("p", { class: "empty" }, app.say(strings.loadingStart)));
    void app.questions().then((questions) => {
      if (this.#closed) return;
      this.#questions = questions;
      this.#build();
      void this.#follow();
    });
  }

  update(change: Change): void {
    if (!this.#questions) return;
    if (change.lang) {
      const text = this.#editor?.text() ?? "";
      this.#build(text);
      this.#drawAnswer();
    }
    if (change.state) void this.#follow();
  }

  close(): void {
    this.#closed = true;
    this.#deaf();
    this.#stopResults();
    this.#editor?.close();
    if (engine.busy || engine.state.kind === "loading") engine.stop();
  }

  get #prefixes(): Readonly<Record<string, string>> {
    return this.#questions?.prefixes ?? {};
  }

  #build(text = ""): void {
    const app = this.#app;
    const questions = this.#questions as Questions;
    this.#editor?.close();
    this.#editor = makeEditor(app, {
      text,
      prefixes: this.#prefixes,
      vocabulary: () => this.#words,
      run: () => void this.#run(),
      changed: () => this.#drawFields(),
    });
    this.#examples = examples(app, questions, (question) => this.#pick(question));
    this.#examples.choose(this.#question?.name ?? "");
    this.#parameters = "";
    this.#drawAbout();
    put(
      this.#root,
      h(
        "div",
        { class: "sparql-page" },
        h("details", { class: "examples", open: innerWidth > 900 }, h("summary", {}, app.say(strings.questions)), this.#examples.element),
        h(
          "div",
          { class: "work" },
          h("div", { class: "panel ask" }, this.#about, this.#editor.element, this.#fault, this.#fields, this.#buttons, this.#status),
          this.#answer,
        ),
      ),
    );
    this.#drawFields();
    this.#drawButtons();
    this.#drawStatus();
  }

  /** Show what the hash says, and run it, unless it is what stands there. */
  async #follow(): Promise<void> {
    const { params } = this.#app.state;
    const key = stateKey(params);
    if (key === this.#written) {
      if (params["show"] !== this.#way) this.#drawAnswer();
      return;
    }
    this.#written = key;
    this.#halt();
    const named = this.#questions?.questions.find((one) => one.name === params["ask"]);
    const packed = params["q"];
    const own = packed === undefined ? undefined : await unpackText(packed);
    if (this.#closed || this.#written !== key) return;
    if (own === undefined && !named) {
      this.#pick(this.#first(), true);
      return;
    }
    this.#question = named;
    this.#values = new Map(
      Object.entries(params).flatMap(([name, value]) => (name.startsWith(VALUE) ? [[name.slice(VALUE.length), value]] : [])),
    );
    this.#show(own ?? (named ? body(named.text) : START));
    await this.#run(true);
  }

  /** A question that needs nothing and makes a picture, if there is one. */
  #first(): Question | undefined {
    const free = (this.#questions?.questions ?? []).filter(
      (one) => one.parameters.every((parameter) => parameter.default !== null) && !needsNetwork(one),
    );
    return free.find((one) => one.picture === "bar") ?? free[0];
  }

  #pick(question: Question | undefined, quiet = false): void {
    this.#halt();
    this.#question = question;
    this.#values = new Map();
    this.#show(question ? body(question.text) : START);
    const ready = asked(this.#editor?.text() ?? "", question).every((one) => one.default !== null);
    if (ready) void this.#run(quiet);
    else void this.#write(quiet);
    if (!quiet && innerWidth <= 900) this.#root.querySelector("details.examples")?.removeAttribute("open");
  }

  /** Stop what runs for what stood there before. */
  #halt(): void {
    this.#turn += 1;
    if (this.#asking) engine.stop();
    this.#asking = false;
    this.#running = false;
  }

  #show(text: string): void {
    this.#editor?.setText(text);
    this.#drawAbout();
    this.#examples?.choose(this.#question?.name ?? "");
    this.#parameters = "";
    this.#drawFields();
    this.#shown = undefined;
    this.#drawAnswer();
    this.#drawButtons();
    this.#drawStatus();
    this.#say("");
  }

  async #write(quiet = false): Promise<void> {
    const text = this.#editor?.text() ?? "";
    const saved = this.#isSaved(text);
    const packed = saved ? null : await packText(text);
    const before = Object.keys(this.#app.state.params).filter((name) => name.startsWith(VALUE));
    const params: Record<string, string | null> = Object.fromEntries(before.map((name) => [name, null]));
    for (const [name, value] of this.#values) if (value !== "") params[VALUE + name] = value;
    const next = { ...params, ask: this.#question?.name ?? null, q: packed };
    if (this.#closed) return;
    const merged: Record<string, string> = { ...this.#app.state.params };
    for (const [name, value] of Object.entries(next)) if (value === null) delete merged[name]; else merged[name] = value;
    if (stateKey(merged) === this.#written) return;
    this.#written = stateKey(merged);
    this.#app.go({ ...next, show: null, order: null }, { quiet });
  }

  /** Run what stands in the editor; the newest query wins over one that still runs. */
  async #run(quiet = false): Promise<void> {
    const turn = ++this.#turn;
    if (this.#asking) engine.stop();
    const text = this.#editor?.text() ?? "";
    this.#say("");
    await this.#write(quiet);
    const finished = turn === this.#turn ? this.#finished(text) : undefined;
    if (finished === undefined) return;
    this.#running = true;
    this.#shown = undefined;
    this.#drawAnswer();
    this.#drawButtons();
    try {
      const asked = await this.#ask(text, finished, turn);
      if (asked && turn === this.#turn) this.#found(text, asked);
    } catch (error) {
      if (turn === this.#turn && !this.#closed) this.#explain(error);
    }
    if (turn !== this.#turn || this.#closed) return;
    this.#running = false;
    this.#drawButtons();
    this.#drawStatus();
  }

  async #ask(text: string, finished: string, turn: number): Promise<Asked | undefined> {
    await engine.start(this.#app);
    if (turn !== this.#turn || this.#closed) return undefined;
    this.#asking = true;
    try {
      return await engine.ask(this.#app, finished, ["CONSTRUCT", "DESCRIBE"].includes(formOf(text) ?? ""));
    } finally {
      if (turn === this.#turn) this.#asking = false;
    }
  }

  #found(text: string, { answer, ms }: Asked): void {
    if (this.#closed) return;
    this.#shown = { answer: isOrdered(text) ? answer : ordered(answer), ms };
    this.#drawAnswer();
    this.#app.announce(`${this.#app.say(strings.results)}: ${this.#app.number(answer.rows.length)}`);
    this.#learn();
  }

  /** The text with prefixes and values; undefined, and why is said, where it cannot be run. */
  #finished(text: string): string | undefined {
    const app = this.#app;
    const refused = refusal(text);
    if (refused) {
      this.#say(app.say(strings[refused.why]), text.slice(0, refused.at).split("\n").length);
      return undefined;
    }
    try {
      const told = asked(text, this.#question);
      const terms = new Map(told.map((one) => [one.name, term(one, this.#values.get(one.name))]));
      return withPrefixes(withTerms(text, terms), this.#prefixes);
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      this.#say(app.say(strings[error.why], { name: error.parameter }));
      this.#fields.querySelector<HTMLInputElement>(`[name="${CSS.escape(error.parameter)}"]`)?.focus();
      return undefined;
    }
  }

  #explain(error: unknown): void {
    const { said, line } = explained(this.#app, error, this.#editor?.text() ?? "");
    this.#say(said, line);
    if (error instanceof NoAnswer && error.stopped) engine.start(this.#app).catch(() => undefined);
  }

  #say(text: string, line = 0): void {
    this.#fault.hidden = text === "";
    put(this.#fault, text);
    this.#editor?.mark(line);
  }

  /** Read the vocabulary once there is nothing else to do. */
  #learn(): void {
    if (this.#words) return;
    vocabulary(this.#app, this.#prefixes).then(
      (words) => {
        this.#words = words;
        if (!this.#closed) this.#drawNames();
      },
      () => undefined, // Completion then offers less.
    );
  }

  #isSaved(text: string): boolean {
    return this.#question !== undefined && body(this.#question.text) === text;
  }

  #drawAbout(): void {
    const app = this.#app;
    const question = this.#question;
    put(
      this.#about,
      h("h1", {}, app.say(question?.summary ?? strings.own)),
      h("p", { class: "lead" }, app.say(question?.description ?? strings.ownAbout)),
    );
  }

  /** What a parameter is called: as the column of that name, where there is one. */
  #label(name: string): string {
    const column = this.#question?.columns.find((one) => one.name === name);
    return column ? this.#app.say(column.heading) : name;
  }

  #drawFields(): void {
    const app = this.#app;
    const told = asked(this.#editor?.text() ?? "", this.#question);
    const key = JSON.stringify([app.lang, this.#question?.name, told]);
    if (key !== this.#parameters) {
      this.#parameters = key;
      put(
        this.#fields,
        form(app, told, this.#values, {
          set: (name, value) => this.#values.set(name, value),
          run: () => void this.#run(),
          names: () => this.#words?.names ?? [],
          label: (name) => this.#label(name),
        }),
      );
    }
    if (this.#editor && this.#questions) this.#drawButtons();
  }

  #drawButtons(): void {
    const app = this.#app;
    const changed = this.#question !== undefined && !this.#isSaved(this.#editor?.text() ?? "");
    const focused = this.#buttons.contains(document.activeElement);
    put(
      this.#buttons,
      this.#running
        ? h("button", { type: "button", class: "main stop", onclick: () => engine.stop() }, app.say(strings.stop))
        : h("button", { type: "button", class: "main run", onclick: () => void this.#run() }, app.say(strings.run)),
      h("button", { type: "button", onclick: () => this.#insertPrefixes() }, app.say(strings.prefixes)),
      changed && h("button", { type: "button", onclick: () => this.#pick(this.#question) }, app.say(strings.back)),
      h("small", { class: "faint keys" }, app.say(strings.keys)),
    );
    if (focused) this.#buttons.querySelector("button")?.focus();
  }

  #insertPrefixes(): void {
    const text = this.#editor?.text() ?? "";
    const used = undeclared(text).filter((prefix) => this.#prefixes[prefix] !== undefined);
    const declared = new Set([...text.matchAll(/PREFIX\s+([\w-]*):/gi)].map((match) => match[1]));
    const wanted = used.length > 0 ? used : Object.keys(this.#prefixes).filter((prefix) => !declared.has(prefix)).sort();
    if (wanted.length === 0) return;
    const lines = wanted.map((prefix) => `PREFIX ${prefix}: <${this.#prefixes[prefix]}>\n`);
    this.#editor?.setText(lines.join("") + (/^\s*PREFIX/i.test(text) ? "" : "\n") + text);
    this.#editor?.focus();
  }

  #drawStatus(): void {
    put(this.#status, engineStatus(this.#app, this.#running));
  }

  #drawAnswer(): void {
    this.#stopResults();
    this.#stopResults = () => undefined;
    this.#way = this.#app.state.params["show"];
    if (!this.#shown) {
      put(this.#answer);
      return;
    }
    const shown = { ...this.#shown, question: this.#question, prefixes: this.#prefixes };
    this.#stopResults = results(this.#answer, this.#app, shown, (show) => this.#app.go({ show }, { quiet: true }));
    this.#drawNames();
  }

  /** Say so where nothing was found because nothing bears a name that was given. */
  #drawNames(): void {
    this.#answer.querySelectorAll(".no-name").forEach((one) => one.remove());
    const nothing = this.#shown?.answer.rows.length === 0 && this.#shown.answer.truth === undefined;
    if (!this.#words || !nothing) return;
    const told = asked(this.#editor?.text() ?? "", this.#question);
    this.#answer.append(...unknownNames(this.#app, told, this.#values, this.#words.names, (name, value) => this.#use(name, value)));
  }

  #use(name: string, value: string): void {
    this.#values.set(name, value);
    this.#parameters = "";
    this.#drawFields();
    void this.#run();
  }
}

/** What of the hash makes the query; the card and the way of showing do not. */
function stateKey(params: Readonly<Record<string, string>>): string {
  const used = Object.keys(params).filter((name) => name === "ask" || name === "q" || name.startsWith(VALUE));
  return JSON.stringify(used.sort().map((name) => [name, params[name]]));
}
