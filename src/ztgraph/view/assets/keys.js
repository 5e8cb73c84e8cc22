// The keyboard: one key an action, and a way through the network without a mouse.
const KEYS = [
  ["/", "find an actor or words"], ["n", "what did not happen"], ["g · t · s", "network, table, source"], ["Arrow keys", "from actor to actor (in the network)"], ["Enter", "open the part or actor pointed at; go to the evidence of the focus"],
  ["e · E", "next, previous edge of the actor in focus"], ["1 2 3", "steps of the neighbourhood"], ["h · k", "hide, pin the actor in focus"], ["p", "path between two actors"], [", · .", "previous, next date"],
  ["+ − f", "zoom in, out, fit"], ["d", "light or dark"], ["x", "take along: CSV, PNG, SVG, link"], ["Esc", "close, show everything"], ["?", "this list"],
];
zt.helpDialog = () => zt.openDialog("Keys and help",
  zt.el("p", {}, "Every edge stands for statements of the source. Solid: the source states it. Red, dashed, ended by a bar: the source states that it did not happen. Dotted and light: planned, expected, recommended or possible."),
  zt.el("dl", { class: "keys" }, KEYS.flatMap(([key, what]) => [zt.el("dt", {}, zt.el("kbd", {}, key)), zt.el("dd", {}, what)])));
// In a small graph the arrow keys move the focus itself; in a large one, where a focus draws anew, they move a cursor, and Enter opens.
zt.toward = (key) => {
  const { network, modes } = zt.main;
  const moving = zt.LARGE || zt.partial();
  const ids = [...modes.keys()].filter((id) => zt.isPart(id) || (zt.now.near.get(id) || []).length);
  if (!ids.length) return;
  const go = (id) => (moving ? zt.setCursor(id) : zt.focusOn(`n:${id}`, { say: true, centre: id, steps: zt.state.steps }));
  const focused = zt.state.focus?.startsWith("n:") ? zt.state.focus.slice(2) : null;
  const now = moving && modes.has(zt.cursor) ? zt.cursor : focused;
  if (!now || !modes.has(now)) { go(moving || !modes.has(zt.mostConnected()) ? ids[0] : zt.mostConnected()); return; }
  const from = network.getPosition(now);
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  const cost = (id) => { const at = network.getPosition(id); const [x, y] = [at.x - from.x, at.y - from.y]; const along = x * dx + y * dy; const across = Math.abs(x * dy) + Math.abs(y * dx); return along > 4 && across <= along * 2.2 ? along + across * 1.6 : Infinity; };
  const best = ids.filter((id) => id !== now).map((id) => [cost(id), id]).sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))[0];
  if (best && best[0] < Infinity) go(best[1]);
};
zt.setCursor = (id) => {
  zt.cursor = id;
  zt.renderNetwork({});
  zt.reveal(id);
  const counts = zt.main.counts.get(id);
  zt.say(counts ? `Part: ${zt.nameOf(id)}. ${zt.count(counts[0], "statement")}, ${counts[1]} of them that something did not happen. Enter opens it.` : `${zt.nameOf(id)}, ${zt.KINDS[zt.byId.get(id).kind][0]}. Enter shows its evidence.`);
};
zt.cycleEdge = (step) => {
  const { focus } = zt.state;
  if (focus?.startsWith("n:")) zt.cycle = { id: focus.slice(2), at: step > 0 ? -1 : 0 };
  if (!zt.cycle || !(focus?.startsWith("n:") || focus?.startsWith("e:"))) return;
  const edges = [...new Set((zt.now.near.get(zt.cycle.id) || []).map(([, id]) => id))];
  if (!edges.length) return;
  zt.cycle.at = (zt.cycle.at + step + edges.length) % edges.length;
  zt.focusOn(`e:${zt.edgeKey(zt.edgeById.get(edges[zt.cycle.at]))}`, { say: true });
};
const actorKey = (event) => {
  const id = zt.state.focus?.startsWith("n:") ? zt.state.focus.slice(2) : null;
  if (!id) return false;
  if (event.key === "h") zt.toggleNode("hidden", id);
  else if (event.key === "k") zt.toggleNode("pinned", id);
  else if ("123".includes(event.key)) { zt.set({ steps: Number(event.key) }, { replace: true, fit: zt.LARGE }); zt.say(`${zt.count(zt.now.nodes.size, "actor")} within ${zt.count(zt.state.steps, "step")}`); }
  else return false;
  return true;
};
const ACTIONS = {
  "/": () => document.getElementById("search").focus(), "?": () => zt.helpDialog(), n: () => zt.toggleDenied(), g: () => zt.set({ view: "network" }), t: () => zt.set({ view: "table", split: null }), s: () => zt.set({ view: "source", split: null }),
  p: () => zt.pathDialog(), x: () => zt.exportDialog(), d: () => zt.toggleTheme(), f: () => zt.toggleFit(), "+": () => zt.zoom(1.25), "=": () => zt.zoom(1.25), "-": () => zt.zoom(0.8), ",": () => zt.step(-1), ".": () => zt.step(1), e: () => zt.cycleEdge(1), E: () => zt.cycleEdge(-1),
};
zt.startKeys = () => {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById("dialog").open) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox") return;
    if (event.key === "Escape") { if (zt.state.focus || zt.state.path) zt.set({ focus: null, path: null, steps: 1 }, {}); return; }
    if (actorKey(event)) { event.preventDefault(); return; }
    const action = ACTIONS[event.key];
    if (action) { event.preventDefault(); action(); }
  });
  document.getElementById("canvas").addEventListener("keydown", (event) => {
    if (event.key.startsWith("Arrow")) { event.preventDefault(); event.stopPropagation(); zt.toward(event.key); }
    if (event.key === "Enter") {
      event.preventDefault();
      const at = zt.main.modes.has(zt.cursor) && zt.state.focus !== `n:${zt.cursor}` ? zt.cursor : null;
      if (at) { zt.cursor = null; zt.open(at); } else document.getElementById("panel").focus();
    }
  });
};
