// Words on edges: labels of what is in focus and counts of bundles, each at the first spot along its edge where it covers nothing.
const SPOTS = [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.2, 0.8, 0.12, 0.88];
const SHIFTS = [[0, 0], [0, -1], [0, 1], [-0.5, 0], [0.5, 0], [-0.5, -1], [0.5, 1], [0.5, -1], [-0.5, 1], [0, -2], [0, 2], [-0.55, -2], [0.55, 2], [0.55, -2], [-0.55, 2], [0, -3], [0, 3]]; // in widths and heights of the label
const FEW = 10; // edges that are all named when nothing is in focus
zt.edgeText = (statements) => {
  const words = zt.verb(statements[0]);
  return statements.length > 1 ? `${words} +${statements.length - 1}` : words;
};
const touches = (a, b) => a.r >= b.l && a.l <= b.r && a.b >= b.t && a.t <= b.b;
zt.drawLabels = (ctx, drawn, given) => {
  drawn.labels = [];
  if (!drawn.edges.size || (drawn.moving && drawn.edges.size > 1500)) return;
  const scale = given ?? drawn.network.getScale();
  const size = Math.max(12, Math.min(15, 11.5 / scale));
  const taken = [...drawn.modes.keys()].filter((id) => drawn.network.body.nodes[id]).map((id) => { const { x, y } = drawn.network.body.nodes[id]; const [w, h] = zt.nodeById.get(id).box; return { l: x - w / 2 - 2, r: x + w / 2 + 2, t: y - h / 2 - 2, b: y + h / 2 + 2 }; });
  const frame = drawn.network.canvas.frame.canvas;
  const [low, high] = frame.clientWidth && !drawn.moving ? [{ x: 4, y: 4 }, { x: frame.clientWidth - 4, y: frame.clientHeight - 4 }].map((at) => drawn.network.DOMtoCanvas(at)) : [{ x: -1e9, y: -1e9 }, { x: 1e9, y: 1e9 }];
  const seen = ([x, y]) => x > low.x && x < high.x && y > low.y && y < high.y;
  const lines = [...drawn.edges.values()].filter((edge) => edge.lit).slice(0, 200).map((edge) => [edge.id, zt.course(edge, drawn)]).filter(([, course]) => course);
  const crossed = (id, spot) => {
    let sum = 0;
    for (const [other, course] of lines) if (other !== id && touches(spot, course) && course.points.some(([x, y]) => x > spot.l && x < spot.r && y > spot.t && y < spot.b)) sum += 1;
    return sum;
  };
  ctx.font = `${size}px ${zt.FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.setLineDash([]);
  const centre = zt.state.focus?.startsWith("n:") ? zt.state.focus.slice(2) : null;
  const put = (edge, text, colour, must) => {
    if (!zt.pointOn(edge, drawn, 0.5)) return;
    const [w, h] = [ctx.measureText(text).width + 8, size + 5];
    const aside = centre === edge.from ? 0.1 : centre === edge.to ? -0.1 : 0; // away from the focus, where its edges run close together
    const bounded = seen(zt.pointOn(edge, drawn, 0.5)); // words of what is seen are seen whole
    let best = null;
    for (const [dx, dy] of must ? SHIFTS : SHIFTS.slice(0, 1)) {
      for (const t of SPOTS) {
        const at = zt.pointOn(edge, drawn, Math.max(0.05, Math.min(0.95, t + aside)));
        const [x, y] = [at[0] + dx * w, at[1] + dy * h];
        const spot = { l: x - w / 2, r: x + w / 2, t: y - h / 2, b: y + h / 2, x, y };
        if (bounded && !(seen([spot.l, spot.t]) && seen([spot.r, spot.b]))) continue;
        if (taken.some((other) => touches(spot, other))) continue;
        spot.faults = crossed(edge.id, spot) + Math.abs(dx) + Math.abs(dy) * 0.6 + Math.abs(t - 0.5) * 0.5;
        if (!best || spot.faults < best.faults - 1e-9) best = spot;
      }
      if (best && best.faults < 1) break;
    }
    if (!best) return;
    taken.push(best);
    drawn.labels.push({ id: edge.id, text, ...best });
    ctx.fillStyle = zt.colour.canvas;
    ctx.fillRect(best.l, best.t, w, h);
    ctx.fillStyle = colour;
    ctx.fillText(text, best.x, best.y + 0.5);
  };
  const lit = [...drawn.edges.values()].filter((edge) => edge.lit && !edge.bundled);
  const all = !zt.now.lit && (zt.onlyDenied() || (drawn.edges.size <= FEW && zt.state.split !== null));
  const named = lit.filter((edge) => edge.strong || edge.id === drawn.hover || all);
  named.sort((a, b) => (b.id === drawn.hover) - (a.id === drawn.hover) || b.negative - a.negative || (zt.geometry(a, drawn)?.length || 0) - (zt.geometry(b, drawn)?.length || 0));
  for (const edge of named) put(edge, zt.edgeText(edge.statements), edge.negative ? zt.colour.denied : zt.colour.ink, true);
  if (scale < 0.45) return;
  for (const edge of drawn.edges.values()) {
    if (edge.statements.length < 2 || !edge.lit || named.includes(edge)) continue;
    put(edge, `×${edge.statements.length}`, edge.other ? zt.colour.muted : zt.stroke(edge).colour, false);
  }
};
