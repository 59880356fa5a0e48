// Sets script, style, packed files and the licence list into the page, so that it is one file.
// The data is set in later, by Python, where the page says <!--data:NAME-->.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

interface Options {
  page: string;
  name: string;
}

interface Chunk {
  type: "chunk" | "asset";
  fileName: string;
  code?: string;
  source?: string | Uint8Array;
  modules?: Record<string, unknown>;
}

interface Licence {
  name: string;
  version: string;
  licence: string;
  text: string;
}

const ALLOWED = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD)( OR .*)?$/;

/** What the bundle leaves to the page: files packed as gzip in base64, by the name of the block. */
const PACKED: Record<string, string> = {
  oxigraph: "node_modules/oxigraph/web_bg.wasm",
};

export function oneFile({ page, name }: Options): Plugin {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle) as Chunk[];
      const script = chunks.map((c) => (c.type === "chunk" ? (c.code ?? "") : "")).join("\n");
      const style = chunks
        .filter((c) => c.fileName.endsWith(".css"))
        .map((c) => String(c.source))
        .join("\n");
      const modules = chunks.flatMap((c) => Object.keys(c.modules ?? {}));
      for (const chunk of chunks) delete bundle[chunk.fileName];
      this.emitFile({ type: "asset", fileName: name, source: filled(page, script, style, modules) });
    },
  };
}

function filled(page: string, script: string, style: string, modules: string[]): string {
  const safe = script.replaceAll("</script", "<\\/script").replaceAll("<!--", "\\x3C!--");
  const hash = createHash("sha256").update(safe).digest("base64");
  const parts: Record<string, string> = {
    "<!--style-->": `<style>${style.replaceAll("</style", "<\\/style")}</style>`,
    "<!--script-->": `<script>${safe}</script>`,
    "<!--packed-->": Object.entries(PACKED).map(packed).join("\n"),
    "<!--licences-->": block("licences", JSON.stringify(licences(modules)), "application/json"),
    "{{script-hash}}": hash,
  };
  let html = readFileSync(page, "utf-8");
  for (const [place, text] of Object.entries(parts)) {
    if (!html.includes(place)) throw new Error(`${page} has no ${place}`);
    html = html.split(place).join(text);
  }
  return html;
}

function packed([name, file]: [string, string]): string {
  const bytes = gzipSync(readFileSync(file), { level: 9 });
  return block(name, bytes.toString("base64"), "text/plain");
}

function block(name: string, text: string, type: string): string {
  return `<script type="${type}" id="block-${name}">${text.replaceAll("<", "\\u003c")}</script>`;
}

/** Lists the packages whose modules or files are in the page; a licence not allowed is an error. */
function licences(modules: string[]): Licence[] {
  const files = [...modules, ...Object.values(PACKED)].map((id) => id.replace(/^\0/, ""));
  const homes = new Set(files.filter((id) => id.includes("node_modules")).map(home));
  const found = [...homes].map(licence).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, licence } of found) {
    if (!ALLOWED.test(licence)) throw new Error(`${name} is ${licence || "without a licence"}`);
  }
  return found;
}

function home(file: string): string {
  let folder = dirname(file.split("?")[0] ?? file);
  while (!existsSync(join(folder, "package.json")) || !described(folder).name) {
    folder = dirname(folder);
  }
  return folder;
}

function described(folder: string): Partial<Record<string, string>> {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
}

function licence(folder: string): Licence {
  const { name = "", version = "", license = "" } = described(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : readFileSync(join(folder, file), "utf-8").trim();
  return { name, version, licence: license, text };
}
