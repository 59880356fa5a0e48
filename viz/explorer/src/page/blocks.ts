// The data blocks of the page: the first as JSON, the others packed as gzip in base64.

/** The text of a block; waits until the parser has come by it. */
export async function blockText(name: string): Promise<string> {
  const id = `block-${name}`;
  if (!document.getElementById(id) && document.readyState === "loading") {
    await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  }
  return document.getElementById(id)?.textContent ?? "";
}

/** Unpack base64 of gzip. */
export async function unpack(text: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** Read a packed block as JSON. */
export async function packedJson(name: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await unpack(await blockText(name))));
}
