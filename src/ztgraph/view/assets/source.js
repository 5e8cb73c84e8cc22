// The whole text of a document with every piece of evidence marked; a mark leads back to its statements and edges.
zt.showInSource = (doc, start, statements) => {
  zt.set({ view: "source", document: doc, focus: `s:${statements.map((s) => s.id).join(",")}`, path: null, split: null });
  requestAnimationFrame(() => {
    const place = document.getElementById("view-source");
    const mark = [...place.querySelectorAll("mark")].find((m) => Number(m.dataset.start) >= start) || place.querySelector("mark.chosen");
    mark?.scrollIntoView({ block: "center", behavior: "auto" });
    mark?.focus({ preventScroll: true });
  });
};
zt.renderSource = () => {
  const place = document.getElementById("view-source");
  const doc = zt.state.document;
  const source = zt.data.documents[doc];
  const kept = place.contains(document.activeElement) ? document.activeElement.dataset.start : null;
  const scrollTop = place.dataset.doc === String(doc) ? place.scrollTop : 0;
  place.dataset.doc = doc;
  const here = zt.now.visible.filter((s) => s.doc === doc);
  const chosen = new Set((zt.now.statements || []).filter((s) => s.doc === doc));
  const spans = here.flatMap((s) => s.ev.map(([start, end]) => ({ start, end, s }))).sort((a, b) => a.start - b.start || b.end - a.end);
  const cuts = [...new Set([0, source.text.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  const body = zt.el("div", { class: "text" });
  let first = 0;
  const open = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [start, end] = [cuts[i], cuts[i + 1]];
    while (first < spans.length && spans[first].start <= start) { open.push(spans[first]); first += 1; }
    for (let k = open.length - 1; k >= 0; k -= 1) if (open[k].end <= start) open.splice(k, 1);
    const piece = source.text.slice(start, end);
    if (!open.length) { body.append((start ? piece : piece.trimStart()).replace(/\n{3,}/g, "\n\n")); continue; }
    const statements = [...new Set(open.map((span) => span.s))];
    const classes = [statements.some((s) => zt.claimOf(s) === "denied") ? "denied" : statements.every((s) => s.other) ? "other" : "stated", statements.some((s) => chosen.has(s)) ? "chosen" : ""];
    const go = () => zt.focusOn(`s:${statements.map((s) => s.id).join(",")}`, { say: true });
    body.append(zt.el("mark", { class: classes.join(" ").trim(), role: "button", tabindex: "0", "data-start": start, "aria-label": `${piece} (${zt.count(statements.length, "statement")})`, title: statements.map(zt.sentence).join("\n"), on: { click: go, keydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); go(); } } } }, piece));
  }
  const choose = zt.el("select", { "aria-label": "Document", on: { change: (event) => zt.set({ document: Number(event.target.value), focus: null }) } }, zt.data.documents.map((d, i) => zt.el("option", { value: i }, d.title)));
  choose.value = String(doc);
  const facts = [source.publisher, source.date ? zt.dateWords(source.date) : null, source.source].filter(Boolean).join(" · ");
  zt.fill(place, zt.el("div", { class: "paper" }, zt.data.documents.length > 1 ? choose : null, zt.el("h2", {}, source.title), zt.el("p", { class: "also" }, facts),
    source.url ? zt.el("p", { class: "also" }, zt.el("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, source.url)) : null,
    zt.el("p", { class: "also" }, `${zt.count(here.length, "statement")} marked. Choose a mark to see what it says.`), body));
  place.scrollTop = scrollTop;
  if (kept) place.querySelector(`mark[data-start="${CSS.escape(kept)}"]`)?.focus({ preventScroll: true });
};
