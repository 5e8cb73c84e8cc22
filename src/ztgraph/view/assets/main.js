// Puts the parts together: one function draws everything from the state, the rest starts the parts once.
// Which parts of the page are there, so that those which measure themselves find their room.
const setScene = () => {
  const { view } = zt.state;
  document.body.classList.toggle("comparing", zt.state.split !== null && view === "network");
  document.body.classList.toggle("choosing", Boolean(zt.state.focus || zt.state.path));
  document.body.classList.toggle("tabled", view === "table");
  for (const name of ["network", "table", "source"]) document.getElementById(`view-${name}`).hidden = name !== view;
  for (const button of document.querySelectorAll("#views button")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
};
zt.render = (options = {}) => {
  zt.derive();
  setScene();
  const { view } = zt.state;
  document.getElementById("summary").textContent = zt.summarise();
  zt.renderFilters();
  zt.renderPanel();
  zt.renderTimeline(); // it takes its room first, so that the canvas has its size when the network is drawn
  if (options.first) zt.startNetwork();
  zt.renderCompare(options);
  if (view === "network" && zt.state.split === null) zt.renderNetwork(options);
  if (view === "table") zt.renderTable();
  if (view === "source") zt.renderSource();
  if (view === "network" && options.centre && zt.main.modes?.has(options.centre)) zt.reveal(options.centre);
  if (options.say) zt.announce();
};
zt.announce = () => {
  const { focus } = zt.state;
  const own = zt.now.statements || [];
  const denied = own.filter((s) => zt.claimOf(s) === "denied").length;
  const what = focus?.startsWith("n:") ? `${zt.labelOf(focus.slice(2))}, ${zt.KINDS[zt.byId.get(focus.slice(2)).kind][0]}` : focus?.startsWith("t:") ? zt.dateWords(focus.slice(2)) : focus?.startsWith("c:") && zt.now.nodes ? zt.partName(zt.now.nodes) : own.length ? zt.sentence(own[0]) : "";
  zt.say(`${what}. ${zt.count(own.length, "statement")}${denied ? `, ${denied} of them that it did not happen` : ""}.`);
};
// Brings a node into view where it is outside of it.
zt.reveal = (id) => {
  const { network } = zt.main;
  const { clientWidth, clientHeight } = network.canvas.frame;
  const at = network.canvasToDOM(network.getPosition(id));
  if (at.x > 60 && at.y > 30 && at.x < clientWidth - 60 && at.y < clientHeight - 30) return;
  network.moveTo({ position: network.getPosition(id), animation: zt.still() ? false : { duration: 250, easingFunction: "easeInOutQuad" } });
};
zt.applyTheme = (theme) => {
  document.documentElement.dataset.theme = theme;
  zt.theme = theme;
  zt.readColours();
};
zt.toggleTheme = () => { zt.applyTheme(zt.theme === "dark" ? "light" : "dark"); zt.render({ replace: true }); };

const start = () => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  zt.applyTheme(dark.matches ? "dark" : "light");
  dark.addEventListener("change", (event) => { zt.applyTheme(event.matches ? "dark" : "light"); zt.render({}); });
  zt.fromHash(location.hash);
  const narrow = matchMedia("(max-width: 760px)");
  const on = (id, action) => document.getElementById(id).addEventListener("click", action);
  on("denied", zt.toggleDenied);
  on("path-open", () => zt.pathDialog());
  on("export-open", zt.exportDialog);
  on("help-open", zt.helpDialog);
  on("theme", zt.toggleTheme);
  on("skip", () => document.getElementById(document.getElementById("panel").offsetParent ? "panel" : "view-table").focus());
  on("filters-toggle", () => {
    const open = document.body.classList.toggle("filters-open");
    document.getElementById("filters-toggle").setAttribute("aria-expanded", String(open));
    if (open) document.getElementById("filters").querySelector("input")?.focus();
  });
  for (const button of document.querySelectorAll("#views button")) button.addEventListener("click", () => zt.set({ view: button.dataset.view, split: button.dataset.view === "network" ? zt.state.split : null }, {}));
  document.getElementById("dialog").addEventListener("click", (event) => { if (event.target.id === "dialog") event.target.close(); });
  zt.startSearch();
  zt.startKeys();
  if (!location.hash && narrow.matches) { // a telephone opens on a focus
    zt.derive();
    zt.state.focus = zt.hub() ? `n:${zt.hub()}` : null;
  }
  zt.render({ fit: true, first: true });
  requestAnimationFrame(() => { document.documentElement.dataset.ready = "1"; });
  let screen = null;
  window.addEventListener("beforeprint", () => { screen = zt.theme; zt.applyTheme("light"); zt.forPaper(); }); // ink on white paper, whatever the screen shows
  window.addEventListener("afterprint", () => { zt.applyTheme(screen ?? zt.theme); document.getElementById("paper").replaceChildren(); });
};
// For tests and the curious: what is drawn where, in pixels of the page.
window.ztgraph = {
  get state() { return zt.state; },
  get visible() { return zt.now.visible.map((s) => s.id); },
  get nodes() { const { network, modes } = zt.main; return [...(modes || new Map()).keys()].map((id) => { const at = network.canvasToDOM(network.getPosition(id)); const [w, h] = zt.nodeById.get(id).box.map((v) => v * network.getScale()); return { id, mode: modes.get(id), x: at.x, y: at.y, w, h, font: zt.FONT_SIZE * network.getScale() }; }); },
  get labels() { const { network } = zt.main; return zt.main.labels.map((l) => { const a = network.canvasToDOM({ x: l.l, y: l.t }); const b = network.canvasToDOM({ x: l.r, y: l.b }); return { id: l.id, text: l.text, l: a.x, t: a.y, r: b.x, b: b.y }; }); },
  edgePoint(id, t = 0.5) { const [x, y] = zt.pointOn(zt.main.edges.get(id), zt.main, t); return zt.main.network.canvasToDOM({ x, y }); },
  get edges() { return [...zt.main.edges.values()].map(({ id, from, to, negative, other, symmetric, lit, strong, statements }) => ({ id, from, to, negative, other, symmetric, lit, strong, count: statements.length, length: zt.geometry(zt.main.edges.get(id), zt.main).length * zt.main.network.getScale() })); },
  statement: (id) => zt.statementById.get(id), svg: () => zt.svg(), png: (done) => zt.png(done), csv: () => zt.csv(), citation: (id) => zt.citation(zt.statementById.get(id)), bibtex: (id) => zt.bibtex(zt.statementById.get(id)),
};
start();
