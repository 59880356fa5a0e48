// The editor: CodeMirror with SPARQL, completion from the graph and a mark on the line at fault.

import { acceptCompletion, autocompletion, closeBrackets, type Completion, type CompletionContext, type CompletionResult, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, temporarilySetTabFocusMode } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { App } from "../../contract";
import { suggest, type Suggestion } from "./complete";
import { strings } from "./strings";
import type { Vocabulary } from "./vocabulary";

export interface EditorOptions {
  readonly text: string;
  readonly prefixes: Readonly<Record<string, string>>;
  vocabulary(): Vocabulary | undefined;
  run(): void;
  changed(): void;
}

export interface Editor {
  readonly element: HTMLElement;
  text(): string;
  setText(text: string): void;
  /** Mark a line, counted from 1, and bring it into view; 0 takes the mark away. */
  mark(line: number): void;
  focus(): void;
  close(): void;
}

const marking = StateEffect.define<number>();
const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, change) => {
    const effect = change.effects.find((one) => one.is(marking));
    if (!effect) return change.docChanged ? Decoration.none : marks;
    if (effect.value < 1) return Decoration.none;
    const line = change.state.doc.line(Math.min(effect.value, change.state.doc.lines));
    return Decoration.set([Decoration.line({ class: "cm-at-fault" }).range(line.from)]);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const LOOK = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-word)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--faint)" },
  { tag: tags.string, color: "var(--code-text)" },
  { tag: tags.atom, color: "var(--code-name)" },
  { tag: tags.standard(tags.variableName), color: "var(--code-word)" },
  { tag: tags.local(tags.variableName), color: "var(--code-variable)" },
  { tag: tags.meta, color: "var(--faint)" },
]);

export function makeEditor(app: App, options: EditorOptions): Editor {
  const complete = (context: CompletionContext): CompletionResult | null => completions(app, options, context);
  const view = new EditorView({
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        history(),
        bracketMatching(),
        closeBrackets(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(LOOK),
        marked,
        autocompletion({ override: [complete], icons: false }),
        placeholder(app.say(strings.placeholder)),
        Prec.highest(
          keymap.of([
            { key: "Mod-Enter", run: () => (options.run(), true) },
            { key: "Tab", run: acceptCompletion },
            { key: "Ctrl-i", run: startCompletion },
          ]),
        ),
        keymap.of([{ key: "Escape", run: temporarilySetTabFocusMode }, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": app.say(strings.editor), tabindex: "0", spellcheck: "false" }),
        EditorView.updateListener.of((update) => update.docChanged && options.changed()),
      ],
    }),
  });
  return {
    element: view.dom,
    text: () => view.state.doc.toString(),
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    mark: (line) => mark(view, line),
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

function mark(view: EditorView, line: number): void {
  const effects: StateEffect<unknown>[] = [marking.of(line)];
  if (line > 0) {
    const at = view.state.doc.line(Math.min(line, view.state.doc.lines)).from;
    effects.push(EditorView.scrollIntoView(at, { y: "nearest" }));
  }
  view.dispatch({ effects });
}

function completions(app: App, options: EditorOptions, context: CompletionContext): CompletionResult | null {
  const before = context.state.sliceDoc(0, context.pos);
  const found = suggest(before, context.state.doc.toString(), options.vocabulary(), options.prefixes);
  if (!found || found.suggestions.length === 0) return null;
  return {
    from: context.pos - found.back,
    filter: false,
    options: found.suggestions.map((one, i) => completion(app, one, found.suggestions.length - i)),
  };
}

function completion(app: App, one: Suggestion, boost: number): Completion {
  const detail = one.name ? app.say(one.name) : "";
  const info = one.comment ? app.say(one.comment) : "";
  return {
    label: one.text,
    type: one.kind,
    boost: Math.min(boost, 99),
    ...(detail ? { detail } : {}),
    ...(info ? { info } : {}),
  };
}
