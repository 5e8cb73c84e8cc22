// Taking things along: CSV, a link, citations, and the dialog that offers them and the picture.
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
  const head = ["statement", "subject", "subject_kind", "relation", "object", "object_kind", "polarity", "modality", "time", "according_to", "theme", "document", "page", "rule", "start", "end", "quote"];
  // A cell that a spreadsheet would run as a formula gets an apostrophe before it.
  const cell = (value) => { const text = String(value ?? ""); const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text; return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe; };
  const rows = (zt.now.statements || zt.now.visible).map((s) => [s.id, zt.labelOf(s.s), zt.byId.get(s.s).kind, s.p, zt.labelOf(s.o), zt.byId.get(s.o).kind, s.neg ? "negative" : "positive", s.other ? "other" : "asserted", s.time, s.by ? zt.labelOf(s.by) : "", s.theme, zt.data.documents[s.doc].id, s.page, s.rule, s.ev[0]?.[0], s.ev[0]?.[1], zt.quoteOf(s)]);
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
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
  const parts = [source.publisher, `“${source.title}”`, source.date ? zt.dateWords(source.date) : null, zt.pageWords(statement), source.url].filter(Boolean).join(", ");
  const [start, end] = statement.ev[0] || [0, 0];
  return `${zt.sentence(statement)}${statement.time ? ` (${zt.dateWords(statement.time)})` : ""}${statement.by ? `, according to ${zt.labelOf(statement.by)}` : ""}. “${zt.quoteOf(statement).replace(/\s+/g, " ")}”. ${parts}, characters ${start}–${end}. Statement ${statement.id}.`;
};
zt.bibtex = (statement) => {
  const source = statedIn(statement);
  const tex = (text) => String(text).replace(/\s+/g, " ").replace(/[\\{}$&#^_%~]/g, (c) => ({ "\\": "\\textbackslash{}", "^": "\\^{}", "~": "\\~{}" })[c] || `\\${c}`);
  const fields = [["title", `{${tex(source.title)}}`], ["author", source.publisher ? `{${tex(source.publisher)}}` : null], ["year", (source.date || "").slice(0, 4)], ["date", source.date], ["pages", statement.page], ["url", source.url], ["note", tex(`${zt.sentence(statement)}: “${zt.quoteOf(statement)}” (statement ${statement.id})`)]];
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
    row("PNG", "the network as it is shown, with title and legend", () => zt.png((blob) => save(blob, fileName("png")))),
    row("SVG", "the same, to enlarge and to edit", () => save(new Blob([zt.svg()], { type: "image/svg+xml" }), fileName("svg"))),
    row("Link", "restores this very view", () => zt.copyLink()),
    row("Print", "the picture and the evidence", () => { document.getElementById("dialog").close(); window.print(); })));
};
