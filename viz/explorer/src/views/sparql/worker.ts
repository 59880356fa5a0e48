// Oxigraph in a worker: loads the quads, then answers queries over the union of all graphs.

import init, { type Quad, Store, type Term } from "oxigraph/web.js";
import { unpack } from "../../page/blocks";
import type { Ask, Load, Reply, Request } from "./protocol";

let store: Store | undefined;

self.onmessage = (event: MessageEvent<Request>): void => {
  const request = event.data;
  if (request.kind === "load") void load(request).catch((error) => failed(0, error));
  else answer(request);
};

async function load({ wasm, quads }: Load): Promise<void> {
  say({ kind: "stage", stage: "engine" });
  await init({ module_or_path: await unpack(wasm) });
  say({ kind: "stage", stage: "graph" });
  store = new Store();
  store.load(new Uint8Array(await unpack(quads)), {
    format: "application/trig",
    no_transaction: true,
    lenient: true,
  });
  say({ kind: "ready", quads: store.size });
}

function answer({ id, text, plain, graph }: Ask): void {
  const start = performance.now();
  try {
    const json = tried(text, graph) ?? solved(plain, graph);
    say({ kind: "answered", id, json, ms: performance.now() - start });
  } catch (error) {
    failed(id, error);
  }
}

/** The answer, unless the text cannot be read: then the plain text is asked, or found at fault. */
function tried(text: string, graph: boolean): string | undefined {
  try {
    return solved(text, graph);
  } catch (error) {
    if (isBroken(error) || !/error at \d+:\d+/.test(String(error))) throw error;
    return undefined;
  }
}

function solved(text: string, graph: boolean): string {
  const options = { use_default_graph_as_union: true };
  if (graph) return triples(store?.query(text, options) as Quad[]);
  return store?.query(text, { ...options, results_format: "json" }) as string;
}

function triples(quads: readonly Quad[]): string {
  const bindings = quads.map((quad) => ({
    subject: cell(quad.subject),
    predicate: cell(quad.predicate),
    object: cell(quad.object),
  }));
  return JSON.stringify({ head: { vars: ["subject", "predicate", "object"] }, results: { bindings } });
}

function cell(term: Term): object {
  if (term.termType === "NamedNode") return { type: "uri", value: term.value };
  if (term.termType === "BlankNode") return { type: "bnode", value: term.value };
  if (term.termType !== "Literal") return { type: "literal", value: term.toString() };
  const datatype = term.datatype.value;
  const plain = /#(string|langString)$/.test(datatype);
  return {
    type: "literal",
    value: term.value,
    ...(term.language ? { "xml:lang": term.language } : {}),
    ...(plain ? {} : { datatype }),
  };
}

function failed(id: number, error: unknown): void {
  const broken = id === 0 || isBroken(error);
  const message = error instanceof Error ? error.message : String(error);
  say({ kind: "failed", id, message, broken });
}

/** Whether the engine is lost: out of memory, or an error of its own. */
function isBroken(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

function say(reply: Reply): void {
  self.postMessage(reply);
}
