// The shortest way from one actor to another over the visible edges, and the dialogs for it.
zt.shortest = (from, to, near) => {
  const back = new Map([[from, null]]);
  let ring = [from];
  while (ring.length && !back.has(to)) {
    const next = [];
    for (const id of ring) for (const [other, edge] of near.get(id) || []) if (!back.has(other)) { back.set(other, [id, edge]); next.push(other); }
    ring = next;
  }
  if (!back.has(to)) return null;
  const nodes = [to];
  for (let at = back.get(to); at; at = back.get(at[0])) nodes.unshift(at[0]);
  return nodes;
};
zt.pathFocus = ([from, to], edges, near) => {
  const nodes = zt.shortest(from, to, near);
  if (!nodes) return { statements: [], nodes: new Set([from, to]), lit: new Set(), labelled: new Set(), way: null };
  const hops = nodes.slice(1).map((id, i) => new Set([nodes[i], id]));
  const lit = new Set([...edges.keys()].filter((id) => { const edge = zt.edgeById.get(id); return hops.some((hop) => hop.has(edge.from) && hop.has(edge.to)); }));
  return { statements: [...lit].flatMap((id) => edges.get(id)), nodes: new Set(nodes), lit, labelled: lit, way: nodes };
};
zt.pathPanel = (panel) => {
  const [from, to] = zt.state.path;
  const { way } = zt.now;
  panel.append(zt.panelHead("Path", `${zt.labelOf(from)} to ${zt.labelOf(to)}`, zt.backButton()));
  if (!way) { panel.append(zt.el("p", { class: "empty" }, "No path over the statements that pass the filters.")); return; }
  panel.append(zt.el("ol", { class: "way" }, way.map((id) => zt.el("li", {}, zt.actor(id)))), zt.el("p", { class: "also" }, `${zt.count(way.length - 1, "step")}, whichever way the statements point.`));
  for (let i = 1; i < way.length; i += 1) {
    const own = zt.now.statements.filter((s) => new Set([s.s, s.o]).has(way[i]) && new Set([s.s, s.o]).has(way[i - 1]));
    panel.append(zt.el("h3", {}, `${zt.labelOf(way[i - 1])} – ${zt.labelOf(way[i])}`));
    zt.evidence(own, panel, 10);
  }
};
zt.openDialog = (title, ...children) => {
  const dialog = document.getElementById("dialog");
  zt.fill(dialog, zt.el("div", { class: "dialog-head" }, zt.el("h2", { id: "dialog-title" }, title), zt.button("Close", () => dialog.close(), { class: "close" })), ...children);
  if (!dialog.open) dialog.showModal();
  return dialog;
};
zt.pathDialog = (given) => {
  const actors = zt.data.nodes.map((node) => zt.byId.get(node.id)).sort((a, b) => (a.label < b.label ? -1 : 1));
  const options = zt.el("datalist", { id: "actors" }, actors.slice(0, 3000).map((entity) => zt.el("option", { value: entity.label })));
  const find = (text) => { const wanted = text.trim().toLowerCase(); return actors.find((e) => e.label.toLowerCase() === wanted) || actors.find((e) => e.mentions.some((m) => m.toLowerCase() === wanted)) || (wanted && actors.find((e) => e.label.toLowerCase().includes(wanted))); };
  const [from, to] = ["from", "to"].map((name) => zt.el("input", { id: `path-${name}`, list: "actors", autocomplete: "off", required: true }));
  const start = given || (zt.state.focus?.startsWith("n:") ? zt.state.focus.slice(2) : zt.state.path?.[0] || "");
  from.value = start ? zt.labelOf(start) : "";
  const problem = zt.el("p", { class: "problem", role: "alert" });
  const go = (event) => {
    event.preventDefault();
    const [a, b] = [find(from.value), find(to.value)];
    if (!a || !b || a === b) { problem.textContent = !a ? "The first actor is not in this graph." : !b ? "The second actor is not in this graph." : "Choose two different actors."; return; }
    document.getElementById("dialog").close();
    zt.set({ path: [a.id, b.id], focus: null, view: "network", split: null }, { fit: zt.LARGE });
    zt.say(zt.now.way ? `Path of ${zt.count(zt.now.way.length - 1, "step")}: ${zt.now.way.map(zt.labelOf).join(", ")}` : "No path over the visible statements.");
  };
  zt.openDialog("Path between two actors", zt.el("form", { on: { submit: go } }, options, zt.el("label", { for: "path-from" }, "From"), from, zt.el("label", { for: "path-to" }, "To"), to, problem, zt.el("button", { type: "submit", class: "primary" }, "Find the path")));
  (start ? to : from).focus();
};
