// The page's side of the worker: starts it, asks it, stops it. One for the whole page, so that
// the graph is loaded once.

import type { App } from "../../contract";
import { type Answer, readAnswer } from "./answer";
import { corrected } from "./arithmetic";
import type { Reply, Request, Stage } from "./protocol";
import OxigraphWorker from "./worker?worker&inline";

export type State =
  | { readonly kind: "idle" }
  | { readonly kind: "loading"; readonly stage: Stage | "start" }
  | { readonly kind: "ready"; readonly quads: number; readonly seconds: number }
  | { readonly kind: "failed"; readonly message: string };

export interface Asked {
  readonly answer: Answer;
  readonly ms: number;
}

/** The engine could not answer; `stopped` where the reader wanted no answer any more. */
export class NoAnswer extends Error {
  constructor(
    message: string,
    readonly stopped = false,
  ) {
    super(message);
  }
}

interface Waiting {
  readonly graph: boolean;
  done(asked: Asked): void;
  fail(error: NoAnswer): void;
}

export class Engine {
  state: State = { kind: "idle" };
  #worker: Worker | undefined;
  #begun = 0;
  #last = 0;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<() => void>();
  #ready: { promise: Promise<void>; done: () => void; fail: (error: NoAnswer) => void } | undefined;

  /** Be told when the state changes; returns how to be told no more. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get busy(): boolean {
    return this.#waiting.size > 0;
  }

  /** Load the graph, unless that has been done; waits until it is there. */
  async start(app: App): Promise<void> {
    if (!this.#ready) {
      this.#ready = promised();
      this.#begun = performance.now();
      this.#set({ kind: "loading", stage: "start" });
      const ready = this.#ready;
      const [wasm, quads] = await Promise.all([app.packed("oxigraph"), app.packed("quads")]);
      if (this.#ready === ready) this.#open({ kind: "load", wasm, quads });
    }
    await this.#ready?.promise;
  }

  /** Ask a query that is finished; raises NoAnswer. */
  async ask(app: App, text: string, graph = false): Promise<Asked> {
    await this.start(app);
    const id = ++this.#last;
    return new Promise((done, fail) => {
      this.#waiting.set(id, { graph, done, fail });
      this.#send({ kind: "ask", id, text: corrected(text), plain: text, graph });
      this.#tell();
    });
  }

  /** Stop whatever runs, and leave the engine to be started again. */
  stop(): void {
    this.#drop(new NoAnswer("stopped", true));
    this.#set({ kind: "idle" });
  }

  #open(load: Request): void {
    try {
      this.#worker = new OxigraphWorker();
    } catch (error) {
      this.#fail(String(error));
      return;
    }
    this.#worker.onmessage = (event: MessageEvent<Reply>) => this.#hear(event.data);
    this.#worker.onerror = (event) => this.#fail(event.message || "worker");
    this.#send(load);
  }

  #send(request: Request): void {
    this.#worker?.postMessage(request);
  }

  #hear(reply: Reply): void {
    if (reply.kind === "stage") this.#set({ kind: "loading", stage: reply.stage });
    else if (reply.kind === "ready") this.#loaded(reply.quads);
    else if (reply.kind === "answered") this.#answered(reply.id, reply.json, reply.ms);
    else if (reply.id === 0) this.#fail(reply.message);
    else {
      this.#take(reply.id)?.fail(new NoAnswer(reply.message));
      if (reply.broken) this.stop();
    }
    this.#tell();
  }

  #loaded(quads: number): void {
    this.#set({ kind: "ready", quads, seconds: (performance.now() - this.#begun) / 1000 });
    this.#ready?.done();
  }

  #answered(id: number, json: string, ms: number): void {
    const waiting = this.#take(id);
    if (waiting) waiting.done({ answer: readAnswer(json, waiting.graph), ms });
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #fail(message: string): void {
    this.#drop(new NoAnswer(message));
    this.#set({ kind: "failed", message });
  }

  #drop(error: NoAnswer): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#ready?.fail(error);
    this.#ready = undefined;
    for (const one of waiting) one.fail(error);
  }

  #set(state: State): void {
    this.state = state;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function promised(): { promise: Promise<void>; done: () => void; fail: (error: NoAnswer) => void } {
  let done = (): void => undefined;
  let fail: (error: NoAnswer) => void = done;
  const promise = new Promise<void>((resolve, reject) => {
    [done, fail] = [resolve, reject];
  });
  promise.catch(() => undefined); // Nobody may be waiting for it.
  return { promise, done, fail };
}

export const engine = new Engine();
