// The saved questions as a list, to be searched and narrowed by tag.

import type { App, Question, Questions } from "../../contract";
import { h, put } from "../../page/h";
import { strings } from "./strings";
import { refusal } from "./tokens";

export interface Examples {
  readonly element: HTMLElement;
  /** Show which one is open. */
  choose(name: string): void;
}

export function examples(app: App, all: Questions, pick: (question: Question | undefined) => void): Examples {
  let tag = "";
  let chosen = "";
  const search = h("input", { type: "search", placeholder: app.say(strings.find), "aria-label": app.say(strings.find), oninput: () => draw() });
  const used = all.tags.filter(({ id }) => all.questions.some((one) => one.tags.includes(id)));
  const tags = h(
    "select",
    { "aria-label": app.say(strings.tags), onchange: () => ((tag = tags.value), draw()) },
    h("option", { value: "" }, app.say(strings.allTags, { n: all.questions.length })),
    used.map(({ id, name }) => h("option", { value: id }, `${app.say(name)} (${all.questions.filter((one) => one.tags.includes(id)).length})`)),
  );
  const list = h("ul", { class: "questions" });
  const draw = (): void => {
    const fitting = all.questions.filter((one) => (tag === "" || one.tags.includes(tag)) && fits(one, search.value));
    put(list, [
      entry(app, chosen === "", app.say(strings.own), app.say(strings.ownAbout), false, () => pick(undefined)),
      ...fitting.map((one) =>
        entry(app, chosen === one.name, app.say(one.summary) || one.name, app.say(one.description), needsNetwork(one), () => pick(one)),
      ),
      fitting.length === 0 && h("li", { class: "faint" }, app.say(strings.noQuestion)),
    ]);
  };
  draw();
  return {
    element: h("div", { class: "examples-in" }, search, used.length > 0 && tags, list),
    choose: (name) => {
      chosen = name;
      draw();
    },
  };
}

/** Whether a question asks others than this page. */
export function needsNetwork(question: Question): boolean {
  return refusal(question.text)?.why === "service";
}

function entry(app: App, current: boolean, name: string, about: string, network: boolean, pick: () => void): HTMLElement {
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "question", "aria-pressed": String(current), title: about, onclick: pick },
      h("span", {}, name),
      network && h("small", { class: "faint" }, app.say(strings.needsNetwork)),
    ),
  );
}

function fits(question: Question, typed: string): boolean {
  const { name, summary, description, text } = question;
  const all = [name, summary.zh, summary.en, description.zh, description.en, text].join("\n").toLowerCase();
  return typed.toLowerCase().split(/\s+/).every((word) => all.includes(word));
}
