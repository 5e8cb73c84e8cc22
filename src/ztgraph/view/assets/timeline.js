// The timeline: dates as points, partial dates and intervals as bars, long gaps shortened and marked, a brush that filters.
const COLUMN = 118; // pixels that the words under one date want
const LONG = 150; // days without any date: a gap that is shortened is marked from here on
const FEW_DATES = 16; // dates that all have their words below them
let playing = 0;
let tallest = { width: 0, height: 0 }; // the words' greatest height so far: what is above must not jump while filters change

// All dates with the statements that pass the filters; dates without any stay as faint marks where there are few, so that the axis keeps still.
const dated = () => {
  const groups = new Map();
  for (const statement of zt.statements) {
    if (!statement.days) continue;
    if (!groups.has(statement.time)) groups.set(statement.time, { time: statement.time, first: statement.days[0], last: statement.days[1], interval: statement.days[2], statements: [] });
    if (zt.passes(statement, "time")) groups.get(statement.time).statements.push(statement);
  }
  const at = (group) => group.first ?? group.last;
  const kept = [...groups.values()].filter((group) => groups.size <= FEW_DATES || group.statements.length);
  return kept.sort((a, b) => at(a) - at(b) || (a.last ?? 1e9) - (b.last ?? 1e9) || (a.time < b.time ? -1 : 1));
};
// Pixels for days: the distance between two neighbouring dates grows with the logarithm of the days between them.
const scaleOf = (groups, width) => {
  const starts = new Set(groups.map((g) => g.first ?? g.last));
  const anchors = [...new Set(groups.flatMap((g) => [g.first, g.last]).filter((day) => day !== null))].sort((a, b) => a - b);
  const want = groups.length <= FEW_DATES ? COLUMN : Math.max(16, Math.min(COLUMN, (width - 60) / groups.length));
  const xs = [16];
  let since = 0;
  for (let i = 1; i < anchors.length; i += 1) {
    const days = anchors[i] - anchors[i - 1];
    let step = days >= LONG ? 150 : 6 + 7 * Math.log2(1 + days / 4);
    since += step;
    if (starts.has(anchors[i])) { if (since < want) step += want - since; since = 0; }
    xs.push(xs[i - 1] + step);
  }
  const natural = xs[xs.length - 1] + (starts.size ? want : 0);
  const widest = groups.length > FEW_DATES ? width * 3 : Infinity; // many dates: at most three screens of them
  const stretch = natural < width ? (width - 16 - want) / Math.max(1, xs[xs.length - 1] - 16) : Math.min(1, widest / natural);
  const spots = xs.map((x) => 16 + (x - 16) * Math.min(stretch, 3));
  const find = (value, from, to) => {
    let i = 1;
    while (i < from.length - 1 && from[i] < value) i += 1;
    if (from.length < 2) return to[0];
    return to[i - 1] + ((value - from[i - 1]) / (from[i] - from[i - 1])) * (to[i] - to[i - 1]);
  };
  const end = spots[spots.length - 1];
  return { anchors, spots, want, total: Math.max(width, Math.ceil(end + want)), x: (day) => find(day, anchors, spots), day: (x) => Math.round(find(Math.min(end, Math.max(16, x)), spots, anchors)) };
};
const faint = (group) => !group.statements.length;
const claimsOf = (group) => faint(group) ? [["none", 0]] : Object.keys(zt.CLAIMS).map((claim) => [claim, group.statements.filter((s) => zt.claimOf(s) === claim).length]).filter(([, n]) => n);
const inside = (group) => {
  if (faint(group)) return false;
  const { from, to } = zt.state;
  return (to === null || group.first === null || group.first <= to) && (from === null || group.last === null || group.last >= from);
};
const put = (element, styles) => { Object.assign(element.style, styles); return element; };
const px = (value) => `${Math.round(value)}px`;

zt.renderTimeline = () => {
  const place = document.getElementById("timeline");
  const kept = place.contains(document.activeElement) ? document.activeElement.dataset.keep : null;
  const scrolled = place.querySelector(".rail")?.scrollLeft || 0;
  const groups = dated();
  zt.dates = groups;
  const { from, to } = zt.state;
  const undated = zt.statements.filter((s) => !s.days && zt.passes(s, "time")).length;
  const total = groups.reduce((sum, group) => sum + group.statements.length, 0);
  const filtered = from !== null || to !== null;
  place.classList.toggle("none", !groups.length);
  const shown = groups.filter((group) => !faint(group));
  if (!groups.length) { zt.fill(place, zt.el("p", { class: "empty" }, "No dated statement to show on a timeline.")); return; }
  const range = filtered ? `${from === null ? "…" : zt.dayWords(from)} – ${to === null ? "…" : zt.dayWords(to)}` : shown.length ? [...new Set([shown[0], shown[shown.length - 1]].map((group) => zt.dateWords(group.time, true)))].join(" – ") : "no date passes the filters";
  const keepUndated = zt.el("input", { type: "checkbox", "data-keep": "undated", on: { change: (event) => zt.set({ undated: event.target.checked }, {}) } });
  keepUndated.checked = zt.state.undated;
  const controls = zt.el("div", { class: "controls" },
    zt.el("h2", {}, "Timeline"), zt.el("span", { class: "range", id: "range" }, range), zt.el("span", { class: "small" }, `${zt.count(total, "dated statement")}${undated ? `, ${zt.number(undated)} undated` : ""}`),
    filtered ? zt.button("Clear dates", () => zt.set({ from: null, to: null }, {}), { "data-keep": "clear" }) : null,
    filtered && undated ? zt.el("label", { class: "small" }, keepUndated, " with undated") : null,
    zt.el("span", { class: "grow" }), legend(groups),
    zt.button("◀", () => zt.step(-1), { "aria-label": "Previous date", "data-keep": "previous" }), zt.button("▶", () => zt.step(1), { "aria-label": "Next date", "data-keep": "next" }),
    zt.button(playing ? "Pause" : "Play", zt.play, { "data-keep": "play", "aria-pressed": String(Boolean(playing)) }),
    zt.button("Before | after", zt.toggleSplit, { "data-keep": "split", "aria-pressed": String(zt.state.split !== null) }));
  const rail = zt.el("div", { class: "rail" });
  const width = Math.max(300, place.clientWidth - 26);
  const scale = scaleOf(groups, width);
  zt.scale = scale;
  const words = columns(groups, scale);
  rail.append(track(groups, scale), words);
  zt.fill(place, controls, rail);
  if (tallest.width !== width) tallest = { width, height: 0 };
  tallest.height = Math.max(tallest.height, ...[...words.children].map((item) => item.offsetHeight + 2));
  put(words, { height: px(Math.min(innerWidth > 1100 ? Math.max(72, innerHeight * 0.13) : 120, tallest.height)) });
  if (scrolled) rail.scrollLeft = scrolled;
  if (kept) place.querySelector(`[data-keep="${CSS.escape(kept)}"]`)?.focus({ preventScroll: false });
};
// What the marks mean, as far as they occur.
const legend = (groups) => {
  const partial = groups.some((g) => !g.interval && g.first !== g.last);
  const item = (mark, words) => zt.el("span", {}, zt.el("i", { class: mark, "aria-hidden": "true" }), words);
  const items = [partial ? item("bar partial", "some day within") : null, groups.some((g) => g.interval) ? item("bar interval", "from – to") : null].filter(Boolean);
  return items.length ? zt.el("span", { class: "small marks" }, items) : null;
};
const track = (groups, scale) => {
  const strip = put(zt.el("div", { class: "track" }), { width: px(scale.total) });
  strip.append(put(zt.el("div", { class: "axis" }), { left: "0", width: px(scale.total) }));
  for (let i = 1; i < scale.anchors.length; i += 1) {
    const days = scale.anchors[i] - scale.anchors[i - 1];
    const covered = groups.some((g) => g.first !== null && g.last !== null && g.first <= scale.anchors[i - 1] && g.last >= scale.anchors[i]);
    if (days < LONG || covered) continue;
    const [a, b] = [scale.spots[i - 1], scale.spots[i]];
    strip.append(put(zt.el("div", { class: "gap", title: `Shortened: ${zt.spanWords(days)} without a dated statement` }, zt.el("span", {}, zt.spanWords(days))), { left: px((a + b) / 2) }));
  }
  if (zt.state.split !== null) strip.append(put(zt.el("div", { class: "split-day", title: `Before and after ${zt.dayWords(zt.state.split)}` }), { left: px(scale.x(zt.state.split) - 9) }));
  const lanes = [];
  for (const group of groups) {
    if (group.first !== null && group.first === group.last) { strip.append(points(group, scale)); continue; }
    const [a, b] = [group.first === null ? 0 : scale.x(group.first), group.last === null ? scale.total : scale.x(group.last)];
    let lane = lanes.findIndex((end) => end < a - 2);
    if (lane < 0) lane = lanes.length;
    lanes[lane] = b;
    const classes = ["bar", group.interval ? "interval" : "partial", group.first === null ? "open-left" : "", group.last === null ? "open-right" : "", `claim-${claimsOf(group).length > 1 ? "mixed" : claimsOf(group)[0][0]}`, inside(group) ? "" : "out", zt.state.focus === `t:${group.time}` ? "chosen" : ""];
    strip.append(put(mark(group, classes.join(" ")), { left: px(a), width: px(Math.max(10, b - a)), top: px(20 - (lane % 3) * 9) }));
  }
  brush(strip, scale);
  return strip;
};
const mark = (group, classes) => zt.button("", () => zt.focusOn(`t:${group.time}`, { say: true }), { class: classes, disabled: faint(group), tabindex: "-1", "aria-hidden": "true", title: `${zt.dateWords(group.time)}: ${zt.count(group.statements.length, "statement")}` });
const points = (group, scale) => {
  const holder = put(zt.el("div", { class: `points ${inside(group) ? "" : "out"}` }), { left: px(scale.x(group.first) - 6) });
  claimsOf(group).forEach(([claim]) => holder.append(mark(group, `point claim-${claim} ${zt.state.focus === `t:${group.time}` ? "chosen" : ""}`)));
  return holder;
};
const columns = (all, scale) => {
  const groups = all.filter((group) => !faint(group));
  const holder = put(zt.el("ol", { class: "columns" }), { width: px(scale.total) });
  const starts = [...new Set(groups.map((g) => g.first ?? g.last))];
  let labelled = -Infinity;
  starts.forEach((start, i) => {
    const x = scale.x(start);
    const room = (i + 1 < starts.length ? scale.x(starts[i + 1]) : scale.total) - x;
    const own = groups.filter((g) => (g.first ?? g.last) === start);
    if (room < 84) {
      const next = starts.slice(i + 1).find((_, k) => (i + k + 2 < starts.length ? scale.x(starts[i + k + 2]) : scale.total) - scale.x(starts[i + k + 1]) >= 84);
      if (x - labelled >= 84 && (next === undefined || scale.x(next) - x >= 84)) { labelled = x; holder.append(put(zt.el("li", { class: "tick", "aria-hidden": "true" }, zt.dateWords(own[0].time, true)), { left: px(x - 6) })); }
      holder.append(put(zt.el("li", { class: "tiny" }, own.map((g) => zt.button("", () => zt.focusOn(`t:${g.time}`, { say: true }), { "aria-label": `${zt.dateWords(g.time)}: ${zt.count(g.statements.length, "statement")}`, title: zt.dateWords(g.time) }))), { left: px(x - 6) }));
      return;
    }
    labelled = x;
    holder.append(put(zt.el("li", {}, own.slice(0, 2).map((group) => event(group, own.length > 1))), { left: px(x - 6), width: px(Math.min(room, 250) - 8) }));
  });
  return holder;
};
const event = (group, brief) => {
  const best = group.statements.find((s) => zt.claimOf(s) === "denied") || group.statements.find((s) => !s.other) || group.statements[0];
  const more = group.statements.length - 1;
  return zt.el("button", { type: "button", class: `event ${inside(group) ? "" : "out"} ${zt.state.focus === `t:${group.time}` ? "chosen" : ""}`, "data-keep": `t:${group.time}`, "data-time": group.time, on: { click: () => zt.focusOn(`t:${group.time}`, { say: true }) } },
    zt.el("strong", {}, zt.dateWords(group.time, true), more ? zt.el("span", { class: "more-count" }, ` ${group.statements.length}`, zt.el("span", { class: "unseen" }, " statements")) : null),
    brief ? null : zt.el("span", { class: `what ${zt.claimOf(best)}`, title: zt.sentence(best) }, zt.sentence(best, true)));
};

// The brush: drag over the strip, or move its two handles with the arrow keys from date to date.
const brush = (strip, scale) => {
  const { from, to } = zt.state;
  const [low, high] = [scale.anchors[0], scale.anchors[scale.anchors.length - 1]];
  const area = zt.el("div", { class: "brush" });
  const show = (a, b) => { put(area, { left: px(scale.x(a) - 12), width: px(Math.max(4, scale.x(b) - scale.x(a) + 26)) }); };
  area.hidden = from === null && to === null;
  show(from ?? low, to ?? high);
  strip.prepend(area);
  const handle = (edge, value, other) => {
    const move = (day) => zt.set({ [edge]: day }, { replace: true });
    const next = (step) => { const list = scale.anchors; const i = list.findIndex((day) => day >= value); return list[Math.min(list.length - 1, Math.max(0, (i < 0 ? list.length - 1 : i) + step))]; };
    const element = zt.el("div", { class: "handle", role: "slider", tabindex: "0", "data-keep": `handle-${edge}`, "aria-label": edge === "from" ? "From date" : "To date", "aria-valuemin": low, "aria-valuemax": high, "aria-valuenow": value, "aria-valuetext": zt.dayWords(value), on: {
      keydown: (event) => {
        const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
        const day = step ? next(step) : event.key === "Home" ? low : event.key === "End" ? high : null;
        if (day === null || (edge === "from" ? day > other : day < other)) return;
        event.preventDefault();
        event.stopPropagation();
        move(day);
      },
    } });
    strip.append(put(element, { left: px(scale.x(value) + (edge === "from" ? -15 : 11)) }));
  };
  handle("from", from ?? low, to ?? high);
  handle("to", to ?? high, from ?? low);
  strip.addEventListener("pointerdown", (event) => {
    if (event.button || event.target.closest("button")) return;
    const left = strip.getBoundingClientRect().left;
    const grip = event.target.dataset.keep;
    const start = grip === "handle-from" ? scale.x(to ?? high) : grip === "handle-to" ? scale.x(from ?? low) : event.clientX - left;
    let end = null;
    const drag = (move) => { end = move.clientX - left; if (Math.abs(end - start) < 4 && !grip) return; area.hidden = false; show(scale.day(Math.min(start, end)), scale.day(Math.max(start, end))); move.preventDefault(); };
    const drop = (last) => {
      window.removeEventListener("pointermove", drag);
      window.removeEventListener("pointerup", drop);
      window.removeEventListener("pointercancel", drop);
      if (last.type === "pointercancel") { zt.renderTimeline(); return; }
      if (end === null || (Math.abs(end - start) < 4 && !grip)) return;
      zt.set({ from: scale.day(Math.min(start, end)), to: scale.day(Math.max(start, end)), focus: null, path: null }, {});
      zt.say(zt.summarise());
    };
    window.addEventListener("pointermove", drag);
    window.addEventListener("pointerup", drop);
    window.addEventListener("pointercancel", drop);
  });
};
zt.step = (step) => {
  const times = zt.dates.filter(inside).map((group) => group.time);
  if (!times.length) return false;
  const at = times.indexOf(zt.state.focus?.startsWith("t:") ? zt.state.focus.slice(2) : "");
  const next = at < 0 ? (step > 0 ? 0 : times.length - 1) : at + step;
  if (next < 0 || next >= times.length) return false;
  zt.focusOn(`t:${times[next]}`, { say: true });
  document.querySelector(`[data-time="${CSS.escape(times[next])}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: zt.still() ? "auto" : "smooth" });
  return true;
};
zt.play = () => {
  if (playing) { clearInterval(playing); playing = 0; } else {
    const times = zt.dates.filter(inside);
    if (zt.state.focus === `t:${times[times.length - 1]?.time}`) zt.state.focus = null;
    zt.step(1);
    playing = setInterval(() => { if (!zt.step(1)) { clearInterval(playing); playing = 0; zt.renderTimeline(); } }, 1800);
  }
  zt.renderTimeline();
};
