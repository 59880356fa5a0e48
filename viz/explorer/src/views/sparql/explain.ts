// What is said where a query got no answer: one sentence, and the line it is about.

import type { App } from "../../contract";
import { NoAnswer } from "./engine";
import { readFault } from "./faults";
import { strings } from "./strings";

export interface Explained {
  readonly said: string;
  /** Counted from 1; 0 where no line is at fault. */
  readonly line: number;
}

/** Explain an error in the words of the page; the engine saw one line more than the reader's text. */
export function explained(app: App, error: unknown, text: string): Explained {
  if (error instanceof NoAnswer && error.stopped) return { said: app.say(strings.stopped), line: 0 };
  const fault = readFault(error instanceof Error ? error.message : String(error), 1);
  if (fault.line < 1) return { said: app.say(strings.engineSays, { why: fault.message }), line: 0 };
  const lines = text.split("\n");
  const rest = lines.slice(fault.line - 1).join("").slice(fault.column - 1);
  const what = fault.prefix ? strings.faultPrefix : rest.trim() === "" ? strings.faultEnd : strings.faultLine;
  const place = { line: String(fault.line), column: String(fault.column) };
  const hinted = !fault.prefix && fault.expected.length > 0;
  const hint = hinted ? app.say(strings.expected, { words: fault.expected.join(", ") }) : "";
  const end = app.lang === "zh" ? "。" : ".";
  return { said: app.say(what, place) + hint + end, line: Math.min(fault.line, lines.length) };
}
