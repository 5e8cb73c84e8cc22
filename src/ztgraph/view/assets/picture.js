// The network as a picture: what the screen shows, with a title above and the legend below, drawn by the same code on a canvas or as SVG.
const EDGE = 24; // pixels of margin
const LEGEND = 26; // pixels: height of a row of the legend
const xml = (text) => String(text).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, "\uFFFD").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

// Records the calls that draw on a canvas as elements of SVG.
const recorder = () => {
  const out = [];
  const n = (value) => Math.round(value * 100) / 100;
  const measure = document.createElement("canvas").getContext("2d");
  const state = { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, font: "14px sans-serif", textAlign: "start", dash: [], x: 0, y: 0, scale: 1, groups: 0 };
  const saved = [];
  let path = [];
  let clips = 0;
  const at = (x, y) => `${n(x * state.scale + state.x)} ${n(y * state.scale + state.y)}`;
  const size = (value) => n(value * state.scale);
  const ctx = {
    out,
    save() { saved.push({ ...state }); state.groups = 0; },
    restore() { out.push("</g>".repeat(state.groups)); Object.assign(state, saved.pop()); },
    translate(x, y) { state.x += x * state.scale; state.y += y * state.scale; },
    scale(factor) { state.scale *= factor; },
    clip() { clips += 1; state.groups += 1; out.push(`<clipPath id="c${clips}"><path d="${path.join("")}"/></clipPath><g clip-path="url(#c${clips})">`); },
    beginPath() { path = []; }, closePath() { path.push("Z"); }, moveTo(x, y) { path.push(`M${at(x, y)}`); }, lineTo(x, y) { path.push(`L${at(x, y)}`); },
    quadraticCurveTo(a, b, x, y) { path.push(`Q${at(a, b)} ${at(x, y)}`); },
    arc(x, y, r) { for (const [sign, start] of [[1, "M"], [-1, "A"]]) path.push(start === "M" ? `M${at(x - r, y)}` : "", `A${size(r)} ${size(r)} 0 1 0 ${at(x + sign * r, y)}`); },
    rect(x, y, w, h) { path.push(`M${at(x, y)}L${at(x + w, y)}L${at(x + w, y + h)}L${at(x, y + h)}Z`); },
    setLineDash(dash) { state.dash = dash; },
    measureText(text) { measure.font = state.font; return measure.measureText(text); },
    fill() { out.push(`<path d="${path.join("")}" fill="${xml(state.fillStyle)}"/>`); },
    stroke() { out.push(`<path d="${path.join("")}" fill="none" stroke="${xml(state.strokeStyle)}" stroke-width="${size(state.lineWidth)}"${state.dash.length ? ` stroke-dasharray="${state.dash.map(size).join(" ")}"` : ""}/>`); },
    fillRect(x, y, w, h) { path = []; ctx.rect(x, y, w, h); ctx.fill(); },
    fillText(text, x, y) {
      const [px, py] = at(x, y).split(" ");
      const anchor = { center: "middle", end: "end", right: "end" }[state.textAlign];
      out.push(`<text x="${px}" y="${py}" font-size="${size(Number(/([\d.]+)px/.exec(state.font)[1]))}"${/bold/.test(state.font) ? ' font-weight="bold"' : ""}${anchor ? ` text-anchor="${anchor}"` : ""} dominant-baseline="central" fill="${xml(state.fillStyle)}">${xml(text)}</text>`);
    },
  };
  for (const key of ["fillStyle", "strokeStyle", "lineWidth", "font", "textAlign"]) Object.defineProperty(ctx, key, { get: () => state[key], set: (value) => { state[key] = value; } });
  return ctx;
};

// What is to be in the picture: one network, or two beside each other while days are compared.
const frames = () => {
  if (!zt.main.modes.size) zt.paintNetwork(zt.main, zt.now.edges, zt.onStage());
  const both = zt.state.split !== null && zt.other;
  const { clientWidth, clientHeight } = zt.main.network.canvas.frame;
  const [width, height] = clientWidth ? [clientWidth, clientHeight] : [1200, 760]; // nothing is on the screen while the table is
  const view = clientWidth ? { ...zt.main.network.getViewPosition(), scale: zt.main.network.getScale() } : zt.viewOf([...zt.main.modes.keys()], width, height, 0);
  const day = both ? zt.dayWords(zt.state.split) : "";
  const list = both ? [[zt.main, `Before ${day}`], [zt.other, `${day} and after`]] : [[zt.main, null]];
  return { list, width, height, view };
};
const titleLines = (ctx, width) => {
  const lines = [];
  ctx.font = `bold 18px ${zt.FONT}`;
  for (const word of zt.data.title.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && ctx.measureText(`${last} ${word}`).width < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, 4);
};
// Draws the legend in rows of at most `width` from `top` on; how many rows there are. Without `ink` it only counts them.
const drawLegend = (ctx, drawn, top, width, ink) => {
  let [x, y, rows] = [EDGE, top + LEGEND / 2, 1];
  const kinds = zt.data.kinds.filter((kind) => [...drawn.modes.keys()].some((id) => zt.nodeById.get(id).kind === kind));
  const claims = Object.keys(zt.CLAIMS).filter((claim) => [...drawn.edges.values()].some((edge) => zt.claimOf(edge) === claim));
  const begin = (mark, text) => {
    ctx.font = `13px ${zt.FONT}`;
    const wide = mark + ctx.measureText(text).width;
    if (x > EDGE && x + wide > width - EDGE) [x, y, rows] = [EDGE, y + LEGEND, rows + 1];
    return wide;
  };
  const words = (text, mark, wide) => { ctx.font = `13px ${zt.FONT}`; ctx.textAlign = "start"; ctx.fillStyle = zt.colour.ink; if (ink) ctx.fillText(text, x + mark, y); x += wide + 20; };
  for (const kind of kinds) {
    const wide = begin(33, zt.KINDS[kind][1]);
    if (ink) drawSwatch(ctx, kind, x + 13, y);
    words(zt.KINDS[kind][1], 33, wide);
  }
  for (const claim of claims) {
    const wide = begin(42, zt.CLAIMS[claim]);
    const edge = { negative: claim === "denied", other: claim === "other", lit: true };
    if (ink) zt.drawAlong(ctx, edge, { a: [x, y], c: [x + 17, y], b: [x + 34, y], t0: 0, t1: 1, length: 34 });
    words(zt.CLAIMS[claim], 42, wide);
  }
  return rows;
};
const drawSwatch = (ctx, kind, x, y) => {
  zt.outline(ctx, kind, x, y, 26, 15);
  ctx.fillStyle = zt.FILL[kind];
  ctx.fill();
  ctx.setLineDash([]);
  ctx.lineWidth = 1;
  ctx.strokeStyle = "#333a42";
  ctx.stroke();
};
zt.paintPicture = (ctx, { list, width, height, view }, lines, whole, bottom) => {
  const head = EDGE + lines.length * 23 + 26;
  ctx.fillStyle = zt.colour.canvas;
  ctx.fillRect(0, 0, whole, bottom);
  ctx.textAlign = "start";
  ctx.textBaseline = "middle";
  ctx.fillStyle = zt.colour.ink;
  ctx.font = `bold 18px ${zt.FONT}`;
  lines.forEach((line, i) => ctx.fillText(line, EDGE, EDGE + 8 + i * 23));
  ctx.font = `13px ${zt.FONT}`;
  ctx.fillStyle = zt.colour.muted;
  ctx.fillText(zt.summarise(), EDGE, EDGE + 8 + lines.length * 23);
  list.forEach(([drawn, name], i) => {
    ctx.save();
    ctx.beginPath();
    ctx.rect(i * width, head, width, height);
    ctx.clip();
    ctx.save();
    ctx.translate(i * width + width / 2, head + height / 2);
    ctx.scale(view.scale, view.scale);
    ctx.translate(-view.x, -view.y);
    zt.drawEdges(ctx, drawn);
    for (const [id, mode] of drawn.modes) { const { x, y } = drawn.network.body.nodes[id]; zt.drawNode(ctx, zt.nodeById.get(id), x, y, mode, false, zt.state.pinned.has(id), drawn.counts.get(id)); }
    zt.drawLabels(ctx, drawn, view.scale);
    ctx.restore();
    ctx.font = `bold 15px ${zt.FONT}`;
    ctx.textAlign = "start";
    ctx.fillStyle = zt.colour.ink;
    if (name) ctx.fillText(name, i * width + EDGE, head + 14);
    ctx.restore();
  });
  drawLegend(ctx, zt.main, head + height, whole, true);
};
const layoutOf = (ctx) => {
  const shown = frames();
  const lines = titleLines(ctx, shown.width * shown.list.length - 2 * EDGE);
  const width = shown.width * shown.list.length;
  const rows = drawLegend(ctx, zt.main, 0, width, false);
  return { shown, lines, width, height: EDGE + lines.length * 23 + 26 + shown.height + rows * LEGEND + 10 };
};
zt.svg = () => {
  const ctx = recorder();
  const { shown, lines, width, height } = layoutOf(ctx);
  zt.paintPicture(ctx, shown, lines, width, height);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Liberation Sans, Arial, Helvetica, sans-serif"><title>${xml(zt.data.title)}</title><desc>${xml(zt.summarise())}</desc>${ctx.out.join("")}</svg>\n`;
};
// For print: the picture in the place of the canvas, which cannot take the size of the paper.
zt.forPaper = () => {
  const bytes = new TextEncoder().encode(zt.svg());
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  const image = zt.el("img", { alt: `Network: ${zt.summarise()}`, src: `data:image/svg+xml;base64,${btoa(text)}` });
  document.getElementById("paper").replaceChildren(image);
};
const SHARP = 2; // pixels of the PNG for one of the screen
zt.png = (done) => {
  const canvas = document.createElement("canvas");
  const ctx = canvas.getContext("2d");
  const { shown, lines, width, height } = layoutOf(ctx);
  [canvas.width, canvas.height] = [width * SHARP, height * SHARP];
  ctx.scale(SHARP, SHARP);
  zt.paintPicture(ctx, shown, lines, width, height);
  canvas.toBlob(done, "image/png");
};
