// Legend and filters in one: every mark that occurs, how often, and whether it is shown.
const facetCounts = (facet) => {
  const counts = new Map();
  for (const statement of zt.statements) {
    if (!zt.passes(statement, facet)) continue;
    const values = facet === "kinds" ? new Set([zt.byId.get(statement.s).kind, zt.byId.get(statement.o).kind]) : [zt.valueOf[facet](statement)];
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  }
  return counts;
};
const kindCounts = () => {
  const counts = new Map();
  for (const statement of zt.statements) if (zt.passes(statement, "kinds")) for (const id of [statement.s, statement.o]) { const { kind } = zt.byId.get(id); if (!counts.has(kind)) counts.set(kind, new Set()); counts.get(kind).add(id); }
  return new Map([...counts].map(([kind, ids]) => [kind, ids.size]));
};
zt.setOff = (facet, off) => { zt.set({ off: { ...zt.state.off, [facet]: off } }, {}); zt.say(zt.summarise()); };
const line = (facet, values, label, counts, all, swatch, extra = {}) => {
  const off = zt.state.off[facet];
  const hidden = values.filter((value) => off.has(value)).length;
  const box = zt.el("input", { type: "checkbox", "data-facet": facet, "data-value": values.join(","), on: { change: () => {
    const next = new Set(off);
    values.forEach((value) => (box.checked ? next.delete(value) : next.add(value)));
    zt.setOff(facet, next);
  } } });
  box.checked = hidden === 0;
  box.indeterminate = hidden > 0 && hidden < values.length;
  const only = zt.button("only", () => zt.setOff(facet, new Set(all.filter((value) => !values.includes(value)))), { class: "only", "aria-label": `Only ${label}`, "data-only": values.join(",") });
  const number = values.reduce((sum, value) => sum + (counts.get(value) || 0), 0);
  return zt.el("li", { class: `${number ? "" : "zero"} ${extra.class || ""}`.trim() }, zt.el("label", {}, box, swatch || null, zt.el("span", { class: "name" }, label), zt.el("span", { class: "count" }, zt.number(number))), only);
};
const section = (facet, title, lines, note) => {
  const head = zt.el("h2", {}, title);
  const all = zt.state.off[facet].size ? zt.button("all", () => zt.setOff(facet, new Set()), { class: "all", "aria-label": `${title}: show all` }) : null;
  return zt.el("section", {}, zt.el("div", { class: "head" }, head, all), note || null, zt.el("ul", {}, lines));
};
const folded = (key, used, title, lines) => {
  const details = zt.el("details", { "data-key": key }, zt.el("summary", {}, title), zt.el("ul", {}, lines));
  details.open = used || zt.unfolded.has(key);
  details.addEventListener("toggle", () => (details.open ? zt.unfolded.add(key) : zt.unfolded.delete(key)));
  return details;
};
zt.unfolded = new Set();
// The first values of a long list and those that are switched off; search finds the others.
const LISTED = 120;
const firsts = (facet, values) => values.filter((value, i) => i < LISTED || zt.state.off[facet].has(value)).slice(0, 3 * LISTED);
const distinct = (facet) => [...new Set(zt.statements.map(zt.valueOf[facet]))];

zt.renderFilters = () => {
  const place = document.getElementById("filters");
  const at = document.activeElement?.dataset || {};
  const kept = place.contains(document.activeElement) ? at : {};
  const { scrollTop } = place;
  const kinds = zt.data.kinds.filter((kind) => zt.data.nodes.some((node) => node.kind === kind));
  const claims = Object.keys(zt.CLAIMS);
  const relations = Object.keys(zt.data.relations);
  const counts = Object.fromEntries(zt.FACETS.map((facet) => [facet, facet === "kinds" ? kindCounts() : facetCounts(facet)]));
  const families = zt.data.families.map((family) => [family, relations.filter((p) => zt.data.relations[p].family === family)]).filter(([, members]) => members.length);
  const sources = distinct("sources").sort((a, b) => (counts.sources.get(b) || 0) - (counts.sources.get(a) || 0) || (a < b ? -1 : 1));
  const documents = distinct("documents").sort((a, b) => a - b);
  const rules = distinct("rules").sort();
  const familyLines = families.map(([family, members]) => {
    const item = line("relations", members, zt.FAMILIES[family], counts.relations, relations, null, { class: "family" });
    const inner = folded(`family.${family}`, members.some((p) => zt.state.off.relations.has(p)) && !members.every((p) => zt.state.off.relations.has(p)), zt.count(members.length, "relation"), members.map((p) => line("relations", [p], zt.data.relations[p].label, counts.relations, relations)));
    item.append(inner);
    return item;
  });
  const parts = [
    section("kinds", "Actors and things", kinds.map((kind) => line("kinds", [kind], zt.KINDS[kind][1], counts.kinds, kinds, zt.swatch(kind)))),
    section("claims", "What the source says", claims.map((claim) => line("claims", [claim], zt.CLAIMS[claim], counts.claims, claims, zt.strokeSwatch(claim)))),
    section("relations", "Relations", familyLines),
    folded("sources", zt.state.off.sources.size > 0, `Who says so · ${sources.length}`, firsts("sources", sources).map((id) => line("sources", [id], id === "text" ? "the text itself" : zt.labelOf(id), counts.sources, sources))),
    documents.length > 1 ? folded("documents", zt.state.off.documents.size > 0, `Documents · ${documents.length}`, firsts("documents", documents).map((d) => line("documents", [d], zt.data.documents[d].title, counts.documents, documents))) : null,
    folded("rules", zt.state.off.rules.size > 0, `Rules · ${rules.length}`, firsts("rules", rules).map((rule) => line("rules", [rule], rule, counts.rules, rules))),
    zt.state.hidden.size ? zt.el("section", {}, zt.el("div", { class: "head" }, zt.el("h2", {}, "Hidden by you")), zt.el("ul", {}, [...zt.state.hidden].map((id) => zt.el("li", {}, zt.button(`Show ${zt.labelOf(id)}`, () => zt.toggleNode("hidden", id)))))) : null,
  ];
  zt.fill(place, parts);
  if (scrollTop) place.scrollTop = scrollTop;
  if (kept.facet || kept.only) [...place.querySelectorAll(kept.facet ? "input" : ".only")].find((e) => (kept.facet ? e.dataset.facet === kept.facet && e.dataset.value === kept.value : e.dataset.only === kept.only))?.focus();
  const denied = document.getElementById("denied");
  denied.setAttribute("aria-pressed", String(zt.onlyDenied()));
};
zt.toggleDenied = () => {
  const on = !zt.onlyDenied();
  zt.set({ off: { ...zt.state.off, claims: new Set(on ? ["stated", "other"] : []) }, focus: null, path: null }, {});
  zt.say(on ? `Only what is stated not to have happened: ${zt.summarise()}` : zt.summarise());
};
