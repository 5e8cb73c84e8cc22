// What is on the stage: all actors of a small graph; of a large one its parts (communities, each a card), or one part opened among the
// cards of its neighbours, or the focus and what is near it. Statements between what is drawn are bundled into the edges that are drawn.
const OPENED = [26, 60, 150]; // actors shown of one part, at one, two and three steps
const AROUND = 6; // neighbouring parts shown around an opened one
const POCKET = 8; // actors shown around a focus on a telephone
const CORE = 30; // actors shown as the most connected ones
zt.MOST = 150; // actors shown of a neighbourhood; a graph of more opens on its parts
zt.DRAWN = 1500; // actors of a graph that may be drawn as a whole
zt.LARGE = zt.data.nodes.length > zt.MOST;
zt.partKey = (part) => `\u0000${part}`; // no entity has such an id
zt.isPart = (id) => id.startsWith("\u0000");
const partOf = new Map(zt.data.nodes.map((node) => [node.id, zt.partKey(node.part)]));
zt.parts = new Map(zt.data.parts.map((part) => [zt.partKey(part.part), { ...part, id: zt.partKey(part.part), kind: "part", members: [] }]));
for (const node of zt.data.nodes) zt.parts.get(partOf.get(node.id))?.members.push(node.id);
for (const [id, part] of zt.parts) zt.nodeById.set(id, part);
zt.nameOf = (id) => (zt.isPart(id) ? zt.partName(new Set(zt.nodeById.get(id).members)) : zt.labelOf(id));
zt.scopes = () => (zt.LARGE ? [...(zt.parts.size > 1 ? ["parts"] : []), "core", ...(zt.data.nodes.length <= zt.DRAWN ? ["all"] : [])] : ["all"]);
zt.scope = () => (zt.scopes().includes(zt.state.scope) ? zt.state.scope : zt.scopes()[0]);

const degreeOf = (id) => (zt.now.near.get(id) || []).length;
zt.ranked = (ids) => [...ids].sort((a, b) => degreeOf(b) - degreeOf(a) || (a < b ? -1 : 1));
// The dense middle of a graph: from the most connected actor, always the one next that has most edges into what is there already.
const core = (all) => {
  const { near } = zt.now;
  const links = new Map();
  const chosen = new Set();
  const better = (a, b) => (links.get(a) || 0) - (links.get(b) || 0) || degreeOf(a) - degreeOf(b) || (a < b ? 1 : -1);
  let next = zt.ranked([...near.keys()].filter((id) => all.has(id)))[0];
  while (next && chosen.size < CORE) {
    chosen.add(next);
    links.delete(next);
    for (const [other] of near.get(next) || []) if (all.has(other) && !chosen.has(other)) links.set(other, (links.get(other) || 0) + 1);
    next = [...links.keys()].reduce((best, id) => (best === undefined || better(id, best) > 0 ? id : best), undefined);
  }
  return [...chosen];
};
zt.opens = () => (zt.partial() ? POCKET : OPENED[zt.state.steps - 1]);
const opened = (members, own) => {
  const shown = zt.ranked(members).slice(0, zt.opens());
  const within = new Set(shown);
  const weight = new Map();
  for (const id of shown) for (const [other] of zt.now.near.get(id) || []) {
    const part = partOf.get(other);
    if (part !== own && !within.has(other) && zt.parts.has(part)) weight.set(part, (weight.get(part) || 0) + 1);
  }
  return [...shown, ...[...weight].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, AROUND).map(([part]) => part)];
};
zt.onStage = () => {
  const { now, state } = zt;
  const given = state.focus?.startsWith("n:") ? [state.focus.slice(2)].filter((id) => zt.nodeById.has(id)) : [];
  const part = state.focus?.startsWith("c:") ? zt.partKey(state.focus.slice(2)) : null;
  const cards = part && now.nodes?.size;
  if (zt.partial() && !cards) return new Set([...given, ...zt.tied(now.nodes, given[0]).slice(0, state.path ? 99 : POCKET)].filter((id) => zt.nodeById.has(id)));
  const all = zt.data.nodes.filter((node) => !state.hidden.has(node.id) && !state.off.kinds.has(node.kind)).map((node) => node.id);
  if (cards && (zt.LARGE || zt.partial())) return new Set(opened([...now.nodes].filter((id) => !state.hidden.has(id)), part));
  if (!zt.LARGE && state.split !== null) { // whoever stands on neither side would only take room
    const dated = datedEnds();
    return new Set(all.filter((id) => dated.has(id) || state.pinned.has(id)));
  }
  if (!zt.LARGE || (zt.scope() === "all" && !now.nodes)) return new Set(all);
  if (now.nodes) return new Set([...given, ...zt.ranked(now.nodes).filter((id) => zt.nodeById.has(id)).slice(0, zt.MOST), ...state.pinned]);
  return new Set([...(zt.scope() === "parts" ? zt.parts.keys() : core(new Set(all))), ...state.pinned]);
};
// The ends of edges with a dated statement.
const datedEnds = () => new Set([...zt.now.edges].filter(([, statements]) => statements.some((s) => s.days)).flatMap(([id]) => { const { from, to } = zt.edgeById.get(id); return [from, to]; }));
// What is near an actor, that which most statements tie to it first, and what did not happen before all others.
zt.tied = (ids, centre) => {
  const ties = new Map();
  for (const [other, edge] of zt.now.near.get(centre) || []) ties.set(other, (ties.get(other) || 0) + zt.now.edges.get(edge).length + (zt.edgeById.get(edge).negative ? 50 : 0));
  return centre ? [...ids].filter((id) => id !== centre).sort((a, b) => (ties.get(b) || 0) - (ties.get(a) || 0) || (a < b ? -1 : 1)) : zt.ranked(ids);
};
// A telephone shows the focus alone, drawn anew, instead of a whole that nobody could read.
zt.partial = () => Boolean(zt.now.nodes?.size) && innerWidth < 560 && zt.state.split === null;

// The edges to draw between what is on the stage: those of the data, and one a claim between each card and whatever its members tie it to.
zt.stageEdges = (stage, edges) => {
  const { now } = zt;
  const found = new Map();
  const end = (id) => (stage.has(id) ? id : stage.has(partOf.get(id)) ? partOf.get(id) : null);
  for (const [id, statements] of edges) {
    const edge = zt.edgeById.get(id);
    const [a, b] = [end(edge.from), end(edge.to)];
    if (a === null || b === null || a === b) continue;
    const lit = !now.lit || now.lit.has(id);
    if (!zt.isPart(a) && !zt.isPart(b)) { found.set(id, { ...edge, statements, lit, strong: now.labelled.has(id) }); continue; }
    const claim = zt.claimOf(edge);
    const [from, to] = a < b ? [a, b] : [b, a];
    const key = `\u0000${from}>${to}:${claim[0]}`;
    if (!found.has(key)) found.set(key, { id: key, from, to, negative: claim === "denied", other: claim === "other", symmetric: true, curve: { denied: 13, stated: 0, other: -13 }[claim], statements: [], lit: true, strong: false, bundled: true });
    found.get(key).statements.push(...statements);
  }
  for (const edge of found.values()) if (edge.bundled) edge.weight = Math.min(3.5, Math.log2(edge.statements.length) * 0.6);
  return found;
};
// How many of the visible statements lie within or touch each part: the second line of a card.
zt.countParts = () => {
  const counts = new Map([...zt.parts.keys()].map((id) => [id, [0, 0]]));
  for (const statement of zt.now.visible) for (const part of new Set([partOf.get(statement.s), partOf.get(statement.o)])) {
    const count = counts.get(part);
    if (count) { count[0] += 1; if (zt.claimOf(statement) === "denied") count[1] += 1; }
  }
  return counts;
};
zt.partName = (ids) => {
  const first = zt.ranked(ids).slice(0, 3).map(zt.labelOf);
  return first.join(", ") + (ids.size > 3 ? ` and ${zt.number((ids.size - 3))} more` : "");
};
zt.placesFor = (ids, items) => {
  const { clientWidth: width, clientHeight: height } = document.getElementById("canvas");
  const whole = zt.LARGE ? !zt.now.nodes && zt.scope() !== "core" && !zt.state.pinned.size : true;
  const tall = height > width * 1.05;
  if (whole && !zt.partial()) return new Map([...ids].map((id) => { const node = zt.nodeById.get(id); return [id, tall && node.tall ? node.tall : [node.x, node.y]]; }));
  const near = new Map();
  for (const { from, to, id } of items.values()) for (const [a, b] of [[from, to], [to, from]]) { if (!near.has(a)) near.set(a, []); near.get(a).push([b, id]); }
  const given = zt.state.focus?.startsWith("n:") ? zt.state.focus.slice(2) : null;
  const centre = given && ids.has(given) ? given : [...ids].sort((a, b) => (near.get(b) || []).length - (near.get(a) || []).length || (a < b ? -1 : 1))[0];
  return zt.arrange(ids, centre, near, width, height);
};
