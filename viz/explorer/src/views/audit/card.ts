// One finding: both statements side by side with their lines, the arithmetic, cause and suggestion.

import type { App, Facts, Text } from "../../contract";
import { linesSaid, nodeLink } from "../../card/fact";
import { type Child, h } from "../../page/h";
import type { Audit, Finding, Statement } from "./finding";
import { strings } from "./strings";
import { kept, markValue } from "./value";

const QUOTED = 6;
const SIDES = 4;

export function findingCard(app: App, facts: Facts, audit: Audit, finding: Finding): HTMLElement {
  const severity = audit.severities[finding.severity];
  const rule = audit.rules[finding.rule];
  const sides = finding.statements.map((it, i) => side(app, facts, finding, it, i === 0 && finding.statements.length > 1));
  const rest = sides.slice(SIDES);
  return h(
    "article",
    { class: `panel finding ${severity?.id ?? ""}`, id: finding.id, "data-finding": finding.id },
    h(
      "header",
      {},
      severity && h("span", { class: "badge" }, app.say(severity.name)),
      h("h3", {}, rule ? app.say(rule.name) : ""),
      h("a", { class: "small", href: app.link("contradictions", { id: finding.id }) }, app.say(strings.link)),
    ),
    h("p", {}, app.say(finding.message)),
    h("p", { class: "sum", title: chinese(app, finding.arithmetic) }, app.say(finding.arithmetic)),
    finding.expected.zh !== "" &&
      h(
        "dl",
        { class: "pair" },
        h("div", { class: "wrong" }, h("dt", {}, app.say(strings.found)), h("dd", {}, app.say(finding.found))),
        h("div", { class: "right" }, h("dt", {}, app.say(strings.expected)), h("dd", {}, app.say(finding.expected))),
      ),
    h("div", { class: "sides" }, sides.slice(0, SIDES)),
    rest.length > 0 && h("details", {}, h("summary", {}, app.say(strings.others, { n: rest.length })), h("div", { class: "sides" }, rest)),
    advice(app, facts, finding),
  );
}

function side(app: App, facts: Facts, finding: Finding, statement: Statement, doubted: boolean): HTMLElement {
  const fact = facts.facts[statement.fact];
  const report = reportOf(facts, finding, statement);
  const place = fact && facts.kinds[fact.kind]?.id === "Observation" && app.has("figures") ? `${app.network.meta.reports[fact.report]?.id}/${fact.where}` : "";
  return h(
    "section",
    { class: doubted ? "side doubted" : "side" },
    h("h4", { title: chinese(app, statement.name) }, app.say(statement.name), doubted && h("span", { class: "doubt" }, app.say(strings.doubt))),
    h("p", { class: "value", title: chinese(app, statement.printed) }, app.say(statement.printed)),
    h("p", { class: "faint small" }, where(app, report, statement)),
    quote(app, facts, report, statement),
    place !== "" && h("a", { class: "small", href: app.link("figures", { at: place }) }, app.say(strings.figures)),
  );
}

/** What a reader of English may want to see of a text that is told in English. */
function chinese(app: App, text: Text): string | null {
  return app.lang === "en" && text.en ? text.zh : null;
}

/** The report a statement stands in; -1 where it is not known which of several. */
export function reportOf(facts: Facts, finding: Finding, statement: Statement): number {
  return facts.facts[statement.fact]?.report ?? (finding.reports.length === 1 ? (finding.reports[0] ?? -1) : -1);
}

export function linesOf(statement: Statement): string {
  return statement.spans.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");
}

function where(app: App, report: number, statement: Statement): string {
  const title = app.say(app.network.meta.reports[report]?.title ?? { zh: "", en: "" });
  return app.say(strings.line, { report: title, where: app.say(statement.place), lines: linesSaid(app, statement.spans) }).replace(/^[，, ]+/, "");
}

function quote(app: App, facts: Facts, report: number, statement: Statement): HTMLElement {
  if (!app.network.meta.quoted) return h("p", { class: "faint small" }, app.say(strings.unquoted));
  const lines = statement.spans
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
    .map((number) => ({ number, text: facts.line(report, number) ?? "" }))
    .filter(({ text }) => text.trim());
  if (lines.length === 0) return h("p", { class: "faint small" }, app.say(strings.unread));
  const marked = markValue(lines.map(({ text }) => text), statement.printed.zh);
  const chosen = kept(marked, QUOTED);
  return h(
    "blockquote",
    { class: "quote", lang: "zh-CN" },
    chosen.map((i) =>
      h(
        "p",
        {},
        h("span", { class: "line-number", "aria-hidden": "true" }, lines[i]?.number ?? ""),
        h("span", {}, (marked[i] ?? []).map(({ text, marked }): Child => (marked ? h("mark", {}, text) : text))),
      ),
    ),
    lines.length > chosen.length && h("p", { class: "faint" }, app.say(strings.longer, { n: lines.length - chosen.length })),
  );
}

function advice(app: App, facts: Facts, finding: Finding): HTMLElement | null {
  const row = (name: { zh: string; en: string }, value: Child | readonly Child[]): HTMLElement =>
    h("div", {}, h("dt", {}, app.say(name)), h("dd", {}, value));
  const { classes, nodes } = app.network;
  const named = [...new Set(finding.statements.flatMap(({ fact }) => facts.facts[fact]?.nodes ?? []))].filter(
    (node) => classes[nodes[node]?.class ?? -1]?.role === "organisation",
  );
  const rows = [
    ...(finding.cause.zh ? [row(strings.cause, app.say(finding.cause))] : []),
    ...(finding.suggestion.zh ? [row(strings.suggestion, app.say(finding.suggestion))] : []),
    ...(named.length > 0 ? [row(strings.about2, named.flatMap((node, i) => [i > 0 && " · ", nodeLink(app, node)]))] : []),
  ];
  return rows.length > 0 ? h("dl", { class: "advice" }, rows) : null;
}
