// The parameters of a question as fields, with names to choose from.

import type { App, Question, QuestionParameter } from "../../contract";
import { h, put } from "../../page/h";
import { strings } from "./strings";
import { parameters } from "./tokens";

const OFFERED = 40;

interface Fields {
  set(name: string, value: string): void;
  names(): readonly string[];
  /** What a parameter is called. */
  label(name: string): string;
}

/** The parameters of a text: those that its question tells of, and those that it only uses. */
export function asked(text: string, question: Question | undefined): QuestionParameter[] {
  return parameters(text).map(
    (name) => question?.parameters.find((one) => one.name === name) ?? { name, type: "text", default: "" },
  );
}

/** Make the fields; `names` are what things are called, as far as they are known yet. */
export function form(
  app: App,
  told: readonly QuestionParameter[],
  values: ReadonlyMap<string, string>,
  { set, run, names, label }: Fields & { run(): void },
): HTMLElement | null {
  if (told.length === 0) return null;
  return h(
    "form",
    { class: "bar parameters", "aria-label": app.say(strings.parameters), onsubmit: (event: Event) => (event.preventDefault(), run()) },
    told.map((one) => field(app, one, values.get(one.name), { set, names, label })),
    h("button", { type: "submit", class: "hidden", tabindex: "-1", "aria-hidden": "true" }),
  );
}

function field(
  app: App,
  one: QuestionParameter,
  value: string | undefined,
  { set, names, label }: Fields,
): HTMLElement {
  const list = h("datalist", { id: `names-${one.name}` });
  const offer = (input: HTMLInputElement): void => {
    if (one.type === "name") put(list, offered(app, input.value.trim(), names()).map((option) => h("option", option)));
  };
  const number = one.type === "integer" || one.type === "year";
  const input = h("input", {
    type: "text",
    name: one.name,
    list: one.type === "name" ? list.id : null,
    inputmode: number ? "numeric" : null,
    size: number ? 8 : 24,
    autocomplete: "off",
    placeholder: app.say(one.default === null ? strings.needed : strings.any),
    value: value ?? one.default ?? "",
    oninput: () => (set(one.name, input.value), offer(input)),
    onfocus: () => offer(input),
  });
  return h("label", { class: "field" }, h("span", {}, label(one.name)), input, list);
}

/** Names that hold what was typed, in any form, pinyin too; the shortest first. */
function offered(app: App, typed: string, known: readonly string[]): { value: string; label: string }[] {
  const sought = typed.toLowerCase();
  const found = new Map<string, string>();
  for (const { name, aliases, keys } of app.network.nodes) {
    const fitting = [name.zh, name.en, ...aliases, ...keys].find((text) => text.toLowerCase().includes(sought));
    if (fitting !== undefined) found.set(name.zh, fitting === name.zh ? name.en : fitting);
    if (found.size >= OFFERED && sought === "") break;
  }
  for (const name of known) if (sought !== "" && name.toLowerCase().includes(sought) && !found.has(name)) found.set(name, "");
  const options = [...found].map(([value, label]) => ({ value, label }));
  return options.sort((a, b) => a.value.length - b.value.length).slice(0, OFFERED);
}

/** For each name that was given and that nobody bears, a line that offers those near it. */
export function unknownNames(
  app: App,
  told: readonly QuestionParameter[],
  values: ReadonlyMap<string, string>,
  names: readonly string[],
  use: (name: string, value: string) => void,
): HTMLElement[] {
  const known = new Set(names);
  const given = told.filter(({ type }) => type === "name").map(({ name }) => ({ name, value: values.get(name)?.trim() ?? "" }));
  return given
    .filter(({ value }) => value !== "" && !known.has(value))
    .map(({ name, value }) => {
      const close = nearest(value, names);
      return h(
        "p",
        { class: "no-name chips" },
        h("span", {}, app.say(strings.noSuchName, { name: value })),
        close.length > 0 && h("span", {}, app.say(strings.near)),
        close.map((one) => h("button", { type: "button", class: "chip", onclick: () => use(name, one) }, one)),
      );
    });
}

/** The names that come nearest to one that nobody bears. */
export function nearest(wanted: string, names: readonly string[]): string[] {
  const signs = new Set(wanted);
  const close = (name: string): number => {
    const shared = [...new Set(name)].filter((sign) => signs.has(sign)).length;
    return (2 * shared) / (signs.size + new Set(name).size);
  };
  const rated = names.map((name) => ({ name, close: close(name) })).filter((one) => one.close > 0.5);
  return rated.sort((a, b) => b.close - a.close).slice(0, 3).map((one) => one.name);
}
