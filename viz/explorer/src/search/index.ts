// The search box of the header: whatever is picked opens its card.

import type { App } from "../contract";
import { h } from "../page/h";
import { combo } from "./combo";
import "./search.css";
import { strings } from "./strings";

export function searchBox(app: App): HTMLElement {
  const [label, hint] = [app.say(strings.label), app.say(strings.hint)];
  const box = combo(app, { label, hint, pick: ({ index }) => app.card(index) });
  return h("div", { class: "search", role: "search" }, box);
}
