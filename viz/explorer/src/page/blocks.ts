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
  return through(bytes, new DecompressionStream("gzip"));
}

type Through = CompressionStream | DecompressionStream;

/** Send bytes through a stream; without a Blob, which WebKit's workers cannot read from a file. */
export async function through(bytes: Uint8Array<ArrayBuffer>, stream: Through): Promise<ArrayBuffer> {
  const writer = stream.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  const [read] = await Promise.all([new Response(stream.readable).arrayBuffer(), written]);
  return read;
}

/** Read a packed block as JSON. */
export async function packedJson(name: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await unpack(await blockText(name))));
}
