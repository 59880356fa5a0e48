// What the page and its worker say to one another.

export interface Load {
  readonly kind: "load";
  /** Blocks of the page: gzip in base64. */
  readonly wasm: string;
  readonly quads: string;
}

export interface Ask {
  readonly kind: "ask";
  readonly id: number;
  readonly text: string;
  /** The text without brackets of our own; what is said of a fault is said of it. */
  readonly plain: string;
  /** Whether the answer is triples. */
  readonly graph: boolean;
}

export type Request = Load | Ask;

export type Stage = "engine" | "graph";

export type Reply =
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "ready"; readonly quads: number }
  /** `id` is 0 where loading failed; `broken` where the engine must be started again. */
  | { readonly kind: "failed"; readonly id: number; readonly message: string; readonly broken: boolean }
  | { readonly kind: "answered"; readonly id: number; readonly json: string; readonly ms: number };
