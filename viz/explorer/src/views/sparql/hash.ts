// A query's text as it stands in the hash: as it is where it is short, packed where it is long.

import { through } from "../../page/blocks";

const SHORT = 160;

/** Pack a text: `t.` and the text, or `z.` and it deflated in base64 for addresses. */
export async function packText(text: string): Promise<string> {
  if (text.length <= SHORT) return `t.${text}`;
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return "z." + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Unpack what packText made; undefined where it cannot be read. */
export async function unpackText(packed: string): Promise<string | undefined> {
  if (packed.startsWith("t.")) return packed.slice(2);
  if (!packed.startsWith("z.")) return undefined;
  try {
    const binary = atob(packed.slice(2).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
    return new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw")));
  } catch {
    return undefined;
  }
}
