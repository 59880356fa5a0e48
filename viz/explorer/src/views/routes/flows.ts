// What flows from where to where in all pipelines together, for the Sankey. Knows no page.

import type { Network } from "../../contract";
import { fieldsOf, type Route } from "./route";

export type By = "school" | "field";

export interface Place {
  /** Column and what it is, so that none comes twice in a row. */
  readonly key: string;
  /** A node, the number of a field, or -1 for no field. */
  readonly what: number;
  readonly kind: "node" | "field";
  readonly column: number;
}

export interface Flow {
  readonly source: number;
  readonly target: number;
  /** Number of pipelines. */
  value: number;
}

/** Count the routes between each two that follow one another; each route has the weight 1. */
export function flows(network: Network, routes: readonly Route[], by: By): { places: Place[]; flows: Flow[] } {
  const places: Place[] = [];
  const numbers = new Map<string, number>();
  const found = new Map<string, Flow>();
  const place = (kind: Place["kind"], what: number, column: number): number => {
    const key = `${column}/${kind}/${what}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, places.length);
    return places.push({ key, what, kind, column }) - 1;
  };
  for (const route of routes.filter((one) => !one.chained && !one.withdrawn)) {
    for (const way of ways(network, route, by)) {
      const numbers = way.steps.map(([kind, what], column) => place(kind, what, column));
      numbers.slice(1).forEach((target, i) => {
        const source = numbers[i] as number;
        const key = `${source}>${target}`;
        const flow = found.get(key) ?? { source, target, value: 0 };
        flow.value += way.weight;
        found.set(key, flow);
      });
    }
  }
  return { places, flows: [...found.values()] };
}

type Step = readonly [kind: Place["kind"], what: number];

/** The organisations of a route, each once in a row; in the first place, if so wished, its fields. */
function ways(network: Network, route: Route, by: By): { steps: Step[]; weight: number }[] {
  const row = route.stages.flatMap(({ organisations }) => organisations.slice(0, 1));
  const steps = row.filter((node, i) => node !== row[i - 1]).map((node): Step => ["node", node]);
  if (steps.length < 2) return [];
  if (by === "school") return [{ steps, weight: 1 }];
  const fields = fieldsOf(network, route);
  const kept = fields.length > 0 ? fields : [-1];
  return kept.map((field) => ({ steps: [["field", field], ...steps.slice(1)], weight: 1 / kept.length }));
}
