// Taking things along: CSV, PNG, SVG, a link, and citations.
const save = (blob, name) => {
  const url = URL.createObjectURL(blob);
  const link = zt.el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 5000);
  zt.say(`${name} saved`);
};
const fileName = (ending) => `${zt.data.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60).toLowerCase() || "graph"}.${ending}`;
zt.csv = () => {
  const head = ["statement", "subject", "subject_kind", "relation", "object", "object_kind", "polarity", "modality", "time", "according_to", "theme", "document", "rule", "start", "end", "quote"];
  // A cell that a spreadsheet would run as a formula gets an apostrophe before it.
  const cell = (value) => { const text = String(value ?? ""); const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text; return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe; };
  const rows = (zt.now.statements || zt.now.visible).map((s) => [s.id, zt.labelOf(s.s), zt.byId.get(s.s).kind, s.p, zt.labelOf(s.o), zt.byId.get(s.o).kind, s.neg ? "negative" : "positive", s.other ? "other" : "asserted", s.time, s.by ? zt.labelOf(s.by) : "", s.theme, zt.data.documents[s.doc].id, s.rule, s.ev[0]?.[0], s.ev[0]?.[1], zt.quoteOf(s)]);
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
};

// Records the calls that draw on a canvas as SVG, so that the picture is what the screen shows.
zt.svg = () => {
  const { network } = zt.main;
  const frame = network.canvas.frame.canvas;
  const [width, height] = [frame.clientWidth, frame.clientHeight];
  const esc = (text) => String(text).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, "\uFFFD").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  const out = [];
  const n = (value) => Math.round(value * 100) / 100;
  const measure = document.createElement("canvas").getContext("2d");
  const state = { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, font: "14px sans-serif", textAlign: "start", textBaseline: "alphabetic", dash: [], matrix: new DOMMatrix() };
  let path = [];
  const saved = [];
  const at = (x, y) => { const p = new DOMPoint(x, y).matrixTransform(state.matrix); return `${n(p.x)} ${n(p.y)}`; };
  const ctx = {
    save() { saved.push({ ...state, matrix: DOMMatrix.fromMatrix(state.matrix) }); }, restore() { Object.assign(state, saved.pop()); },
    translate(x, y) { state.matrix = state.matrix.translate(x, y); }, scale(x, y) { state.matrix = state.matrix.scale(x, y); }, rotate(r) { state.matrix = state.matrix.rotate((r * 180) / Math.PI); },
    beginPath() { path = []; }, closePath() { path.push("Z"); }, moveTo(x, y) { path.push(`M${at(x, y)}`); }, lineTo(x, y) { path.push(`L${at(x, y)}`); },
    quadraticCurveTo(a, b, x, y) { path.push(`Q${at(a, b)} ${at(x, y)}`); }, bezierCurveTo(a, b, c, d, x, y) { path.push(`C${at(a, b)} ${at(c, d)} ${at(x, y)}`); },
    arc(x, y, r) { path.push(`M${at(x - r, y)}A${n(r)} ${n(r)} 0 1 0 ${at(x + r, y)}A${n(r)} ${n(r)} 0 1 0 ${at(x - r, y)}`); }, rect(x, y, w, h) { path.push(`M${at(x, y)}L${at(x + w, y)}L${at(x + w, y + h)}L${at(x, y + h)}Z`); },
    setLineDash(dash) { state.dash = dash; }, measureText(text) { measure.font = state.font; return measure.measureText(text); },
    fill() { if (path.length) out.push(`<path d="${path.join("")}" fill="${esc(state.fillStyle)}"/>`); },
    stroke() { if (path.length) out.push(`<path d="${path.join("")}" fill="none" stroke="${esc(state.strokeStyle)}" stroke-width="${n(state.lineWidth)}"${state.dash.length ? ` stroke-dasharray="${state.dash.map(Number).join(" ")}"` : ""}/>`); },
    fillRect(x, y, w, h) { out.push(`<path d="M${at(x, y)}L${at(x + w, y)}L${at(x + w, y + h)}L${at(x, y + h)}Z" fill="${esc(state.fillStyle)}"/>`); },
    fillText(text, x, y) { const [px1, py1] = at(x, y).split(" "); out.push(`<text x="${px1}" y="${py1}" font-size="${parseFloat(state.font)}" text-anchor="middle" dominant-baseline="central" fill="${esc(state.fillStyle)}">${esc(text)}</text>`); },
  };
  for (const key of ["fillStyle", "strokeStyle", "lineWidth", "font", "textAlign", "textBaseline"]) Object.defineProperty(ctx, key, { get: () => state[key], set: (value) => { state[key] = value; } });
  const { body } = network;
  body.edgeIndices.forEach((id) => body.edges[id].connected && body.edges[id].draw(ctx));
  body.nodeIndices.forEach((id) => body.nodes[id].draw(ctx));
  body.edgeIndices.forEach((id) => body.edges[id].connected && body.edges[id].drawArrows(ctx));
  zt.drawLabels(ctx, zt.main);
  const [centre, scale] = [network.getViewPosition(), network.getScale()];
  const [w, h] = [width / scale, height / scale];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${n(centre.x - w / 2)} ${n(centre.y - h / 2)} ${n(w)} ${n(h)}" font-family="Liberation Sans, Arial, Helvetica, sans-serif"><title>${esc(zt.data.title)}</title><desc>${esc(zt.summarise())}</desc><rect x="${n(centre.x - w / 2)}" y="${n(centre.y - h / 2)}" width="${n(w)}" height="${n(h)}" fill="${esc(zt.colour.canvas)}"/>${out.join("")}</svg>\n`;
};
zt.png = (done) => {
  const { canvas } = zt.main.network.canvas.frame;
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const ctx = copy.getContext("2d");
  ctx.fillStyle = zt.colour.canvas;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(canvas, 0, 0);
  copy.toBlob(done, "image/png");
};
zt.copy = (text, what) => {
  const field = zt.el("textarea", { class: "offscreen", "aria-hidden": "true" });
  const done = () => zt.say(`${what} copied`);
  const byHand = () => { (document.getElementById("dialog").open ? document.getElementById("dialog") : document.body).append(field); field.value = text; field.select(); document.execCommand("copy"); field.remove(); done(); };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand);
  else byHand();
};
zt.copyLink = (focus) => {
  const link = focus ? `${location.href.split("#")[0]}#${new URLSearchParams({ focus })}` : location.href;
  zt.copy(link, "Link");
};

const statedIn = (statement) => zt.data.documents[statement.doc];
zt.citation = (statement) => {
  const source = statedIn(statement);
  const parts = [source.publisher, `“${source.title}”`, source.date ? zt.dateWords(source.date) : null, source.url].filter(Boolean).join(", ");
  const [start, end] = statement.ev[0] || [0, 0];
  return `${zt.sentence(statement)}${statement.time ? ` (${zt.dateWords(statement.time)})` : ""}${statement.by ? `, according to ${zt.labelOf(statement.by)}` : ""}. “${zt.quoteOf(statement).replace(/\s+/g, " ")}”. ${parts}, characters ${start}–${end}. Statement ${statement.id}.`;
};
zt.bibtex = (statement) => {
  const source = statedIn(statement);
  const tex = (text) => String(text).replace(/\s+/g, " ").replace(/[\\{}$&#^_%~]/g, (c) => ({ "\\": "\\textbackslash{}", "^": "\\^{}", "~": "\\~{}" })[c] || `\\${c}`);
  const fields = [["title", `{${tex(source.title)}}`], ["author", source.publisher ? `{${tex(source.publisher)}}` : null], ["year", (source.date || "").slice(0, 4)], ["date", source.date], ["url", source.url], ["note", tex(`${zt.sentence(statement)}: “${zt.quoteOf(statement)}” (statement ${statement.id})`)]];
  return `@misc{${statement.id},\n${fields.filter(([, value]) => value).map(([key, value]) => `  ${key} = {${value}},`).join("\n")}\n}`;
};
zt.citeDialog = (statement) => {
  const block = (title, text) => [zt.el("h3", {}, title), zt.el("pre", { tabindex: "0" }, text), zt.button("Copy", () => zt.copy(text, title))];
  zt.openDialog("Cite this statement", ...block("Text", zt.citation(statement)), ...block("BibTeX", zt.bibtex(statement)));
};
zt.exportDialog = () => {
  const row = (name, note, action) => zt.el("li", {}, zt.button(name, action, { class: "primary" }), zt.el("span", {}, note));
  const many = zt.count((zt.now.statements || zt.now.visible).length, "statement");
  zt.openDialog("Take it along", zt.el("ul", { class: "exports" },
    row("CSV", `${many} with their quotes`, () => save(new Blob(["\uFEFF", zt.csv(), "\r\n"], { type: "text/csv;charset=utf-8" }), fileName("csv"))),
    row("PNG", "the network as it is shown", () => zt.png((blob) => save(blob, fileName("png")))),
    row("SVG", "the network as it is shown, to edit", () => save(new Blob([zt.svg()], { type: "image/svg+xml" }), fileName("svg"))),
    row("Link", "restores this very view", () => zt.copyLink()),
    row("Print", "the picture and the evidence", () => { document.getElementById("dialog").close(); window.print(); })));
};
