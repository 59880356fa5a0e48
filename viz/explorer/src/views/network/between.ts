// The panel of the ties between two nodes: every shortest way, each tie with its evidence.

import type { App, Edge, Facts } from "../../contract";
import { factEntry, nodeLink } from "../../card/fact";
import { type Child, h, icon, put } from "../../page/h";
import { shownName } from "../../page/name";
import { endPicker } from "./side";
import type { Filter } from "./filter";
import { strings } from "./strings";
import type { Ties } from "./ties";

const CROSS = "M5 5l14 14M19 5L5 19";
const OPEN = 3;

/** Make the panel; `ties` is null as long as two are not chosen. */
export function between(app: App, filter: Filter, ties: Ties | null): HTMLElement {
  const close = app.say(strings.clear);
  const list = h("div", { class: "ways" });
  if (ties) void app.facts().then((facts) => put(list, ways(app, facts, ties)));
  return h(
    "section",
    { class: "between", "aria-label": app.say(strings.between) },
    h(
      "header",
      {},
      h("h2", {}, app.say(strings.between)),
      h("button", { type: "button", class: "quiet", "aria-label": close, title: close, onclick: () => app.go({ from: null, to: null }) }, icon(CROSS)),
    ),
    endPicker(app, "from", filter.from),
    endPicker(app, "to", filter.to),
    ties ? verdict(app, ties) : h("p", { class: "faint" }, app.say(strings.betweenHint)),
    list,
  );
}

function verdict(app: App, { length, edges }: Ties): HTMLElement {
  const text = length === 0 ? strings.same : length < 0 ? strings.apart : length === 1 ? strings.direct : strings.steps;
  return h("p", { class: length > 0 ? "verdict" : "faint", role: "status" }, app.say(text, { n: length, m: edges.length }));
}

function ways(app: App, facts: Facts, { edges }: Ties): Child[] {
  return edges.map((edge) => way(app, facts, edge, edges.length <= OPEN));
}

function way(app: App, facts: Facts, edge: Edge, open: boolean): HTMLElement {
  const relation = app.network.relations[edge.relation];
  const arrow = relation?.directed ? "→" : "—";
  const entries = h("div", {});
  const details = h(
    "details",
    { class: "way", open },
    h(
      "summary",
      {},
      shownName(app, app.network.nodes[edge.source]),
      h("span", { class: "way-relation", style: `--colour:${relation?.colour ?? ""}` }, ` ${arrow} ${relation ? app.say(relation.name) : ""} ${arrow} `),
      shownName(app, app.network.nodes[edge.target]),
      h("small", { class: "faint number" }, ` ${edge.facts.length}`),
    ),
    h("p", { class: "way-ends" }, nodeLink(app, edge.source), " · ", nodeLink(app, edge.target)),
    entries,
  );
  const fill = (): void => {
    if (!details.open || entries.firstChild) return;
    put(entries, edge.facts.map((f) => facts.facts[f]).filter((f) => f !== undefined).map((f, i) => factEntry(app, facts, f, open && i === 0)));
  };
  details.addEventListener("toggle", fill);
  fill();
  return details;
}
