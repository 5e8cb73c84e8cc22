// Before and after a day side by side: a second network with the same places, and the edges shared out between the two.
zt.toggleSplit = () => {
  if (zt.state.split !== null) { zt.set({ split: null }, { fit: true }); return; }
  const days = zt.statements.filter((s) => s.days && s.days[0] !== null).map((s) => s.days[0]).sort((a, b) => a - b);
  const chosen = zt.state.focus?.startsWith("t:") ? zt.dates.find((group) => `t:${group.time}` === zt.state.focus)?.first : null;
  const starts = [...new Set(days)];
  zt.set({ split: chosen ?? starts[Math.floor(starts.length / 2)] ?? null, view: "network", focus: null, path: null }, { fit: true });
};
zt.sides = () => {
  const sides = [new Map(), new Map()];
  for (const [id, statements] of zt.now.edges) {
    const before = statements.filter((s) => s.days && s.days[1] !== null && s.days[1] < zt.state.split);
    const after = statements.filter((s) => s.days && s.days[0] !== null && s.days[0] >= zt.state.split);
    const across = statements.filter((s) => s.days && !before.includes(s) && !after.includes(s));
    if (before.length + across.length) sides[0].set(id, [...before, ...across]);
    if (after.length + across.length) sides[1].set(id, [...after, ...across]);
  }
  return sides;
};
zt.renderCompare = (options) => {
  const place = document.getElementById("second");
  const on = zt.state.split !== null && zt.state.view === "network";
  const changed = place.hidden === on;
  place.hidden = !on;
  document.getElementById("view-network").classList.toggle("compared", on);
  if (!on) return changed;
  if (!zt.other) {
    const canvas = zt.el("div", { class: "canvas", "aria-hidden": "true" });
    place.append(canvas);
    zt.other = zt.makeNetwork(canvas);
  }
  for (const old of place.querySelectorAll(".side-heads, .undated")) old.remove();
  const [before, after] = zt.sides();
  const stated = (side) => [...side.values()].reduce((sum, statements) => sum + statements.length, 0);
  const days = [...new Set([zt.state.split, ...zt.statements.filter((s) => s.days && s.days[0] !== null).map((s) => s.days[0])])].sort((a, b) => a - b);
  const choice = zt.el("select", { id: "split", "aria-label": "Day between before and after", on: { change: (event) => zt.set({ split: Number(event.target.value) }, {}) } }, days.map((day) => zt.el("option", { value: day }, zt.dayWords(day))));
  choice.value = String(zt.state.split);
  place.append(zt.el("div", { class: "side-heads" }, zt.el("strong", { class: "before" }, `Before · ${stated(before)}`), choice, zt.el("strong", { class: "after" }, `On that day and after · ${stated(after)}`)));
  const undated = zt.now.visible.filter((s) => !s.days).length;
  if (undated) place.append(zt.el("p", { class: "small undated" }, `${zt.count(undated, "statement")} without a date ${undated === 1 ? "is" : "are"} on neither side`));
  const stage = zt.onStage();
  zt.paintNetwork(zt.main, before, stage);
  zt.paintNetwork(zt.other, after, stage);
  requestAnimationFrame(() => {
    zt.fit(false);
    zt.other.network.moveTo({ position: zt.main.network.getViewPosition(), scale: zt.main.network.getScale() });
    for (const drawn of [zt.main, zt.other]) { drawn.ready = true; drawn.network.redraw(); }
  });
  return changed || options.fit;
};
