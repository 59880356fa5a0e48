// What the audit found as plain records, and which of it a reader wants to see. Knows no page.

import type { Text } from "../../contract";

export interface Named {
  readonly id: string;
  readonly name: Text;
}

/** A figure that a finding cites; `fact` is -1 for what was read in the text alone. */
export interface Statement {
  readonly name: Text;
  readonly printed: Text;
  readonly where: string;
  readonly place: Text;
  readonly spans: readonly (readonly [first: number, last: number])[];
  readonly fact: number;
}

/** Something that does not hold, or, without a severity, something that was checked and does. */
export interface Finding {
  readonly id: string;
  /** Number of the severity; -1 where it holds. */
  readonly severity: number;
  readonly rule: number;
  readonly reports: readonly number[];
  readonly arithmetic: Text;
  readonly expected: Text;
  readonly found: Text;
  readonly title: Text;
  readonly message: Text;
  readonly cause: Text;
  readonly suggestion: Text;
  /** The figure in doubt first, where one is. */
  readonly statements: readonly Statement[];
}

export interface Audit {
  readonly rules: readonly Named[];
  /** Gravest first. */
  readonly severities: readonly Named[];
  readonly findings: readonly Finding[];
  readonly checks: readonly Finding[];
}

type RawNamed = [id: string, zh: string, en: string];

export interface RawAudit {
  rules: RawNamed[];
  severities: RawNamed[];
  findings: [
    id: string,
    severity: number,
    rule: number,
    reports: number[],
    arithmetic: string,
    expected: string,
    found: string,
    zh: string,
    en: string,
    messageZh: string,
    messageEn: string,
    causeZh: string,
    causeEn: string,
    suggestionZh: string,
    suggestionEn: string,
    statements: [name: string, printed: string, where: string, spans: number[], fact: number][],
  ][];
  /** Sums, values, names and places in English, as far as they are known. */
  english: Record<string, string>;
}

export function readAudit(raw: RawAudit): Audit {
  const text = (zh: string): Text => ({ zh, en: raw.english[zh] ?? "" });
  const all = raw.findings.map((row): Finding => {
    const [id, severity, rule, reports, arithmetic, expected, found, zh, en, zh2, en2, zh3, en3, zh4, en4, statements] = row;
    return {
      ...{ id, severity, rule, reports },
      ...{ arithmetic: text(arithmetic), expected: text(expected), found: text(found) },
      title: { zh, en },
      message: { zh: zh2, en: en2 },
      cause: { zh: zh3, en: en3 },
      suggestion: { zh: zh4, en: en4 },
      statements: statements.map(([name, printed, where, flat, fact]) => {
        return { name: text(name), printed: text(printed), where, place: text(where), spans: pairs(flat), fact };
      }),
    };
  });
  const named = ([id, zh, en]: RawNamed): Named => ({ id, name: { zh, en } });
  return {
    rules: raw.rules.map(named),
    severities: raw.severities.map(named),
    findings: all.filter(({ severity }) => severity >= 0),
    checks: all.filter(({ severity }) => severity < 0),
  };
}

function pairs(flat: readonly number[]): [number, number][] {
  return flat.flatMap((first, i): [number, number][] => (i % 2 ? [] : [[first, flat[i + 1] ?? first]]));
}

/** What a reader asked for; what is undefined may be anything. */
export interface Asked {
  readonly severity?: number | undefined;
  readonly rule?: number | undefined;
  readonly report?: number | undefined;
}

export function fits(finding: Finding, asked: Asked): boolean {
  return (
    (asked.severity === undefined || finding.severity === asked.severity) &&
    (asked.rule === undefined || finding.rule === asked.rule) &&
    (asked.report === undefined || finding.reports.includes(asked.report))
  );
}

/** Count by what `of` gives. */
export function counted(findings: readonly Finding[], of: (finding: Finding) => readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const one of findings) for (const key of of(one)) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

/** How many different figures are cited. */
export function figures(findings: readonly Finding[]): number {
  const cited = findings.flatMap((one) =>
    one.statements.map((it) => JSON.stringify([one.reports, it.where, it.name.zh, it.printed.zh, it.spans])),
  );
  return new Set(cited).size;
}
