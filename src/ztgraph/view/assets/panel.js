// The panel of evidence: what is focused, its statements as sentences, and the words of the source that say so.
zt.actor = (id, short) => zt.button(short ?? zt.labelOf(id), () => zt.focusOn(`n:${id}`, { say: true }), { class: "actor" });
zt.fact = (statement) => {
  const claim = zt.claimOf(statement);
  const meta = [
    statement.time ? zt.el("span", { class: "date", title: statement.time }, zt.dateWords(statement.time)) : null,
    zt.el("span", {}, statement.by ? ["according to ", zt.actor(statement.by, zt.shortOf(statement.by, statement.doc))] : "the text itself says so"),
  ];
  const tools = [
    zt.el("span", { class: "rule", title: "The rule that found it" }, statement.rule),
    statement.edge !== undefined && !zt.isDrawn(statement) ? zt.button(zt.state.view === "network" ? "Edge" : "Show in network", () => zt.showInNetwork(statement), { class: "quiet", "aria-label": zt.state.view === "network" ? "Edge: show it in the network" : null }) : null,
    zt.button("Cite", () => zt.citeDialog(statement), { class: "quiet" }),
    zt.button("Link", () => zt.copyLink(`s:${statement.id}`), { class: "quiet", "aria-label": "Copy a link to this statement" }),
  ];
  const amounts = statement.amounts.filter(([, words]) => !statement.theme?.includes(words)).map(([role, words]) => `${words} (${role})`).join("; ");
  const point = (id) => () => zt.pointAt(id);
  return zt.el("div", { class: `fact ${claim}`, "data-statement": statement.id, on: { pointerenter: point(statement.edge), pointerleave: point(null), focusin: point(statement.edge), focusout: point(null) } },
    claim === "other" ? zt.el("span", { class: "tag" }, zt.CLAIMS.other) : null,
    zt.el("p", { class: "sentence" }, zt.actor(statement.s), " ", zt.el("span", { class: statement.neg ? "verb not" : "verb" }, zt.verb(statement)), " ", zt.actor(statement.o),
      statement.theme ? zt.el("span", { class: "theme" }, ` (${statement.theme})`) : null),
    amounts ? zt.el("p", { class: "amounts" }, amounts) : null,
    zt.el("p", { class: "meta" }, meta.filter(Boolean)), zt.el("p", { class: "meta tools" }, tools.filter(Boolean)));
};
// While a sentence is pointed at, its edge stands out.
zt.pointAt = (id) => {
  if (zt.state.view !== "network" || !zt.main?.modes.size) return;
  for (const drawn of [zt.main, ...(zt.state.split !== null && zt.other ? [zt.other] : [])]) { drawn.hover = drawn.edges.has(id) ? id : null; drawn.network.redraw(); }
};
// Back from the words to the edge: it is drawn, in focus and named.
zt.isDrawn = (statement) => zt.state.view === "network" && (zt.state.focus === `s:${statement.id}` || zt.state.focus === `e:${zt.edgeKey(zt.edgeById.get(statement.edge))}`);
zt.showInNetwork = (statement) => {
  zt.set({ view: "network", focus: `e:${zt.edgeKey(zt.edgeById.get(statement.edge))}`, path: null, steps: 1, split: null }, { say: true });
  document.getElementById("canvas").focus();
};

// Statements of one document whose quotes overlap stand on the same words: they share one quotation.
zt.grouped = (statements) => {
  const ordered = statements.filter((s) => s.ev.length).sort((a, b) => a.doc - b.doc || a.ev[0][0] - b.ev[0][0] || a.ev[0][1] - b.ev[0][1]);
  const groups = [];
  for (const statement of ordered) {
    const last = groups[groups.length - 1];
    if (last && last.doc === statement.doc && statement.ev[0][0] < last.end) { last.statements.push(statement); last.end = Math.max(last.end, statement.ev[0][1]); }
    else groups.push({ doc: statement.doc, start: statement.ev[0][0], end: statement.ev[0][1], statements: [statement] });
  }
  const without = statements.filter((s) => !s.ev.length);
  return without.length ? [...groups, { doc: without[0].doc, statements: without, start: null }] : groups;
};
zt.joined = (pieces) => {
  const places = [];
  for (const [start, end] of [...pieces].sort((a, b) => a[0] - b[0])) {
    const last = places[places.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else places.push([start, end]);
  }
  return places;
};
zt.quotation = (group) => {
  if (group.start === null) return null;
  const { text } = zt.data.documents[group.doc];
  const pieces = group.statements.flatMap((s) => s.ev);
  const places = zt.joined(pieces);
  const low = pieces.reduce((least, p) => Math.min(least, p[2]), Infinity);
  const high = pieces.reduce((most, p) => Math.max(most, p[3]), 0);
  const quote = zt.el("blockquote", {});
  let at = low;
  for (const [start, end] of places) {
    const gap = start - at > 900 ? [text.slice(at, text.lastIndexOf(" ", at + 240)), " […]", text.slice(text.indexOf(" ", start - 240), start)].join("") : text.slice(at, start);
    quote.append(gap, zt.el("mark", {}, text.slice(start, end)));
    at = end;
  }
  quote.append(text.slice(at, high));
  return quote;
};
zt.pageWords = (statement) => (statement.page ? `page ${statement.page}` : ""); // of sources that have pages
zt.sourceLine = (group) => {
  const source = zt.data.documents[group.doc];
  const name = zt.data.documents.length > 1 ? source.title : source.publisher || source.title; // of one document the title is the page's own
  const outside = source.url ? zt.el("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, name) : name;
  const show = zt.button("Show in document", () => zt.showInSource(group.doc, group.start, group.statements), { class: "show" });
  return zt.el("p", { class: "source" }, zt.el("cite", { title: source.title }, outside), source.date ? zt.el("span", {}, zt.dateWords(source.date)) : null, zt.el("span", {}, zt.pageWords(group.statements[0])), group.start === null ? null : show);
};
const MANY = 25; // sentences on the same words: more are shown on demand
const facts = (statements) => {
  const shown = statements.slice(0, MANY).map(zt.fact);
  if (statements.length > MANY) shown.push(zt.button(`Show ${statements.length - MANY} more on these words`, (event) => event.target.replaceWith(...statements.slice(MANY, MANY + 500).map(zt.fact)), { class: "more" }));
  return shown;
};
zt.evidence = (statements, place, first = 40) => {
  const groups = zt.grouped([...statements]);
  const add = (from) => {
    for (const group of groups.slice(from, from + first)) {
      place.append(zt.el("article", { class: "group" }, facts(group.statements), zt.quotation(group), zt.sourceLine(group)));
    }
    if (from + first < groups.length) {
      const more = zt.button(`Show ${Math.min(first, groups.length - from - first)} more of ${groups.length - from - first}`, () => { more.remove(); add(from + first); }, { class: "more" });
      place.append(more);
    }
  };
  add(0);
};

zt.renderPanel = () => {
  const panel = document.getElementById("panel");
  const { state, now } = zt;
  const before = panel.scrollTop;
  const scrolled = panel.dataset.for === zt.toHash() ? before : 0;
  panel.dataset.for = zt.toHash();
  panel.replaceChildren();
  if (state.path) zt.pathPanel(panel);
  else if (state.focus?.startsWith("n:") && zt.byId.has(state.focus.slice(2))) zt.actorPanel(panel, state.focus.slice(2));
  else if (now.statements) zt.chosenPanel(panel);
  else zt.openingPanel(panel);
  if (before || scrolled) panel.scrollTop = scrolled; // to set it costs a layout
};
zt.panelHead = (kicker, title, ...rest) => zt.el("header", { class: "panel-head" }, zt.el("p", { class: "kicker" }, kicker), zt.el("h2", {}, title), ...rest);
zt.backButton = () => zt.button("Close", () => zt.set({ focus: null, path: null, steps: 1 }), { class: "close", "aria-label": "Close and show everything" });
zt.actorPanel = (panel, id) => {
  const entity = zt.byId.get(id);
  const { state, now } = zt;
  const steps = [1, 2, 3].map((n) => zt.button(String(n), () => zt.set({ steps: n }, { replace: true, fit: zt.LARGE }), { "aria-pressed": String(state.steps === n), "aria-label": zt.count(n, "step") }));
  const hide = zt.button("Hide", () => zt.toggleNode("hidden", id));
  const pin = zt.button(state.pinned.has(id) ? "Unpin" : "Pin", () => zt.toggleNode("pinned", id), { "aria-pressed": String(state.pinned.has(id)) });
  const also = entity.mentions.length ? zt.el("p", { class: "also" }, "Also called: ", entity.mentions.slice(0, 8).join(", ")) : null;
  const parent = entity.partOf ? zt.el("p", { class: "also" }, "Part of ", zt.byId.has(entity.partOf) ? zt.actor(entity.partOf) : entity.partOf) : null;
  const links = [entity.url ? zt.el("a", { href: entity.url, rel: "noopener noreferrer", target: "_blank" }, entity.url) : null,
    ...entity.sameAs.filter((same) => /^Q[0-9]+$/.test(same) || /^https?:\/\//i.test(same)).map((same) => zt.el("a", { href: /^Q/.test(same) ? `https://www.wikidata.org/wiki/${same}` : same, rel: "noopener noreferrer", target: "_blank" }, /^Q/.test(same) ? `Wikidata ${same}` : same))].filter(Boolean);
  const kicker = zt.el("span", {}, zt.swatch(entity.kind), ` ${zt.KINDS[entity.kind][0]} · ${zt.count(now.statements.length, "statement")}`);
  panel.append(zt.panelHead(kicker, entity.label, zt.backButton(), also, parent, links.length ? zt.el("p", { class: "also" }, ...links.flatMap((link, i) => (i ? [" · ", link] : [link]))) : null,
    zt.el("div", { class: "row" }, zt.el("span", { class: "steps", role: "group", "aria-label": "Steps of the neighbourhood" }, zt.el("span", { class: "small" }, "Steps "), steps), hide, pin, zt.button("Path from here", () => zt.pathDialog(id)))));
  const order = now.statements.filter((s) => s.s === id || s.o === id);
  const told = now.statements.filter((s) => s.s !== id && s.o !== id);
  const denied = order.filter((s) => zt.claimOf(s) === "denied");
  const rest = order.filter((s) => zt.claimOf(s) !== "denied");
  if (denied.length) { panel.append(zt.el("h3", { class: "not" }, `Stated not to have happened · ${denied.length}`)); zt.evidence(denied, panel); }
  if (denied.length && rest.length) panel.append(zt.el("h3", {}, `Other statements · ${rest.length}`));
  zt.evidence(rest, panel);
  if (told.length) { panel.append(zt.el("h3", {}, `What ${entity.label} says of others · ${told.length}`)); zt.evidence(told, panel, 12); }
};
zt.chosenPanel = (panel) => {
  const { state, now } = zt;
  const [type, rest] = [state.focus.slice(0, 1), state.focus.slice(2)];
  const edge = type === "e" ? zt.edgeByKey.get(rest) : null;
  const title = edge ? `${zt.labelOf(edge.from)} ${edge.symmetric ? "—" : "→"} ${zt.labelOf(edge.to)}` : type === "t" ? zt.dateWords(rest) : type === "c" ? zt.partName(now.nodes) : "Statements on these words";
  const kicker = edge ? zt.el("span", {}, zt.strokeSwatch(zt.claimOf(edge)), ` ${zt.CLAIMS[zt.claimOf(edge)]} · ${zt.count(now.statements.length, "statement")}`) : zt.count(now.statements.length, "statement");
  panel.append(zt.panelHead(kicker, title, zt.backButton()));
  if (now.statements.length) zt.evidence(now.statements, panel);
  else panel.append(zt.el("p", { class: "empty" }, "The filters hide these statements."));
};
const OFFERED = 12; // communities of a large graph that are offered to begin with
const partList = () => {
  const parts = new Map();
  for (const node of zt.data.nodes) { if (!parts.has(node.part)) parts.set(node.part, new Set()); parts.get(node.part).add(node.id); }
  const linked = [...parts].filter(([, ids]) => ids.size > 1 && [...ids].some((id) => zt.now.near.has(id))).sort(([a], [b]) => a - b);
  const item = ([part, ids]) => zt.el("li", {}, zt.button(zt.partName(ids), () => zt.focusOn(`c:${part}`, { say: true, fit: true }), { class: "actor" }));
  const list = zt.el("ul", { class: "parts" }, linked.slice(0, OFFERED).map(item));
  const more = linked.length > OFFERED ? zt.button(`Show all ${linked.length} parts`, () => { list.append(...linked.slice(OFFERED, 400).map(item)); more.remove(); }, { class: "more" }) : null;
  return [zt.el("h3", {}, "Parts of this graph"), list, more].filter(Boolean);
};
zt.openingPanel = (panel) => {
  const denied = zt.now.visible.filter((s) => zt.claimOf(s) === "denied");
  const rest = zt.now.visible.filter((s) => zt.claimOf(s) !== "denied");
  panel.append(zt.panelHead(!zt.LARGE && denied.length && rest.length ? `${zt.number(denied.length)} of ${zt.count(zt.now.visible.length, "statement")}` : zt.count(zt.now.visible.length, "statement"), zt.LARGE ? "Where to begin" : denied.length ? "What did not happen" : "Statements", zt.el("p", { class: "also" }, "Choose an actor, an edge or a date to see what the source says of it.")));
  if (zt.LARGE && zt.data.nodes.some((node) => node.part)) panel.append(...partList());
  if (zt.LARGE && denied.length) panel.append(zt.el("h3", { class: "not" }, `Stated not to have happened · ${zt.number(denied.length)}`));
  zt.evidence(denied, panel, 10);
  if (denied.length && rest.length) panel.append(zt.el("h3", {}, `Other statements · ${rest.length}`));
  zt.evidence(rest, panel, denied.length ? 6 : 12);
};
zt.toggleNode = (which, id) => {
  const set = new Set(zt.state[which]);
  if (!set.delete(id)) set.add(id);
  const gone = which === "hidden" && zt.state.focus === `n:${id}`;
  zt.set({ [which]: set, ...(gone ? { focus: null } : {}) });
  zt.say(`${zt.labelOf(id)}: ${set.has(id) ? which : `no longer ${which}`}`);
};
