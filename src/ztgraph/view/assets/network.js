// The network: vis-network keeps places, moves and drags; nodes, edges and their words are drawn by us.
const FOOT = 44; // pixels at the bottom of the canvas that belong to the buttons
const box = () => document.getElementById("canvas");

zt.makeNetwork = (container) => {
  const drawn = { hover: null, labels: [], edges: new Map(), modes: new Map(), counts: new Map(), moving: false, ready: false };
  drawn.nodes = new vis.DataSet();
  drawn.renderer = ({ ctx, id, x, y, state }) => ({
    drawNode() { if (drawn.ready) zt.drawNode(ctx, zt.nodeById.get(id), x, y, drawn.modes.get(id) || "on", state.hover, zt.state.pinned.has(id), drawn.counts.get(id)); },
    nodeDimensions: { width: zt.nodeById.get(id).box[0], height: zt.nodeById.get(id).box[1] },
  });
  drawn.network = new vis.Network(container, { nodes: drawn.nodes, edges: new vis.DataSet() }, {
    physics: false, autoResize: true, layout: { randomSeed: 1, improvedLayout: false }, nodes: { borderWidth: 1, chosen: false },
    interaction: { hover: true, dragNodes: true, keyboard: false, multiselect: false, tooltipDelay: 999999 },
  });
  drawn.network.canvas.frame.tabIndex = -1; // the container is the one stop of the tab key
  // vis-network draws several times while it is filled; nothing of ours is drawn until all is in its place
  drawn.network.on("beforeDrawing", (ctx) => { if (drawn.ready) zt.drawEdges(ctx, drawn); });
  drawn.network.on("afterDrawing", (ctx) => { if (drawn.ready) zt.drawLabels(ctx, drawn); });
  listen(drawn, container);
  return drawn;
};
const listen = (drawn, container) => {
  const { network } = drawn;
  const spot = (pointer) => { const at = network.DOMtoCanvas(pointer); return zt.edgeAt(drawn, at.x, at.y); };
  const hint = (text) => { container.classList.toggle("pointing", Boolean(text)); if (text) container.title = text; else container.removeAttribute("title"); };
  let node = null;
  network.on("hoverNode", (event) => { node = event.node; hover(null); hint(zt.nameOf(node)); });
  network.on("blurNode", () => { node = null; hint(""); });
  const hover = (id) => {
    if (drawn.hover === id) return;
    drawn.hover = id;
    const edge = drawn.edges.get(id);
    if (node === null) hint(edge ? edge.statements.slice(0, 4).map(zt.sentence).join("\n") + (edge.statements.length > 4 ? `\n… ${edge.statements.length - 4} more` : "") : "");
    network.redraw();
  };
  let asked = 0;
  network.canvas.frame.canvas.addEventListener("pointermove", ({ offsetX, offsetY, buttons }) => {
    if (asked || buttons || node !== null) return;
    asked = requestAnimationFrame(() => { asked = 0; hover(spot({ x: offsetX, y: offsetY })); });
  });
  container.addEventListener("pointerleave", () => hover(null));
  network.on("click", ({ nodes, pointer }) => {
    network.unselectAll();
    if (nodes.length) { zt.open(nodes[0]); return; }
    const edge = drawn.edges.get(spot(pointer.DOM));
    if (edge) zt.focusOn(zt.focusOf(edge), { say: true });
    else if (zt.state.focus || zt.state.path) zt.set({ focus: null, path: null, steps: 1 });
  });
  const rest = () => { drawn.moving = false; network.redraw(); };
  network.on("dragStart", () => { drawn.moving = true; });
  network.on("dragEnd", rest);
  let wheel = 0;
  network.on("zoom", () => { drawn.moving = true; clearTimeout(wheel); wheel = setTimeout(rest, 120); });
};
zt.open = (id) => zt.focusOn(zt.isPart(id) ? `c:${zt.nodeById.get(id).part}` : `n:${id}`, { say: true, fit: zt.isPart(id) });
zt.focusOf = (edge) => {
  if (!edge.bundled) return `e:${zt.edgeKey(edge)}`;
  const [card, other] = zt.isPart(edge.from) ? [edge.from, edge.to] : [edge.to, edge.from];
  return `b:${zt.claimOf(edge)[0]}:${zt.nodeById.get(card).part}:${zt.isPart(other) ? `c${zt.nodeById.get(other).part}` : `n${other}`}`;
};

zt.paintNetwork = (drawn, edges, stage) => {
  const { now, state } = zt;
  const items = zt.stageEdges(stage, edges);
  const active = new Set([...items.values()].flatMap(({ from, to }) => [from, to]));
  drawn.counts = [...stage].some(zt.isPart) ? zt.countParts() : new Map();
  drawn.modes = new Map([...stage].map((id) => {
    if (id === zt.cursor) return [id, "focus"];
    if (zt.isPart(id)) return [id, drawn.counts.get(id)[0] ? "on" : "ghost"];
    if (state.focus === `n:${id}` || state.path?.includes(id)) return [id, "focus"];
    return [id, (now.nodes ? now.nodes.has(id) : active.has(id)) || state.pinned.has(id) ? "on" : "ghost"];
  }));
  const key = `${[...stage].join()}|${zt.LARGE || zt.partial() ? `${state.focus} ${state.steps}` : ""}|${box().clientHeight > box().clientWidth * 1.05}`;
  if (drawn.key !== key) {
    const places = zt.placesFor(stage, items);
    drawn.nodes.clear();
    drawn.nodes.add([...stage].map((id) => ({ id, label: " ", shape: "custom", ctxRenderer: drawn.renderer, x: places.get(id)[0], y: places.get(id)[1] })));
    drawn.key = key;
  }
  drawn.edges = items;
  drawn.ranked = null;
  if (!items.has(drawn.hover)) drawn.hover = null;
  if (drawn.ready) drawn.network.redraw();
};

const GLANCE = 40; // actors that are shown whole wherever there is more room than on a telephone
const READABLE = 11.2 / zt.FONT_SIZE; // the smallest scale at which names can be read
// Brings all that is drawn onto the canvas, as large as it goes. Where names would be too small to read, the view is a readable part around
// the focus or the busiest actor instead, unless `whole` asks for all; what only serves as a background may stay outside on a telephone.
zt.viewOf = (ids, width, height, head) => {
  const spots = ids.map((id) => ({ ...zt.main.network.getPosition(id), b: zt.nodeById.get(id).box }));
  const least = (of) => spots.reduce((sum, s) => Math.min(sum, of(s)), Infinity);
  const [l, r, t, b] = [least((s) => s.x - s.b[0] / 2), -least((s) => -s.x - s.b[0] / 2), least((s) => s.y - s.b[1] / 2), -least((s) => -s.y - s.b[1] / 2)];
  return { x: (l + r) / 2, y: (t + b) / 2, scale: Math.min((width - 24) / (r - l), (height - 20 - FOOT - head) / (b - t)) };
};
zt.fit = (animate, whole) => {
  const { network, modes } = zt.main;
  const { clientWidth: width, clientHeight: height } = network.canvas.frame;
  const ids = [...modes.keys()];
  if (!ids.length || !width) return;
  const note = document.getElementById("stage-note");
  const head = note.hidden ? 0 : note.offsetHeight + 14;
  const frame = (chosen) => zt.viewOf(chosen, width, height, head);

  let view = frame(ids);
  zt.whole = view.scale;
  const small = view.scale < READABLE && (innerWidth <= 900 || (ids.length > GLANCE && !zt.LARGE && zt.state.split === null));
  const part = small && !whole;
  if (part) {
    const near = ids.filter((id) => modes.get(id) !== "ghost");
    const all = view;
    view = frame(near.length && zt.now.nodes ? near : ids);
    if (view.scale < READABLE) {
      const centre = zt.state.focus?.startsWith("n:") ? zt.state.focus.slice(2) : zt.hub();
      if (modes.has(centre) && !zt.partial() && (!zt.now.nodes || zt.now.nodes.has(centre))) Object.assign(view, network.getPosition(centre));
      view.scale = READABLE;
      keepWithin(view, all, width, height - FOOT - head);
    }
  }
  document.getElementById("zoom-fit").textContent = part ? `All ${zt.number(ids.length)}` : small ? "Enlarge" : "Fit";
  document.getElementById("zoom-fit").dataset.whole = part ? "1" : "";
  view.scale = Math.min(view.scale, width > 1500 ? 2.4 : 1.5);
  network.moveTo({ position: { x: view.x, y: view.y + (FOOT - head) / 2 / view.scale - 4 }, scale: view.scale, animation: animate && !zt.still() ? { duration: 250, easingFunction: "easeInOutQuad" } : false });
};
// A part of the whole is moved inwards where beyond the edge there is nothing to see.
const keepWithin = (view, all, width, height) => {
  const seen = [width, height].map((pixels) => pixels / view.scale / 2);
  const ends = [width, height].map((pixels) => pixels / all.scale / 2);
  ["x", "y"].forEach((axis, i) => { const reach = Math.max(0, ends[i] - seen[i]); view[axis] = Math.max(all[axis] - reach, Math.min(all[axis] + reach, view[axis])); });
};
// Where the whole is too small to read, the view goes to what is in focus, and back afterwards.
let followed = null;
const follow = () => {
  const { now, state } = zt;
  const [given, whole] = [state.focus ?? state.path?.join(), zt.whole];
  if (zt.LARGE || zt.partial() || state.split !== null || !whole || whole >= (zt.main.modes.size > GLANCE ? READABLE : 10.5 / zt.FONT_SIZE)) return;
  if (!now.nodes) { if (followed) { followed = null; zt.fit(true); } return; }
  if (followed === given) return;
  followed = given;
  const { network, modes } = zt.main;
  const lit = [...modes.keys()].filter((id) => modes.get(id) !== "ghost");
  if (!lit.length) return;
  const { clientWidth, clientHeight } = network.canvas.frame;
  const view = zt.viewOf(lit, clientWidth, clientHeight, 30);
  const centre = state.focus?.startsWith("n:") && view.scale * 0.94 < READABLE ? state.focus.slice(2) : null;
  if (modes.has(centre)) Object.assign(view, network.getPosition(centre)); // not all that is near it has room
  network.moveTo({ position: { x: view.x, y: view.y + FOOT / 4 / view.scale }, scale: Math.min(1.05, Math.max(READABLE, view.scale * 0.94)), animation: zt.still() ? false : { duration: 250, easingFunction: "easeInOutQuad" } });
};
zt.toggleFit = () => zt.fit(true, document.getElementById("zoom-fit").dataset.whole === "1");
zt.hub = () => {
  const denied = new Map();
  for (const s of zt.now.visible) if (zt.claimOf(s) === "denied") for (const id of [s.s, s.o]) denied.set(id, (denied.get(id) || 0) + 1);
  const most = [...denied].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0];
  return most ? most[0] : zt.mostConnected();
};
zt.mostConnected = () => zt.ranked(zt.now.near.keys())[0];
zt.still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
zt.onlyDenied = () => { const { claims } = zt.state.off; return claims.has("stated") && claims.has("other") && !claims.has("denied"); };

zt.startNetwork = () => {
  zt.main = zt.makeNetwork(box());
  document.getElementById("zoom-in").addEventListener("click", () => zt.zoom(1.25));
  document.getElementById("zoom-out").addEventListener("click", () => zt.zoom(0.8));
  document.getElementById("zoom-fit").addEventListener("click", zt.toggleFit);
  document.getElementById("reset").addEventListener("click", () => { const { view } = zt.state; zt.set({ ...zt.blank(), view }, { fit: true }); });
  let wait = 0;
  const size = () => `${box().clientWidth} ${box().clientHeight}`;
  let drawnAt = size();
  const resized = () => { if (!box().clientWidth || size() === drawnAt) return; drawnAt = size(); zt.render({ fit: true, replace: true }); };
  new ResizeObserver(() => { clearTimeout(wait); wait = setTimeout(resized, 60); }).observe(box());
};
zt.zoom = (factor) => zt.main.network.moveTo({ scale: zt.main.network.getScale() * factor, animation: zt.still() ? false : { duration: 150, easingFunction: "linear" } });
const SCOPES = { parts: "Parts", core: "Most connected", all: "All actors" };
const stageNote = (stage) => {
  const note = document.getElementById("stage-note");
  const { now, state } = zt;
  const total = zt.data.nodes.length;
  const scopes = zt.scopes();
  const drawn = [...stage].filter((id) => !zt.isPart(id)).length;
  const empty = now.edges.size === 0;
  note.hidden = !empty && !zt.LARGE && !(zt.partial() && now.nodes.size > drawn);
  const cards = stage.size - drawn;
  const many = state.focus?.startsWith("c:") && now.nodes ? now.nodes.size : 0;
  const what = many ? `${drawn} of the ${zt.count(many, "actor")} of this part` : empty ? "No statement passes the filters." : now.nodes ? `${drawn} of ${zt.number(total)} actors: the focus and what is near it` : zt.scope() === "parts" ? `${zt.count(total, "actor")} in parts that hang together; the ${cards} largest are shown. Click one to open it` : `${drawn} of ${zt.number(total)} actors`;
  const choices = zt.LARGE && scopes.length > 1 && !(zt.partial() && !many) ? zt.el("span", { class: "scopes", role: "group", "aria-label": "What is drawn" }, scopes.map((scope) => zt.button(SCOPES[scope], () => zt.set({ scope, focus: null, path: null, steps: 1 }, { fit: true }), { "data-scope": scope, "aria-pressed": String(!now.nodes && zt.scope() === scope) }))) : null;
  const more = many > drawn && state.steps < 3 ? zt.button("Show more", () => zt.set({ steps: state.steps + 1 }, { replace: true, fit: true })) : null;
  zt.fill(note, zt.el("span", {}, what), more, choices);
  const filtered = state.text || state.from !== null || state.to !== null || state.hidden.size || state.scope || zt.FACETS.some((facet) => state.off[facet].size);
  document.getElementById("reset").hidden = !(state.focus || state.path || filtered);
};
zt.renderNetwork = (options) => {
  const stage = zt.onStage();
  const before = zt.main.key;
  zt.paintNetwork(zt.main, zt.now.edges, stage);
  stageNote(stage);
  const fitted = () => { zt.fit(false); followed = null; follow(); zt.main.ready = true; zt.main.network.redraw(); };
  if (options.first) fitted();
  else if (options.fit || before !== zt.main.key) requestAnimationFrame(fitted);
  else follow();
};
