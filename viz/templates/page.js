// What the page adds to pyvis's drawing: places for wide and tall windows, labels only where there
// is room, search, names in the other language, and what was touched told as text below.
// Works on pyvis's globals network, nodes and edges. It fetches nothing and writes text, never HTML.
(function () {
  "use strict";
  const words = {
    zh: { none: "没有找到：", hint: "点选节点或连线，此处显示其事实与出处。", other: "English names" },
    en: { none: "Not found: ", hint: "Pick a node or a line to read its facts and evidence here.", other: "中文名称" },
  };
  const $ = (id) => document.getElementById(id);
  const frame = $("mynetwork");
  const FONT = getComputedStyle(document.body).fontFamily;
  const GAP = 4;
  const inColumns = nodes.get().some((n) => n.side);
  let SIZE = 13, LINE = 16;
  let language = "zh";
  let drawn = [];
  let boxes = [];

  const name = (node) => (language === "en" && node.en) || node.label;
  const about = (item) => (language === "en" && item.aboutEn) || item.about;
  const colour = (variable) => getComputedStyle(document.documentElement).getPropertyValue(variable).trim();

  // Places: the layout made for the shape of this window, and nodes that keep a touchable size.
  function settle() {
    const tall = frame.clientWidth < frame.clientHeight;
    const side = inColumns ? (tall ? 130 : 190) : tall ? 48 : 90; // room for names beside the outermost nodes
    const room = { x: frame.clientWidth - 2 * side, y: frame.clientHeight - 84 };
    const at = nodes.get().map((n) => (tall ? n.tall : n.wide));
    const span = (k) => Math.max(1, Math.max(...at.map((p) => p[k])) - Math.min(...at.map((p) => p[k])));
    const stretch = inColumns ? (room.x * span(1)) / (room.y * span(0)) : 1; // columns use the whole width
    const scale = Math.min(room.x / (span(0) * stretch), room.y / span(1), 1.5);
    const grow = Math.min(tall ? 0.5 : 0.75, Math.max(0.42, scale)) / scale; // neither dots nor blots
    SIZE = tall ? (inColumns ? 11 : 12) : 13;
    LINE = SIZE + 3;
    nodes.update(nodes.get().map((n, i) => ({ id: n.id, x: at[i][0] * stretch, y: at[i][1], size: n.radius * grow })));
    network.moveTo({ position: { x: 0, y: 6 / scale }, scale, animation: false });
  }

  // Labels: drawn at one size on the screen, the most connected first, each only where it hides
  // neither a node nor another label.
  function wrapped(text) {
    const long = Array.from(text);
    const wide = /[\u2e80-\u9fff]/.test(text) ? 9 : 20;
    if (long.length <= wide) return [text];
    if (wide === 20) return english(text, wide);
    const lines = Math.min(3, Math.ceil(long.length / wide));
    const each = Math.min(wide + 2, Math.ceil(long.length / lines));
    const cut = [];
    for (let from = 0; from < long.length && cut.length < 3; ) {
      let to = from + each;
      if (/[（《“(]/.test(long[to - 1])) to -= 1; // an opening bracket opens the next line
      if (/[）》”)]/.test(long[to] || "")) to += 1; // a closing one stays with what it closes
      const latin = /[\w.]/;
      for (let back = to; latin.test(long[to] || "") && latin.test(long[back - 1] || ""); ) {
        back -= 1;
        if (back > from && !latin.test(long[back - 1])) to = back; // a Latin word stays whole
      }
      if (long.length - to < 3) to = long.length; // no line of one or two
      cut.push(long.slice(from, to).join("") + (cut.length === 2 && to < long.length ? "…" : ""));
      from = to;
    }
    return cut;
  }
  function english(text, wide) {
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const last = lines[lines.length - 1];
      if (last && last.length + word.length > wide) lines.push(word);
      else lines[lines.length - 1] = last ? last + " " + word : word;
    }
    return lines.length > 3 ? [...lines.slice(0, 2), lines[2] + "…"] : lines;
  }
  const hits = (box, boxes) => boxes.some((b) => box.x < b.x + b.w && b.x < box.x + box.w && box.y < b.y + b.h && b.y < box.y + box.h);
  function spots(at, radius, block, single, side) {
    const below = { lines: block.lines, w: block.w, h: block.h, x: at.x - block.w / 2, y: at.y + radius + GAP };
    const right = (b) => ({ lines: b.lines, w: b.w, h: b.h, x: at.x + radius + GAP, y: at.y - b.h / 2, side: "left" });
    const left = (b) => ({ lines: b.lines, w: b.w, h: b.h, x: at.x - radius - GAP - b.w, y: at.y - b.h / 2, side: "right" });
    const above = { lines: block.lines, w: block.w, h: block.h, x: at.x - block.w / 2, y: at.y - radius - GAP - block.h };
    if (side) return side === "left" ? [left(single), left(block)] : [right(single), right(block)];
    return [below, right(block), left(block), above, right(single), left(single)];
  }
  function paint(context) {
    const ratio = context.canvas.width / frame.clientWidth;
    const scale = network.getScale();
    const shown = nodes.get().map((n) => {
      const at = network.canvasToDOM(network.getPosition(n.id));
      const radius = n.size * scale;
      return { n, at, radius, box: { x: at.x - radius, y: at.y - radius, w: 2 * radius, h: 2 * radius } };
    }).filter((s) => s.at.x > 0 && s.at.y > 0 && s.at.x < frame.clientWidth && s.at.y < frame.clientHeight);
    const picked = new Set(network.getSelectedNodes());
    shown.sort((a, b) => picked.has(b.n.id) - picked.has(a.n.id) || b.n.degree - a.n.degree || (a.n.id < b.n.id ? -1 : 1));
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = SIZE + "px " + FONT;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = colour("--paper");
    context.fillStyle = colour("--ink");
    const block = (lines) => ({ lines, w: Math.max(...lines.map((l) => context.measureText(l).width)), h: lines.length * LINE });
    const inside = (b) => b.x >= 2 && b.y >= 2 && b.x + b.w <= frame.clientWidth - 2 && b.y + b.h <= frame.clientHeight - 2;
    const taken = [];
    drawn = [];
    boxes = taken;
    for (const s of shown) {
      const text = name(s.n);
      const others = shown.filter((o) => o !== s);
      // Where all round is full, a hub's name may cover nodes that hang on by one line.
      const larger = s.n.degree > 2 && !inColumns ? others.filter((o) => o.n.degree > 1).map((o) => o.box) : null;
      const free = spots(s.at, s.radius, block(wrapped(text)), block([text]), s.n.side).filter((b) => inside(b) && !hits(b, taken));
      const around = others.map((o) => o.box);
      const found = free.find((b) => !hits(b, around)) || (larger && free.find((b) => !hits(b, larger)));
      if (!found) continue;
      taken.push(found);
      drawn.push(text);
      context.textAlign = found.side || "center";
      const x = found.side === "left" ? found.x : found.side === "right" ? found.x + found.w : found.x + found.w / 2;
      found.lines.forEach((line, i) => {
        const y = found.y + (i + 0.5) * LINE;
        context.strokeText(line, x, y);
        context.fillText(line, x, y);
      });
    }
    context.restore();
  }

  // Names in the other language, search, and what was picked.
  function speak() {
    document.documentElement.lang = language === "en" ? "en" : "zh-CN";
    nodes.update(nodes.get().map((n) => ({ id: n.id, title: about(n) })));
    edges.update(edges.get().map((e) => ({ id: e.id, title: about(e) })));
    $("language").textContent = words[language].other;
    tell([], []);
  }
  function tell(nodeIds, edgeIds) {
    const items = nodeIds.length ? nodes.get(nodeIds) : edges.get(edgeIds);
    const lines = items.map(about);
    if (nodeIds.length) lines.push(...edges.get(network.getConnectedEdges(nodeIds[0])).map(about));
    $("picked").textContent = lines.join("\n\n") || words[language].hint;
  }
  function search() {
    const wanted = $("search").value.trim().toLowerCase();
    $("said").textContent = "";
    if (!wanted) return;
    const names = (n) => [n.label, n.en || ""].map((text) => text.toLowerCase());
    const all = nodes.get();
    const hit = all.find((n) => names(n).includes(wanted)) || all.find((n) => names(n).some((text) => text.includes(wanted)));
    if (!hit) {
      $("said").textContent = words[language].none + $("search").value.trim();
      return;
    }
    network.selectNodes([hit.id]);
    network.focus(hit.id, { scale: Math.max(1, network.getScale()), animation: false });
    tell([hit.id], []);
  }

  $("search").addEventListener("change", search);
  $("search-form").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  $("language").addEventListener("click", () => { language = language === "zh" ? "en" : "zh"; speak(); });
  $("whole").addEventListener("click", () => { network.unselectAll(); tell([], []); settle(); });
  network.on("afterDrawing", paint);
  network.on("click", (event) => tell(event.nodes, event.edges));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => network.redraw());
  addEventListener("resize", () => setTimeout(settle, 200));
  settle();
  speak();
  // For tests and for the curious: what stands on the canvas now.
  window.drawing = { labels: () => drawn, boxes: () => boxes, network, nodes, edges };
})();
