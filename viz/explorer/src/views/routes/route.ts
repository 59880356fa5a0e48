// Routes as plain records, and which of them fit what a reader asked. Knows no page.

import type { Network, Text } from "../../contract";

/** A stage: where and in which majors, as nodes; `years` is null where the report gives no number. */
export interface Stage {
  readonly organisations: readonly number[];
  readonly majors: readonly number[];
  readonly years: number | null;
  readonly printed: string;
  /** Which of the route's pipelines states it. */
  readonly pipeline: number;
}

export interface Pipeline {
  readonly form: string;
  readonly formName: Text;
  readonly year: number | null;
  /** The quota of the school for all of its pipelines. */
  readonly quota: number | null;
  readonly planned: number | null;
  readonly actual: number | null;
  readonly facts: readonly number[];
}

export interface Route {
  readonly index: number;
  readonly chained: boolean;
  readonly withdrawn: boolean;
  readonly years: number | null;
  readonly stages: readonly Stage[];
  readonly pipelines: readonly Pipeline[];
  readonly notes: readonly Text[];
}

type RawStage = [organisations: number[], majors: number[], years: number | null, printed: string, pipeline: number];
type RawPipeline = [
  form: string,
  zh: string,
  en: string,
  year: number | null,
  quota: number | null,
  planned: number | null,
  actual: number | null,
  facts: number[],
];

export interface RawRoutes {
  routes: [
    chained: number,
    withdrawn: number,
    years: number | null,
    stages: RawStage[],
    pipelines: RawPipeline[],
    notes: [zh: string, en: string][],
  ][];
}

export function readRoutes(raw: RawRoutes): Route[] {
  return raw.routes.map(([chained, withdrawn, years, stages, pipelines, notes], index) => ({
    index,
    chained: chained > 0,
    withdrawn: withdrawn > 0,
    years,
    stages: stages.map(([organisations, majors, years, printed, pipeline]) => {
      return { organisations, majors, years, printed, pipeline };
    }),
    pipelines: pipelines.map(([form, zh, en, year, quota, planned, actual, facts]) => {
      return { form, formName: { zh, en }, year, quota, planned, actual, facts };
    }),
    notes: notes.map(([zh, en]) => ({ zh, en })),
  }));
}

/** What a reader asked for; what is undefined may be anything. */
export interface Asked {
  readonly school?: number | undefined;
  readonly to?: number | undefined;
  readonly major?: number | undefined;
  /** A field of the first stage's majors, by number. */
  readonly field?: number | undefined;
  /** The class of the organisation at the end. */
  readonly end?: number | undefined;
}

const held = (stage: Stage, node: number): boolean => stage.organisations.includes(node);

/** Whether a route leads on from an organisation to another. What was chained on leads on by itself. */
export function leaves(route: Route, node: number): boolean {
  const begun = route.stages.filter(({ pipeline }) => pipeline === 0);
  const first = begun.findIndex((stage) => held(stage, node));
  return first >= 0 && begun.slice(first).some((stage) => !held(stage, node));
}

/** Whether a route comes to an organisation from another, and not already before it was chained on. */
export function arrives(route: Route, node: number): boolean {
  const last = route.stages.findLastIndex((stage) => held(stage, node));
  const ends = route.stages[last]?.pipeline === route.pipelines.length - 1;
  return ends && route.stages.slice(0, last).some((stage) => !held(stage, node));
}

export function fieldsOf(network: Network, route: Route): number[] {
  return [...new Set(route.stages[0]?.majors.flatMap((major) => network.nodes[major]?.fields ?? []))];
}

export function endClass(network: Network, route: Route): number {
  return network.nodes[route.stages.at(-1)?.organisations[0] ?? -1]?.class ?? -1;
}

export function fits(network: Network, route: Route, asked: Asked): boolean {
  return (
    (asked.school === undefined || leaves(route, asked.school)) &&
    (asked.to === undefined || arrives(route, asked.to)) &&
    (asked.major === undefined || (route.stages[0]?.majors.includes(asked.major) ?? false)) &&
    (asked.field === undefined || fieldsOf(network, route).includes(asked.field)) &&
    (asked.end === undefined || endClass(network, route) === asked.end)
  );
}

/** Stated ones first and withdrawn ones last; of those, the ones that lead furthest first. */
export function ordered(routes: readonly Route[]): Route[] {
  const rank = (route: Route): number => (route.withdrawn ? 2 : 0) + (route.chained ? 1 : 0);
  return [...routes].sort((a, b) => rank(a) - rank(b) || (b.years ?? 0) - (a.years ?? 0) || a.index - b.index);
}

/** Count by what `of` gives of each route. */
export function counted(routes: readonly Route[], of: (route: Route) => readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const route of routes) for (const key of new Set(of(route))) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

export const starts = (route: Route): number[] =>
  [...new Set(route.stages.flatMap((stage) => stage.organisations))].filter((node) => leaves(route, node));

export const goals = (route: Route): number[] =>
  [...new Set(route.stages.flatMap((stage) => stage.organisations))].filter((node) => arrives(route, node));

export const majors = (route: Route): readonly number[] => route.stages[0]?.majors ?? [];
