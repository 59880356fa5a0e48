// How far the engine is, in a line.

import type { App } from "../../contract";
import { type Child, h } from "../../page/h";
import { engine } from "./engine";
import { strings } from "./strings";

const STAGES = { start: strings.loadingStart, engine: strings.loadingEngine, graph: strings.loadingGraph };

/** Tell the state of the engine; a wheel turns while there is something to wait for. */
export function engineStatus(app: App, running: boolean): Child[] {
  const busy = engine.state.kind === "loading" || running;
  return [busy && h("span", { class: "spinner", "aria-hidden": "true" }), said(app, running)];
}

function said(app: App, running: boolean): string {
  const { state } = engine;
  if (state.kind === "loading") return app.say(STAGES[state.stage]);
  if (state.kind === "failed") return app.say(strings.failed, { why: state.message });
  if (state.kind === "idle") return app.say(strings.idle);
  if (running) return app.say(strings.running);
  return app.say(strings.ready, { n: state.quads, s: app.number(Number(state.seconds.toFixed(1))) });
}
