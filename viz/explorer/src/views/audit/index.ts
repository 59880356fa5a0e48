// The audit: figures that contradict each other, and the checks that hold.

import type { App, Change, Facts, Opened, View } from "../../contract";
import { table, type TableRow } from "../../parts/table";
import { type Child, h, put } from "../../page/h";
import { contentKey } from "../../page/hash";
import "./audit.css";
import { findingCard, linesOf, reportOf } from "./card";
import { type Asked, type Audit, counted, figures, type Finding, fits, type RawAudit, readAudit } from "./finding";
import { strings } from "./strings";

export const contradictions: View = {
  id: "contradictions",
  name: strings.name,
  about: strings.about,
  icon: "M12 4L2.500 20h19zM12 10v4M12 17v.2",
  open: (root, app) => new AuditView(root, app),
};

const STEP = 20;
const LONG = 90;
const PASSED = "passed";

class AuditView implements Opened {
  readonly #root: HTMLElement;
  readonly #app: App;
  #facts: Facts | undefined;
  #audit: Audit | undefined;
  #shown = STEP;
  #led = "";
  /** What of the hash was drawn last. */
  #drawn = "";
  #closed = false;

  constructor(root: HTMLElement, app: App) {
    this.#root = root;
    this.#app = app;
    put(root, h("p", { class: "empty" }, app.say(strings.loading)));
    void Promise.all([app.facts(), app.json("audit")]).then(([facts, raw]) => {
      if (this.#closed) return;
      this.#facts = facts;
      this.#audit = readAudit(raw as RawAudit);
      this.#draw();
    });
  }

  update(change: Change): void {
    if (!this.#facts) return;
    if (change.lang || contentKey(this.#app.state.params) !== this.#drawn) this.#draw();
  }

  close(): void {
    this.#closed = true;
  }

  #asked(audit: Audit): Asked {
    const { params } = this.#app.state;
    const number = (among: readonly { id: string }[], id: string | undefined): number | undefined =>
      id === undefined ? undefined : among.findIndex((one) => one.id === id);
    const severity = params["severity"] === PASSED ? undefined : params["severity"];
    return {
      severity: number(audit.severities, severity),
      rule: number(audit.rules, params["rule"]),
      report: number(this.#app.network.meta.reports, params["report"]),
    };
  }

  #draw(): void {
    const app = this.#app;
    const [facts, audit] = [this.#facts, this.#audit];
    if (!facts || !audit) return;
    if (audit.findings.length + audit.checks.length === 0) return put(this.#root, h("p", { class: "empty" }, app.say(strings.empty)));
    this.#drawn = contentKey(app.state.params);
    const focus = this.#root.contains(document.activeElement) ? document.activeElement?.getAttribute("name") : null;
    const asked = this.#asked(audit);
    const passed = app.state.params["severity"] === PASSED;
    const found = (passed ? audit.checks : audit.findings).filter((one) => fits(one, asked));
    const counts = { found: audit.findings.length, checks: audit.checks.length, figures: app.number(figures(audit.checks)) };
    put(
      this.#root,
      h(
        "div",
        { class: "page" },
        h("header", {}, h("h1", {}, app.say(strings.name)), h("p", { class: "lead" }, app.say(strings.lead, counts))),
        this.#filters(audit, asked, passed),
        passed ? this.#checks(facts, audit, found) : this.#findings(facts, audit, found),
        this.#rules(audit),
      ),
    );
    if (focus) this.#root.querySelector<HTMLElement>(`[name="${CSS.escape(focus)}"]`)?.focus();
    this.#lead();
  }

  /** Come to the finding that the address names, once. */
  #lead(): void {
    const id = this.#app.state.params["id"] ?? "";
    if (id === this.#led) return;
    this.#led = id;
    const card = id ? this.#root.querySelector(`[data-finding="${CSS.escape(id)}"]`) : null;
    card?.scrollIntoView({ block: "start" });
  }

  #filters(audit: Audit, asked: Asked, passed: boolean): HTMLElement {
    const app = this.#app;
    const rest = (without: keyof Asked): Finding[] => (passed ? audit.checks : audit.findings).filter((one) => fits(one, { ...asked, [without]: undefined }));
    const bySeverity = counted(audit.findings.filter((one) => fits(one, { ...asked, severity: undefined })), ({ severity }) => [severity]);
    const all = [...bySeverity.values()].reduce((sum, n) => sum + n, 0);
    const holding = audit.checks.filter((one) => fits(one, { ...asked, severity: undefined })).length;
    const chip = (value: string | null, text: string, count: number): HTMLElement =>
      h(
        "button",
        { type: "button", class: `chip ${value ?? "all"}`, name: `severity-${value ?? ""}`, "aria-pressed": String((app.state.params["severity"] ?? null) === value), onclick: () => this.#go({ severity: value }) },
        `${text} ${count}`,
      );
    return h(
      "div",
      { class: "bar filters" },
      h(
        "div",
        { class: "chips", role: "group", "aria-label": app.say(strings.severity) },
        chip(null, `${app.say(strings.all)}`, all),
        audit.severities.map(({ id, name }, i) => chip(id, app.say(name), bySeverity.get(i) ?? 0)),
        chip(PASSED, app.say(strings.passed), holding),
      ),
      this.#select("rule", strings.rule, audit.rules, counted(rest("rule"), ({ rule }) => [rule]), rest("rule").length),
      this.#select(
        "report",
        strings.report,
        app.network.meta.reports.map(({ id, title }) => ({ id, name: title })),
        counted(rest("report"), ({ reports }) => reports),
        rest("report").length,
      ),
    );
  }

  #go(params: Readonly<Record<string, string | null>>): void {
    this.#shown = STEP;
    this.#app.go({ id: null, ...params });
  }

  #select(key: string, label: { zh: string; en: string }, among: readonly { id: string; name: { zh: string; en: string } }[], counts: Map<number, number>, all: number): HTMLElement {
    const app = this.#app;
    const chosen = app.state.params[key] ?? "";
    return h(
      "label",
      { class: "field" },
      h("span", {}, app.say(label)),
      h(
        "select",
        { name: key, onchange: (event: Event) => this.#go({ [key]: (event.target as HTMLSelectElement).value || null }) },
        h("option", { value: "" }, app.say(strings.any, { n: all })),
        among.map(({ id, name }, i) =>
          counts.has(i) || id === chosen ? h("option", { value: id, selected: id === chosen }, app.say(strings.option, { name: app.say(name), n: counts.get(i) ?? 0 })) : null,
        ),
      ),
    );
  }

  #findings(facts: Facts, audit: Audit, found: readonly Finding[]): Child[] {
    const app = this.#app;
    const count = app.say(strings.shown, { n: found.length });
    app.announce(count);
    if (found.length === 0) return [h("p", { class: "empty" }, app.say(strings.none))];
    const wanted = found.findIndex(({ id }) => id === app.state.params["id"]);
    this.#shown = Math.max(this.#shown, wanted + 1);
    const more = Math.min(STEP, found.length - this.#shown);
    const again = (): void => {
      this.#shown += STEP;
      this.#draw();
    };
    return [
      h("h2", { class: "count" }, count),
      h("div", { class: "findings" }, found.slice(0, this.#shown).map((one) => findingCard(app, facts, audit, one))),
      more > 0 && h("button", { type: "button", name: "more", onclick: again }, app.say(strings.more, { n: more })),
      this.#list(facts, audit, found),
    ];
  }

  #list(facts: Facts, audit: Audit, found: readonly Finding[]): HTMLElement {
    const app = this.#app;
    const names = [strings.severity, strings.rule, strings.what, strings.found, strings.expected, strings.arithmetic, strings.report, strings.where, strings.lines, strings.cause, strings.suggestion, strings.id];
    const distinct = (texts: readonly string[]): string => [...new Set(texts)].join("; ");
    return table(app, {
      caption: app.say(strings.table),
      file: app.say(strings.file),
      columns: names.map((name) => ({ name })),
      rows: found.map((one): TableRow => {
        const { statements: cited } = one;
        return [
          app.say(audit.severities[one.severity]?.name ?? { zh: "", en: "" }),
          app.say(audit.rules[one.rule]?.name ?? { zh: "", en: "" }),
          app.say(one.message),
          app.say(one.found),
          app.say(one.expected),
          app.say(one.arithmetic),
          distinct(cited.map((it) => this.#report(reportOf(facts, one, it)))),
          distinct(cited.map(({ place }) => app.say(place))),
          distinct(cited.map(linesOf)),
          app.say(one.cause),
          app.say(one.suggestion),
          { value: one.id, shown: () => h("a", { href: app.link("contradictions", { id: one.id }) }, one.id) },
        ];
      }),
    });
  }

  #report(number: number): string {
    return this.#app.say(this.#app.network.meta.reports[number]?.title ?? { zh: "", en: "" });
  }

  /** What was checked and holds; each opens to its arithmetic and its figures. */
  #checks(facts: Facts, audit: Audit, found: readonly Finding[]): Child[] {
    const app = this.#app;
    const opened = (one: Finding): HTMLElement =>
      h(
        "details",
        {},
        h("summary", {}, app.say(one.message)),
        h("ul", { class: "sum" }, app.say(one.arithmetic).split("; ").map((text) => h("li", {}, text))),
        h("ul", { class: "cited" }, one.statements.map((it) => h("li", {}, `${app.say(it.name)} = ${app.say(it.printed)}`, h("small", { class: "faint" }, ` ${app.say(it.place)} · ${linesOf(it)}`)))),
      );
    return [
      h("h2", { class: "count" }, app.say(strings.shownChecks, { n: found.length })),
      table(app, {
        caption: app.say(strings.passed),
        file: app.say(strings.checksFile),
        columns: [{ name: strings.rule }, { name: strings.what }, { name: strings.count, numeric: true }, { name: strings.report }, { name: strings.arithmetic }],
        rows: found.map((one): TableRow => [
          app.say(audit.rules[one.rule]?.name ?? { zh: "", en: "" }),
          { value: app.say(one.message), shown: () => opened(one) },
          one.statements.length,
          [...new Set(one.statements.map((it) => this.#report(reportOf(facts, one, it))))].join("; "),
          { value: app.say(one.arithmetic), shown: () => cut(app.say(one.arithmetic)) },
        ]),
      }),
    ];
  }

  #rules(audit: Audit): HTMLElement {
    const app = this.#app;
    const wrong = counted(audit.findings, ({ rule }) => [rule]);
    const right = counted(audit.checks, ({ rule }) => [rule]);
    const of = (rule: number): Finding[] => [...audit.findings, ...audit.checks].filter((one) => one.rule === rule);
    return table(app, {
      caption: app.say(strings.rules),
      file: app.say(strings.fileRules),
      key: "order2",
      columns: [{ name: strings.rule }, { name: strings.contradictions, numeric: true }, { name: strings.passed, numeric: true }, { name: strings.count, numeric: true }],
      rows: audit.rules.map(({ id, name }, i): TableRow => [
        { value: app.say(name), shown: () => h("a", { href: app.link("contradictions", wrong.has(i) ? { rule: id } : { rule: id, severity: PASSED }) }, app.say(name)) },
        wrong.get(i) ?? 0,
        right.get(i) ?? 0,
        figures(of(i)),
      ]),
      sorted: { column: 1, down: true },
    });
  }
}

/** A sum as far as a cell has room for it. */
function cut(sum: string): string {
  return sum.length > LONG ? `${sum.slice(0, LONG)}…` : sum;
}
