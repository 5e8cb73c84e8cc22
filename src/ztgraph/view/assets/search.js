// Search: actors by any of their names, relations, and words of sentences and quotes.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const names = zt.data.entities.map((entity) => ({ entity, forms: [entity.label, ...entity.mentions].map(fold) }));
zt.suggest = (query) => {
  const wanted = fold(query.trim());
  if (!wanted) return [];
  const rank = (forms) => Math.min(...forms.map((form) => (form === wanted ? 0 : form.startsWith(wanted) ? 1 : form.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted)) ? 2 : form.includes(wanted) ? 3 : 9)));
  const degree = (id) => (zt.now.near.get(id) || []).length;
  const actors = names.map(({ entity, forms }) => ({ entity, rank: rank(forms), forms })).filter((hit) => hit.rank < 9)
    .sort((a, b) => a.rank - b.rank || degree(b.entity.id) - degree(a.entity.id) || (a.entity.id < b.entity.id ? -1 : 1)).slice(0, 8)
    .map(({ entity, forms }) => {
      const also = entity.mentions.find((form) => fold(form).includes(wanted));
      return { text: entity.label, kind: entity.kind, note: !forms[0].includes(wanted) && also ? also : zt.KINDS[entity.kind][0], go: () => zt.focusOn(`n:${entity.id}`, { say: true, centre: entity.id }) };
    });
  const relations = Object.entries(zt.data.relations).filter(([, r]) => fold(r.label).includes(wanted) || fold(r.negative).includes(wanted)).slice(0, 3)
    .map(([id, r]) => ({ text: r.label, note: "relation", go: () => zt.setOff("relations", new Set(Object.keys(zt.data.relations).filter((p) => p !== id))) }));
  const only = (facet, value) => () => { zt.setOff(facet, new Set(zt.statements.map(zt.valueOf[facet]).filter((other) => other !== value))); };
  const documents = zt.data.documents.length < 2 ? [] : zt.data.documents.map((d, i) => [d, String(i)]).filter(([d]) => fold(d.title).includes(wanted) || fold(d.id).includes(wanted)).slice(0, 3)
    .map(([d, value]) => ({ text: d.title, note: "only this document", go: only("documents", value) }));
  const rules = [...new Set(zt.statements.map((s) => s.rule))].filter((rule) => fold(rule).includes(wanted)).sort().slice(0, 2).map((rule) => ({ text: rule, note: "only this rule", go: only("rules", rule) }));
  const found = zt.statements.filter((s) => zt.haystack(s).includes(query.trim().toLowerCase())).length;
  const words = found ? [{ text: `Statements with “${query.trim()}”`, note: zt.count(found, "statement"), go: () => zt.set({ text: query.trim(), focus: null, path: null }, {}) }] : [];
  return [...actors, ...words, ...relations, ...documents, ...rules];
};
zt.startSearch = () => {
  const input = document.getElementById("search");
  const list = document.getElementById("suggestions");
  let hits = [];
  let at = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
  const take = (hit) => { if (!hit) return; close(); input.value = ""; hit.go(); document.getElementById(zt.state.view === "network" ? "canvas" : "panel").focus(); };
  const point = (index) => {
    at = hits.length ? (index + hits.length) % hits.length : -1;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) { input.setAttribute("aria-activedescendant", `hit-${at}`); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  const show = () => {
    hits = zt.suggest(input.value);
    zt.fill(list, hits.map((hit, i) => zt.el("li", { role: "option", id: `hit-${i}`, "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); take(hit); } } }, hit.kind ? zt.swatch(hit.kind) : null, zt.el("span", { class: "name" }, hit.text), zt.el("span", { class: "small" }, hit.note))));
    if (input.value.trim() && !hits.length) list.append(zt.el("li", { class: "small", role: "option", "aria-disabled": "true" }, "Nothing found"));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    point(0);
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); point(at + (event.key === "ArrowDown" ? 1 : -1)); }
    if (event.key === "Enter") { event.preventDefault(); take(hits[at]); }
    if (event.key === "Escape") { event.stopPropagation(); if (list.hidden) input.blur(); input.value = ""; close(); }
  });
};
