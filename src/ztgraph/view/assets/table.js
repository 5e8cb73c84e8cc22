// All visible statements as a table: an equal view, sortable, every row opens its evidence.
const SHORT = { stated: "stated", denied: "did not happen", other: "planned or possible" };
const COLUMNS = [
  ["Actor", (s) => zt.labelOf(s.s)], ["Relation", (s) => zt.verb(s)], ["Actor or thing", (s) => zt.labelOf(s.o)], ["Claim", (s) => SHORT[zt.claimOf(s)]],
  ["Date", (s) => s.time || ""], ["Who says so", (s) => (s.by ? zt.labelOf(s.by) : "the text")], ["Document", (s) => zt.data.documents[s.doc].title], ["Words of the source", (s) => zt.quoteOf(s)],
];
const ROWS = 300;
const DOCUMENT = 6; // the column that only says something where there are several documents
// The words of the source: overlapping pieces of evidence as one.
zt.quoteOf = (statement) => zt.joined(statement.ev).map(([start, end]) => zt.data.documents[statement.doc].text.slice(start, end)).join(" … ");
zt.sorting = { column: null, down: false };
const cell = (tag, column, attributes, ...children) => zt.el(tag, { role: "cell", "data-column": COLUMNS[column][0], ...attributes }, ...children);
zt.renderTable = () => {
  const place = document.getElementById("view-table");
  const { column, down } = zt.sorting;
  const kept = place.contains(document.activeElement) ? document.activeElement.dataset.keep : null;
  const { scrollTop } = place;
  let rows = [...(zt.now.statements || zt.now.visible)];
  if (column !== null) {
    const value = column === 4 ? (s) => (s.days ? (s.days[0] ?? s.days[1]) : Infinity) : COLUMNS[column][1];
    rows.sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : a.index - b.index) * (down ? -1 : 1));
  }
  const shown = rows.slice(0, zt.tableRows || ROWS);
  const several = zt.data.documents.length > 1;
  const head = COLUMNS.map(([name], i) => (i === DOCUMENT && !several ? null : zt.el("th", { scope: "col", role: "columnheader", "aria-sort": column === i ? (down ? "descending" : "ascending") : "none" },
    zt.button(name + (column === i ? (down ? " ▼" : " ▲") : ""), () => { zt.sorting = { column: i, down: column === i && !down }; zt.renderTable(); }, { "data-keep": `sort-${i}` }))));
  const body = shown.map((s) => zt.el("tr", { class: zt.claimOf(s), "data-statement": s.id, role: "row" },
    cell("th", 0, { scope: "row", role: "rowheader" }, zt.actor(s.s)), cell("td", 1, { class: s.neg ? "not" : "" }, zt.verb(s)), cell("td", 2, {}, zt.actor(s.o), s.theme ? zt.el("span", { class: "theme" }, ` (${s.theme})`) : null),
    cell("td", 3, {}, COLUMNS[3][1](s)), cell("td", 4, { class: "nowrap" }, s.time ? zt.dateWords(s.time, true) : "—"), cell("td", 5, {}, COLUMNS[5][1](s)), several ? cell("td", DOCUMENT, {}, COLUMNS[DOCUMENT][1](s)) : null,
    cell("td", 7, { class: "quote" }, zt.button(zt.quoteOf(s) || "—", () => zt.focusOn(`s:${s.id}`, { say: true }), { class: "plain", "data-keep": s.id, "aria-label": `Evidence: ${zt.quoteOf(s)}` }))));
  const caption = zt.el("caption", {}, zt.summarise(), zt.now.statements ? ` In focus: ${zt.count(rows.length, "statement")}.` : "");
  const more = rows.length > shown.length ? zt.button(`Show all ${rows.length} rows`, () => { zt.tableRows = rows.length; zt.renderTable(); }, { class: "more" }) : null;
  zt.fill(place, zt.el("table", { role: "table" }, caption, zt.el("thead", { role: "rowgroup" }, zt.el("tr", { role: "row" }, head)), zt.el("tbody", { role: "rowgroup" }, body)), more);
  place.scrollTop = scrolledOr(kept, scrollTop);
  if (kept) place.querySelector(`[data-keep="${CSS.escape(kept)}"]`)?.focus({ preventScroll: true });
};
const scrolledOr = (kept, top) => (zt.state.view === "table" ? top : 0);
