// The data, its indexes, the state of the view, and the link that restores it.
zt.data = JSON.parse(document.getElementById("data").textContent);
zt.byId = new Map(zt.data.entities.map((entity) => [entity.id, entity]));
zt.statements = zt.data.statements;
zt.statementById = new Map(zt.statements.map((statement, index) => { statement.index = index; return [statement.id, statement]; }));
zt.edgeById = new Map(zt.data.edges.map((edge) => [edge.id, edge]));
zt.nodeById = new Map(zt.data.nodes.map((node) => [node.id, node]));
zt.claimOf = (record) => (record.other ? "other" : record.neg || record.negative ? "denied" : "stated");
zt.edgeKey = (edge) => `${edge.from}>${edge.to}:${zt.claimOf(edge)[0]}${edge.other && edge.negative ? "n" : ""}${edge.symmetric ? "s" : ""}`;
zt.edgeByKey = new Map(zt.data.edges.map((edge) => [zt.edgeKey(edge), edge]));
zt.data.edges.forEach((edge) => edge.statements.forEach((index) => { zt.statements[index].edge = edge.id; }));

zt.FACETS = ["kinds", "claims", "relations", "sources", "documents", "rules"];
zt.valueOf = {
  claims: zt.claimOf,
  relations: (statement) => statement.p,
  sources: (statement) => statement.by || "text",
  documents: (statement) => String(statement.doc),
  rules: (statement) => statement.rule,
};
zt.blank = () => ({
  view: "network", focus: null, steps: 1, scope: null, path: null, text: "", from: null, to: null, undated: false, split: null, document: 0,
  off: Object.fromEntries(zt.FACETS.map((facet) => [facet, new Set()])), hidden: new Set(), pinned: new Set(),
});
zt.state = zt.blank();

zt.passes = (statement, without) => {
  const { off, hidden, from, to, text } = zt.state;
  if (hidden.has(statement.s) || hidden.has(statement.o)) return false;
  if (without !== "kinds" && (off.kinds.has(zt.byId.get(statement.s).kind) || off.kinds.has(zt.byId.get(statement.o).kind))) return false;
  for (const facet in zt.valueOf) if (facet !== without && off[facet].size && off[facet].has(zt.valueOf[facet](statement))) return false;
  if (text && !zt.haystack(statement).includes(text.toLowerCase())) return false;
  if (without === "time" || (from === null && to === null)) return true;
  if (!statement.days) return zt.state.undated;
  const [first, last] = statement.days;
  return (to === null || first === null || first <= to) && (from === null || last === null || last >= from);
};
const haystacks = new Map();
zt.haystack = (statement) => {
  if (!haystacks.has(statement)) {
    const quotes = statement.ev.map(([start, end]) => zt.data.documents[statement.doc].text.slice(start, end));
    haystacks.set(statement, [zt.sentence(statement), ...quotes].join(" ").toLowerCase());
  }
  return haystacks.get(statement);
};

// What follows from the state: visible statements and edges, what is focused, and which nodes lie within reach of it.
zt.derive = () => {
  const visible = zt.statements.filter((statement) => zt.passes(statement));
  const edges = new Map();
  for (const statement of visible) {
    if (statement.edge === undefined) continue;
    if (!edges.has(statement.edge)) edges.set(statement.edge, []);
    edges.get(statement.edge).push(statement);
  }
  const near = new Map();
  const join = (a, b, id) => { if (!near.has(a)) near.set(a, []); near.get(a).push([b, id]); };
  for (const id of edges.keys()) { const edge = zt.edgeById.get(id); join(edge.from, edge.to, id); join(edge.to, edge.from, id); }
  zt.now = { visible, edges, near, ...zt.focused(visible, edges, near) };
};
zt.focused = (visible, edges, near) => {
  const { focus, path, steps } = zt.state;
  const none = { statements: null, nodes: null, lit: null, labelled: new Set() };
  if (path) return zt.pathFocus(path, edges, near);
  if (!focus) return none;
  const [type, rest] = [focus.slice(0, 1), focus.slice(2)];
  if (type === "n") {
    if (!zt.byId.has(rest)) return none;
    const nodes = new Map([[rest, 0]]);
    let ring = [rest];
    for (let step = 1; step <= steps; step += 1) {
      ring = ring.flatMap((id) => (near.get(id) || []).map(([other]) => other)).filter((id) => !nodes.has(id) && nodes.set(id, step));
    }
    const lit = new Set([...edges.keys()].filter((id) => {
      const edge = zt.edgeById.get(id);
      return nodes.has(edge.from) && nodes.has(edge.to) && Math.min(nodes.get(edge.from), nodes.get(edge.to)) < steps;
    }));
    const own = new Set((near.get(rest) || []).map(([, id]) => id));
    const about = visible.filter((s) => s.s === rest || s.o === rest || s.by === rest);
    return { statements: about, nodes: new Set(nodes.keys()), lit, labelled: own };
  }
  if (type === "c") { // a part of a large graph: one of its communities
    const members = new Set(zt.data.nodes.filter((node) => String(node.part) === rest).map((node) => node.id));
    if (!members.size) return none;
    const own = new Set([...edges.keys()].filter((id) => { const edge = zt.edgeById.get(id); return members.has(edge.from) && members.has(edge.to); }));
    return { statements: [...own].flatMap((id) => edges.get(id)).sort((a, b) => a.index - b.index), nodes: members, lit: own, labelled: new Set() };
  }
  let chosen = [];
  if (type === "b") { // what ties a part to another part or to an actor
    const [claim, part, ...other] = rest.split(":");
    const ends = other.join(":");
    const inPart = (id, number) => String(zt.nodeById.get(id)?.part) === number;
    const isOther = (id) => (ends[0] === "c" ? inPart(id, ends.slice(1)) : id === ends.slice(1));
    chosen = visible.filter((s) => zt.claimOf(s)[0] === claim && s.edge !== undefined && ((inPart(s.s, part) && isOther(s.o)) || (inPart(s.o, part) && isOther(s.s))));
  }
  if (type === "e") { const edge = zt.edgeByKey.get(rest); chosen = edge ? edges.get(edge.id) || [] : []; }
  if (type === "s") chosen = rest.split(",").map((id) => zt.statementById.get(id)).filter((statement) => statement && visible.includes(statement));
  if (type === "t") chosen = visible.filter((statement) => statement.time === rest);
  const lit = new Set(chosen.map((statement) => statement.edge).filter((id) => id !== undefined));
  return { statements: chosen, nodes: new Set(chosen.flatMap((s) => [s.s, s.o])), lit, labelled: lit };
};

zt.toHash = () => {
  const { state } = zt;
  const out = new URLSearchParams();
  if (state.view !== "network") out.set("view", state.view);
  if (state.focus) out.set("focus", state.focus);
  if (state.steps !== 1) out.set("steps", state.steps);
  if (state.scope) out.set("scope", state.scope);
  if (state.path) out.set("path", state.path.join(","));
  if (state.text) out.set("text", state.text);
  for (const key of ["from", "to", "split"]) if (state[key] !== null) out.set(key, zt.isoDay(state[key]));
  if (state.undated) out.set("undated", "1");
  if (state.document) out.set("document", state.document);
  for (const facet of zt.FACETS) if (state.off[facet].size) out.set(`off.${facet}`, [...state.off[facet]].sort().join(","));
  for (const key of ["hidden", "pinned"]) if (state[key].size) out.set(key, [...state[key]].sort().join(","));
  return out.toString();
};
zt.fromHash = (hash) => {
  const state = zt.blank();
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const list = (key) => (given.get(key) || "").split(",").filter(Boolean);
  if (["table", "source"].includes(given.get("view"))) state.view = given.get("view");
  state.focus = given.get("focus");
  state.steps = Math.min(3, Math.max(1, Number(given.get("steps")) || 1));
  const path = list("path");
  if (path.length === 2 && path.every((id) => zt.byId.has(id))) state.path = path;
  if (["parts", "core", "all"].includes(given.get("scope"))) state.scope = given.get("scope");
  state.text = given.get("text") || "";
  for (const key of ["from", "to", "split"]) state[key] = zt.dayOf(given.get(key));
  state.undated = given.get("undated") === "1";
  state.document = Math.min(zt.data.documents.length - 1, Math.max(0, Math.trunc(Number(given.get("document"))) || 0));
  for (const facet of zt.FACETS) state.off[facet] = new Set(list(`off.${facet}`));
  for (const key of ["hidden", "pinned"]) state[key] = new Set(list(key).filter((id) => zt.byId.has(id)));
  zt.state = state;
};
let written = null;
zt.writeHash = (replace) => {
  const hash = zt.toHash();
  if (hash === written || (written === null && hash === "")) { written = hash; return; }
  written = hash;
  if (replace) location.replace(`#${hash}`);
  else location.hash = hash;
};
window.addEventListener("hashchange", () => {
  const hash = location.hash.replace(/^#/, "");
  if (hash === written) return;
  written = hash;
  zt.fromHash(hash);
  zt.render({ fit: true });
});

// Change the state, draw everything anew, and leave a step in the history unless told to replace.
zt.set = (changes, options = {}) => {
  Object.assign(zt.state, changes);
  zt.writeHash(options.replace);
  zt.render(options);
};
zt.focusOn = (focus, options = {}) => zt.set({ focus, path: null, steps: options.steps || 1 }, options);
