// Which edges and nodes the network shows, from what the hash says. Knows no page.

import type { Edge, Network } from "../../contract";

type Params = Readonly<Record<string, string>>;

export interface Filter {
  readonly relations: ReadonlySet<number>;
  readonly hiddenClasses: ReadonlySet<number>;
  readonly report: number | null;
  readonly year: number | null;
  readonly field: number | null;
  readonly major: number | null;
  readonly place: number | null;
  /** Nodes whose neighbourhood is all that is shown; none: everything. */
  readonly around: readonly number[];
  /** The two nodes whose ties are looked for. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface Shown {
  readonly edges: readonly Edge[];
  readonly nodes: ReadonlySet<number>;
  /** Shown edges by node. */
  readonly at: ReadonlyMap<number, readonly Edge[]>;
}

/** How many edges of each relation and nodes of each class there are under the other filters. */
export interface Counts {
  readonly relations: readonly number[];
  readonly classes: readonly number[];
}

/** Read the filter; what the hash names and the data does not have is left out. */
export function readFilter(network: Network, params: Params): Filter {
  const node = (id: string | undefined): number | null => {
    const index = id === undefined ? -1 : network.nodes.findIndex((n) => n.id === id);
    return index < 0 ? null : index;
  };
  const place = (of: readonly { id: string }[], id: string): number => of.findIndex((x) => x.id === id);
  const list = (text: string | undefined): string[] => (text ? text.split(",") : []);
  const { relations, classes } = network;
  const { reports } = network.meta;
  const named = params["relations"];
  return {
    relations: new Set(
      named === undefined
        ? relations.flatMap(({ main }, i) => (main ? [i] : []))
        : list(named).map((id) => place(relations, id)).filter((i) => i >= 0),
    ),
    hiddenClasses: new Set(list(params["hide"]).map((id) => place(classes, id)).filter((i) => i >= 0)),
    report: known(place(reports, params["report"] ?? "")),
    year: /^\d+$/.test(params["year"] ?? "") ? Number(params["year"]) : null,
    field: known(network.fields.findIndex(({ zh }) => zh === params["field"])),
    major: node(params["major"]),
    place: node(params["place"]),
    around: list(params["around"]).map(node).filter((n) => n !== null),
    from: node(params["from"]),
    to: node(params["to"]),
  };
}

/** Write the relations for the hash; null where they are those shown at first. */
export function writeRelations(network: Network, wanted: ReadonlySet<number>): string | null {
  const usual = network.relations.every(({ main }, i) => main === wanted.has(i));
  return usual ? null : [...wanted].sort((a, b) => a - b).map((i) => network.relations[i]?.id).join(",");
}

/** Choose the edges and nodes to show. */
export function choose(network: Network, filter: Filter): Shown {
  const seen = (node: number): boolean => !filter.hiddenClasses.has(network.nodes[node]?.class ?? -1);
  const edges = network.edges.filter(
    (edge) =>
      filter.relations.has(edge.relation) &&
      fits(network, filter, edge) &&
      seen(edge.source) &&
      seen(edge.target),
  );
  const nodes = new Set<number>(filter.around);
  for (const { source, target } of edges) nodes.add(source).add(target);
  if (filter.around.length === 0 && !narrows(filter)) {
    for (const node of loners(network)) if (seen(node)) nodes.add(node);
  }
  return { edges, nodes, at: byNode(edges) };
}

/** The largest component of what is shown. */
export function largest({ at }: Shown): ReadonlySet<number> {
  const left = new Set(at.keys());
  let best: ReadonlySet<number> = new Set();
  for (const start of at.keys()) {
    if (!left.delete(start)) continue;
    const found = new Set([start]);
    for (const node of found) {
      for (const { source, target } of at.get(node) ?? []) found.add(source).add(target);
    }
    for (const node of found) left.delete(node);
    if (found.size > best.size) best = found;
  }
  return best;
}

/** Count for the legend: relations under all filters but theirs, classes likewise. */
export function count(network: Network, filter: Filter): Counts {
  const relations = network.relations.map(() => 0);
  const ends = network.classes.map(() => new Set<number>());
  const add = (node: number): void => void ends[network.nodes[node]?.class ?? -1]?.add(node);
  for (const edge of network.edges) {
    if (!fits(network, filter, edge)) continue;
    relations[edge.relation] = (relations[edge.relation] ?? 0) + 1;
    if (filter.relations.has(edge.relation)) [edge.source, edge.target].forEach(add);
  }
  if (filter.around.length === 0 && !narrows(filter)) loners(network).forEach(add);
  return { relations, classes: ends.map((nodes) => nodes.size) };
}

/** Whether anything but relations and classes narrows what is shown. */
export function narrows({ report, year, field, major, place }: Filter): boolean {
  return [report, year, field, major, place].some((value) => value !== null);
}

const LONERS = new WeakMap<Network, readonly number[]>();

/** Organisations that no main relation ties to anything; they stand by themselves. */
function loners(network: Network): readonly number[] {
  let found = LONERS.get(network);
  if (!found) {
    found = network.nodes
      .filter((node) => node.degree === 0 && network.classes[node.class]?.role === "organisation")
      .map(({ index }) => index);
    LONERS.set(network, found);
  }
  return found;
}

function fits(network: Network, filter: Filter, edge: Edge): boolean {
  const { report, year, field, major, place, around } = filter;
  return (
    (around.length === 0 || around.includes(edge.source) || around.includes(edge.target)) &&
    (report === null || edge.reports.includes(report)) &&
    (year === null || edge.years.includes(year)) &&
    (major === null || edge.majors.includes(major) || isEnd(edge, major)) &&
    (field === null || [...edge.majors, edge.source, edge.target].some((m) => network.nodes[m]?.fields.includes(field))) &&
    (place === null || touches(network, edge, place))
  );
}

/** Whether an edge's facts name a place, or one of its ends is the place or lies in it. */
function touches(network: Network, edge: Edge, place: number): boolean {
  return [...edge.places, edge.source, edge.target].some((node) => liesIn(network, node, place));
}

function liesIn(network: Network, node: number, place: number): boolean {
  for (let at = node, steps = 0; at >= 0 && steps < 6; at = network.nodes[at]?.place ?? -1, steps++) {
    if (at === place) return true;
  }
  return false;
}

function isEnd(edge: Edge, node: number): boolean {
  return edge.source === node || edge.target === node;
}

function byNode(edges: readonly Edge[]): Map<number, Edge[]> {
  const found = new Map<number, Edge[]>();
  for (const edge of edges) {
    for (const end of new Set([edge.source, edge.target])) {
      const known = found.get(end);
      if (known) known.push(edge);
      else found.set(end, [edge]);
    }
  }
  return found;
}

function known(place: number): number | null {
  return place < 0 ? null : place;
}
