// The network as two tables: its ties with their evidence, and its nodes.

import type { App, Facts, Text } from "../../contract";
import { nodeLink, source } from "../../card/fact";
import { type Child, h, put } from "../../page/h";
import { table } from "../../parts/table";
import type { Shown } from "./filter";
import { strings } from "./strings";

const EMPTY: Text = { zh: "", en: "" };

/** Fill an element with the tables; the evidence follows when the facts are there. */
export function tables(root: HTMLElement, app: App, shown: Shown): void {
  const draw = (facts: Facts | null): void =>
    put(root, h("div", { class: "page" }, tieTable(app, shown, facts), nodeTable(app, shown)));
  draw(null);
  void app.facts().then((facts) => root.isConnected && draw(facts));
}

function tieTable(app: App, shown: Shown, facts: Facts | null): HTMLElement {
  const { network } = app;
  const name = (index: number): string => app.say(network.nodes[index]?.name ?? EMPTY);
  const rows = shown.edges.map((edge) => {
    const evidence = edge.facts.map((f) => facts?.facts[f]).filter((f) => f !== undefined);
    const told = [...new Set(evidence.map((fact) => source(app, fact)))].join("; ");
    const ends = { from: network.nodes[edge.source]?.id ?? "", to: network.nodes[edge.target]?.id ?? "" };
    const link = (): Child => h("a", { href: app.link("network", ends) }, told || app.say(strings.show));
    return [
      { value: name(edge.source), shown: () => nodeLink(app, edge.source) },
      app.say(network.relations[edge.relation]?.name ?? EMPTY),
      { value: name(edge.target), shown: () => nodeLink(app, edge.target) },
      edge.years.join(", "),
      edge.facts.length,
      { value: told, shown: link },
    ];
  });
  const columns = [
    { name: strings.source },
    { name: strings.relation },
    { name: strings.target },
    { name: strings.years },
    { name: strings.facts, numeric: true },
    { name: strings.evidence, wide: true },
  ];
  return table(app, { caption: app.say(strings.ties), columns, rows, file: "ties" });
}

function nodeTable(app: App, shown: Shown): HTMLElement {
  const { network } = app;
  const rows = network.nodes
    .filter(({ index }) => shown.nodes.has(index))
    .map((node) => [
      { value: app.say(node.name), shown: () => nodeLink(app, node.index) },
      app.say(network.classes[node.class]?.name ?? EMPTY),
      node.place < 0 ? "" : app.say(network.nodes[node.place]?.name ?? EMPTY),
      new Set((shown.at.get(node.index) ?? []).map((e) => (e.source === node.index ? e.target : e.source))).size,
    ]);
  const columns = [{ name: strings.title }, { name: strings.kind }, { name: strings.located }, { name: strings.degree, numeric: true }];
  return table(app, { caption: app.say(strings.nodes), columns, rows, file: "nodes", key: "order2", sorted: { column: 3, down: true } });
}
