// The network: vis-network keeps places, drags and hits; nodes, edge labels and counts are drawn by us.
const LARGE = 150; // nodes: above, the page opens on the most connected ones
const FOOT = 44; // pixels at the bottom of the canvas that belong to the buttons
const PART = 60; // nodes shown of one community
const OPENING = 30; // nodes shown of a large graph while nothing is focused
zt.LARGE = zt.data.nodes.length > LARGE;
const box = () => document.getElementById("canvas");

zt.makeNetwork = (container, options = {}) => {
  const drawn = { hover: null, labels: [], shown: new Map() };
  const modeOf = (id) => drawn.modes?.get(id) || "on";
  drawn.modeOf = modeOf;
  drawn.nodes = new vis.DataSet();
  drawn.edges = new vis.DataSet();
  drawn.renderer = ({ ctx, id, x, y, state }) => ({
    drawNode() { zt.drawNode(ctx, zt.nodeById.get(id), x, y, modeOf(id), state.hover, zt.state.pinned.has(id)); },
    nodeDimensions: { width: zt.nodeById.get(id).box[0], height: zt.nodeById.get(id).box[1] },
  });
  drawn.network = new vis.Network(container, { nodes: drawn.nodes, edges: drawn.edges }, {
    physics: false, autoResize: true, layout: { randomSeed: 1, improvedLayout: false },
    nodes: { borderWidth: 1, chosen: false }, edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false },
    interaction: { hover: true, dragNodes: true, hideEdgesOnDrag: zt.data.edges.length > 1500, hideEdgesOnZoom: zt.data.edges.length > 1500, keyboard: false, selectConnectedEdges: false, multiselect: false, tooltipDelay: 999999 },
  });
  drawn.network.canvas.frame.tabIndex = -1; // the container is the one stop of the tab key
  drawn.network.on("afterDrawing", (ctx) => zt.drawLabels(ctx, drawn));
  const hover = (id) => { drawn.hover = id; drawn.network.redraw(); container.classList.toggle("pointing", id !== null); };
  drawn.network.on("hoverEdge", ({ edge }) => hover(edge));
  drawn.network.on("blurEdge", () => hover(null));
  drawn.network.on("hoverNode", ({ node }) => { container.classList.add("pointing"); container.title = zt.labelOf(node); });
  drawn.network.on("blurNode", () => { container.classList.remove("pointing"); container.removeAttribute("title"); });
  drawn.network.on("click", ({ nodes, pointer }) => {
    const edge = drawn.network.getEdgeAt(pointer.DOM);
    drawn.network.unselectAll();
    if (nodes.length) zt.focusOn(`n:${nodes[0]}`, { say: true });
    else if (edge) zt.focusOn(`e:${zt.edgeKey(zt.edgeById.get(edge))}`, { say: true });
    else if (zt.state.focus || zt.state.path) zt.set({ focus: null, path: null, steps: 1 });
  });
  return drawn;
};

// Which nodes of the graph are on the canvas: all, or of a large graph the focus and what is near it, else the most connected.
// The dense middle of a graph: from the most connected actor, always the one next that has most edges into what is there already.
const core = (all, near) => {
  const degree = (id) => (near.get(id) || []).length;
  const links = new Map();
  const chosen = new Set();
  const better = (a, b) => (links.get(a) || 0) - (links.get(b) || 0) || degree(a) - degree(b) || (a < b ? 1 : -1);
  let next = [...near.keys()].filter((id) => all.has(id)).sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1))[0];
  while (next && chosen.size < OPENING) {
    chosen.add(next);
    links.delete(next);
    for (const [other] of near.get(next) || []) if (all.has(other) && !chosen.has(other)) links.set(other, (links.get(other) || 0) + 1);
    next = [...links.keys()].reduce((best, id) => (best === undefined || better(id, best) > 0 ? id : best), undefined);
  }
  return [...chosen];
};
zt.onStage = () => {
  const { now, state } = zt;
  if (zt.partial()) return new Set([...now.nodes, ...(state.focus?.startsWith("n:") ? [state.focus.slice(2)] : [])].filter((id) => zt.nodeById.has(id)));
  const all = zt.data.nodes.filter((node) => !state.hidden.has(node.id) && !state.off.kinds.has(node.kind)).map((node) => node.id);
  if (!zt.LARGE || zt.everything) return new Set(all);
  const degree = (id) => (now.near.get(id) || []).length;
  const ranked = (ids) => [...ids].sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1));
  const chosen = now.nodes ? ranked(now.nodes).slice(0, state.focus?.startsWith("c:") ? PART : LARGE) : core(new Set(all), now.near);
  if (state.focus?.startsWith("n:") && !chosen.includes(state.focus.slice(2))) chosen.push(state.focus.slice(2));
  return new Set([...chosen, ...state.pinned]);
};
// A telephone shows the focus alone, drawn anew, instead of a whole that nobody could read.
zt.partial = () => Boolean(zt.now.nodes?.size) && box().clientWidth < 560 && zt.state.split === null;
zt.placesFor = (ids) => {
  const { clientWidth: width, clientHeight: height } = box();
  if ((zt.LARGE && !zt.everything) || zt.partial()) {
    const degree = (id) => (zt.now.near.get(id) || []).length;
    const given = zt.state.focus?.startsWith("n:") ? zt.state.focus.slice(2) : null;
    const centre = given && ids.has(given) ? given : [...ids].sort((a, b) => degree(b) - degree(a))[0];
    return zt.arrange(ids, centre, zt.now.near, width, height);
  }
  const tall = height > width * 1.05;
  return new Map([...ids].map((id) => { const node = zt.nodeById.get(id); return [id, tall ? node.tall : [node.x, node.y]]; }));
};

zt.paintNetwork = (drawn, edges, stage) => {
  const { now, state } = zt;
  const places = zt.placesFor(stage);
  const active = new Set();
  for (const id of edges.keys()) { const edge = zt.edgeById.get(id); active.add(edge.from); active.add(edge.to); }
  drawn.modes = new Map([...stage].map((id) => {
    if (state.focus === `n:${id}` || state.path?.includes(id)) return [id, "focus"];
    return [id, (now.nodes ? now.nodes.has(id) : active.has(id)) || state.pinned.has(id) ? "on" : "ghost"];
  }));
  const key = `${[...stage].join()}|${zt.LARGE || zt.partial() ? state.focus : box().clientHeight > box().clientWidth * 1.05}`;
  if (drawn.key !== key) {
    drawn.nodes.clear();
    drawn.nodes.add([...stage].map((id) => ({ id, label: " ", shape: "custom", ctxRenderer: drawn.renderer, x: places.get(id)[0], y: places.get(id)[1] })));
    drawn.shown.clear();
    drawn.edges.clear();
    drawn.key = key;
  }
  const changes = [];
  const present = new Set();
  for (const [id, statements] of edges) {
    const edge = zt.edgeById.get(id);
    if (!stage.has(edge.from) || !stage.has(edge.to)) continue;
    present.add(id);
    const lit = !now.lit || now.lit.has(id);
    const look = `${lit}|${now.labelled.has(id)}|${zt.theme}`;
    drawn.counts ??= new Map();
    drawn.counts.set(id, statements);
    if (drawn.shown.get(id) === look) continue;
    drawn.shown.set(id, look);
    changes.push(zt.visEdge(edge, lit, now.labelled.has(id), places));
  }
  const gone = [...drawn.shown.keys()].filter((id) => !present.has(id));
  gone.forEach((id) => drawn.shown.delete(id));
  if (gone.length) drawn.edges.remove(gone);
  if (changes.length) drawn.edges.update(changes);
  drawn.network.redraw();
};
// vis-network bends by a share of the length; ours is a number of pixels, and 0.39 is the share of a curve's height that it turns into.
const bendOf = (edge, places) => {
  if (!edge.curve) return 0;
  const [a, b] = [places.get(edge.from), places.get(edge.to)];
  const share = edge.curve / (0.39 * Math.max(60, Math.hypot(a[0] - b[0], a[1] - b[1])));
  return Math.max(-0.6, Math.min(0.6, share));
};
zt.visEdge = (edge, lit, strong, places) => {
  const bend = bendOf(edge, places);
  const { colour, dashes, width } = zt.stroke(edge);
  const end = { enabled: true, type: edge.negative ? "bar" : "arrow", scaleFactor: edge.negative ? 0.85 : 0.65 };
  const none = { enabled: false };
  const shade = lit ? colour : zt.colour.ghost;
  return {
    id: edge.id, from: edge.from, to: edge.to, dashes, width: lit ? width + (strong ? 0.7 : 0) : 1,
    color: { color: shade, highlight: shade, hover: shade, inherit: false, opacity: 1 },
    arrows: { to: edge.symmetric && !edge.negative ? none : end, from: edge.symmetric && edge.negative ? end : none },
    smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
  };
};

// Labels of the edges in focus and counts of bundles, each at the first spot along its edge where it covers no box and no other label.
const SPOTS = [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78];
const SHIFTS = [[0, 0], [0, -1], [0, 1], [-0.5, 0], [0.5, 0], [-0.5, -1], [0.5, 1], [0.5, -1], [-0.5, 1], [0, -2], [0, 2]]; // in widths and heights of the label
zt.edgeText = (statements) => {
  const words = zt.verb(statements[0]);
  return statements.length > 1 ? `${words} +${statements.length - 1}` : words;
};
zt.drawLabels = (ctx, drawn) => {
  drawn.labels = [];
  if (!drawn.counts) return;
  const scale = drawn.network.getScale();
  const size = Math.max(12, Math.min(15, 11.5 / scale));
  const taken = [...drawn.modes].map(([id]) => { const { x, y } = drawn.network.body.nodes[id] || {}; const [w, h] = zt.nodeById.get(id).box; return { l: x - w / 2 - 2, r: x + w / 2 + 2, t: y - h / 2 - 2, b: y + h / 2 + 2 }; });
  const free = (spot) => taken.every((other) => spot.r < other.l || spot.l > other.r || spot.b < other.t || spot.t > other.b);
  ctx.font = `${size}px ${zt.FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.setLineDash([]);
  const centre = zt.state.focus?.startsWith("n:") ? zt.state.focus.slice(2) : null;
  const put = (id, text, colour, must) => {
    const { edgeType } = drawn.network.body.edges[id] || {};
    if (!edgeType) return;
    const [w, h] = [ctx.measureText(text).width + 8, size + 5];
    let best = null;
    const { from, to } = zt.edgeById.get(id);
    const aside = centre === from ? 0.1 : centre === to ? -0.1 : 0; // away from the focus, where its edges run close together
    for (const spotted of SPOTS) {
      const t = spotted + aside;
      const at = edgeType.getPoint(t, edgeType.getViaNode());
      for (const [dx, dy] of must ? SHIFTS : SHIFTS.slice(0, 1)) {
        const [x, y] = [at.x + dx * w, at.y + dy * h];
        const spot = { l: x - w / 2, r: x + w / 2, t: y - h / 2, b: y + h / 2, x, y };
        if (!best && free(spot)) best = spot;
      }
      if (best) break;
    }
    if (!best) return;
    taken.push(best);
    drawn.labels.push({ id, text, ...best });
    ctx.fillStyle = zt.colour.canvas;
    ctx.fillRect(best.l, best.t, w, h);
    ctx.fillStyle = colour;
    ctx.fillText(text, best.x, best.y + 0.5);
  };
  const named = [...drawn.shown.keys()].filter((id) => zt.now.labelled.has(id) || id === drawn.hover || (!zt.now.lit && zt.onlyDenied()));
  named.sort((a, b) => (b === drawn.hover) - (a === drawn.hover) || zt.edgeById.get(b).negative - zt.edgeById.get(a).negative);
  for (const id of named) {
    const edge = zt.edgeById.get(id);
    put(id, zt.edgeText(drawn.counts.get(id)), edge.negative ? zt.colour.denied : zt.colour.ink, true);
  }
  if (scale < 0.45) return;
  for (const id of drawn.shown.keys()) {
    const statements = drawn.counts.get(id);
    if (statements.length < 2 || named.includes(id) || (zt.now.lit && !zt.now.lit.has(id))) continue;
    put(id, `×${statements.length}`, zt.stroke(zt.edgeById.get(id)).colour, false);
  }
};

zt.fit = (animate) => {
  const { network, modes } = zt.main;
  const { clientWidth: width, clientHeight: height } = network.canvas.frame;
  const ids = [...(modes || new Map()).keys()];
  if (!ids.length || !width) return;
  const head = zt.LARGE && !zt.everything ? 46 : 0; // the note of what is shown
  const frame = (chosen) => {
    const spots = chosen.map((id) => ({ ...network.getPosition(id), b: zt.nodeById.get(id).box }));
    const [l, r] = [Math.min(...spots.map((s) => s.x - s.b[0] / 2)), Math.max(...spots.map((s) => s.x + s.b[0] / 2))];
    const [t, b] = [Math.min(...spots.map((s) => s.y - s.b[1] / 2)), Math.max(...spots.map((s) => s.y + s.b[1] / 2))];
    return { x: (l + r) / 2, y: (t + b) / 2, scale: Math.min((width - 24) / (r - l), (height - 20 - FOOT - head) / (b - t)) };
  };
  let view = frame(ids);
  const smallest = 11.2 / zt.FONT_SIZE;
  if (view.scale < smallest && innerWidth <= 900) { // a telephone: rather a part that can be read than a whole that cannot
    const near = ids.filter((id) => modes.get(id) !== "ghost");
    view = frame(near.length && zt.now.nodes ? near : ids);
    if (view.scale < smallest) {
      const centre = zt.state.focus?.startsWith("n:") ? zt.state.focus.slice(2) : zt.hub();
      if (modes.has(centre) && !zt.partial()) Object.assign(view, network.getPosition(centre));
      view.scale = smallest;
    }
  }
  view.scale = Math.min(view.scale, width > 1500 ? 2.4 : 1.5);
  network.moveTo({ position: { x: view.x, y: view.y + (FOOT - head) / 2 / view.scale - 4 }, scale: view.scale, animation: animate && !zt.still() ? { duration: 250, easingFunction: "easeInOutQuad" } : false });
};
zt.hub = () => {
  const denied = new Map();
  for (const s of zt.now.visible) if (zt.claimOf(s) === "denied") for (const id of [s.s, s.o]) denied.set(id, (denied.get(id) || 0) + 1);
  const most = [...denied].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0];
  return most ? most[0] : zt.mostConnected();
};
zt.mostConnected = () => [...zt.now.near].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))[0]?.[0];
zt.still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
zt.onlyDenied = () => { const { claims } = zt.state.off; return claims.has("stated") && claims.has("other") && !claims.has("denied"); };

zt.startNetwork = () => {
  zt.main = zt.makeNetwork(box());
  document.getElementById("zoom-in").addEventListener("click", () => zt.zoom(1.25));
  document.getElementById("zoom-out").addEventListener("click", () => zt.zoom(0.8));
  document.getElementById("zoom-fit").addEventListener("click", () => zt.fit(true));
  document.getElementById("reset").addEventListener("click", () => { const { view } = zt.state; zt.everything = false; zt.set({ ...zt.blank(), view }, { fit: true }); });
  let wait = 0;
  new ResizeObserver(() => { clearTimeout(wait); wait = setTimeout(() => { if (box().clientWidth) { zt.render({ fit: true, replace: true }); } }, 60); }).observe(box());
};
zt.zoom = (factor) => zt.main.network.moveTo({ scale: zt.main.network.getScale() * factor, animation: zt.still() ? false : { duration: 150, easingFunction: "linear" } });
zt.renderNetwork = (options) => {
  const stage = zt.onStage();
  const before = zt.main.key;
  zt.paintNetwork(zt.main, zt.now.edges, stage);
  if (options.fit || before !== zt.main.key) requestAnimationFrame(() => { zt.main.network.redraw(); zt.fit(false); });
  const note = document.getElementById("stage-note");
  const total = zt.data.nodes.length;
  note.hidden = !(zt.LARGE && !zt.everything) && zt.now.edges.size > 0;
  zt.fill(note, zt.now.edges.size === 0 ? "No statement passes the filters. " : `${stage.size} of ${total.toLocaleString("en-US")} actors: ${zt.now.nodes ? "the focus and what is near it" : "the most connected part"}. Search finds the rest. `,
    zt.LARGE && !zt.everything && total <= 1500 ? zt.button("Draw all", () => { zt.everything = true; zt.render({ fit: true }); }) : null);
  const { state } = zt;
  document.getElementById("reset").hidden = !(state.focus || state.path || state.text || state.from !== null || state.to !== null || state.hidden.size || zt.everything || zt.FACETS.some((facet) => state.off[facet].size));
};
