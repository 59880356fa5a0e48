// What is used of d3-force-3d, which comes without types.

declare module "d3-force-3d" {
  interface Force {
    distance(value: number): Force;
    strength(value: number): Force;
    distanceMax(value: number): Force;
  }
  interface Simulation {
    force(name: string, force: Force): Simulation;
    stop(): Simulation;
    tick(count: number): Simulation;
  }
  export function forceSimulation(nodes: readonly object[], dimensions: number): Simulation;
  export function forceLink(links: readonly object[]): Force;
  export function forceManyBody(): Force;
  export function forceCollide<T>(radius: (node: T) => number): Force;
  export function forceX(): Force;
  export function forceY(): Force;
}
