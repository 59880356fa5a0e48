// What is used of d3-sankey, which comes without types.

declare module "d3-sankey" {
  export interface SankeyNode {
    x0: number;
    x1: number;
    y0: number;
    y1: number;
  }
  export interface SankeyLink<N> {
    source: N & SankeyNode;
    target: N & SankeyNode;
    width: number;
    y0: number;
    y1: number;
  }
  interface Layout<N, L> {
    nodeWidth(value: number): this;
    nodePadding(value: number): this;
    nodeSort(compare: ((a: N, b: N) => number) | null | undefined): this;
    nodeAlign(align: (node: N & { depth: number }, columns: number) => number): this;
    extent(value: readonly [readonly [number, number], readonly [number, number]]): this;
    (graph: { nodes: N[]; links: L[] }): {
      nodes: (N & SankeyNode)[];
      links: (Omit<L, "source" | "target"> & SankeyLink<N>)[];
    };
  }
  export function sankey<N, L>(): Layout<N, L>;
  export function sankeyLinkHorizontal(): (link: unknown) => string | null;
}
