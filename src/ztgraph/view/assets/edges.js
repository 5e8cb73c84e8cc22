// Edges: where they run between the outlines of two boxes, how they end, and which one lies under the pointer. All of it is ours, so that
// a line meets its box and a bar its line at any zoom, on the canvas as in the exported picture.
const AIR = 3; // pixels between an outline and the end of an edge
const HEAD = 9; // pixels: the length of an arrow
const BAR = 8; // pixels: half the length of the bar that ends what did not happen
const REACH = 7; // pixels of the screen around an edge that count as on it

// Whether (dx, dy) from the middle of a box lies within its outline, widened by AIR.
const within = (node, dx, dy) => {
  const [w, h] = [node.box[0] / 2 + AIR, node.box[1] / 2 + AIR];
  const [ax, ay] = [Math.abs(dx), Math.abs(dy)];
  if (ax > w || ay > h) return false;
  if (node.kind === "group") return ax <= w - 10 * (ay / h);
  if (node.kind === "population") { const slant = 5 * (dy / h); return dx >= -w + 5 - slant && dx <= w - 5 - slant; }
  if (node.kind === "person") { const r = Math.min(h, 18); const [cx, cy] = [ax - (w - r), ay - (h - r)]; return cx <= 0 || cy <= 0 || cx * cx + cy * cy <= r * r; }
  if (node.kind === "instrument") return dx - w + 11 <= dy + h;
  return true;
};
const bow = (g, t) => { const u = 1 - t; return [u * u * g.a[0] + 2 * u * t * g.c[0] + t * t * g.b[0], u * u * g.a[1] + 2 * u * t * g.c[1] + t * t * g.b[1]]; };
const slope = (g, t) => {
  const [x, y] = [2 * (1 - t) * (g.c[0] - g.a[0]) + 2 * t * (g.b[0] - g.c[0]), 2 * (1 - t) * (g.c[1] - g.a[1]) + 2 * t * (g.b[1] - g.c[1])];
  const length = Math.hypot(x, y) || 1;
  return [x / length, y / length];
};
// The last parameter, going from `from` towards the middle, at which the curve is still inside of the box around `centre`.
const leaving = (g, node, centre, from) => {
  let [inner, outer] = [from, 0.5];
  for (let i = 0; i < 14; i += 1) {
    const t = (inner + outer) / 2;
    const [x, y] = bow(g, t);
    if (within(node, x - centre[0], y - centre[1])) inner = t; else outer = t;
  }
  return outer;
};
zt.geometry = (edge, drawn) => {
  const [from, to] = [drawn.network.body.nodes[edge.from], drawn.network.body.nodes[edge.to]];
  if (!from || !to) return null;
  const g = edge.geometry;
  if (g && g.a[0] === from.x && g.a[1] === from.y && g.b[0] === to.x && g.b[1] === to.y) return g;
  const [a, b] = [[from.x, from.y], [to.x, to.y]];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const bend = (2 * Math.max(-length / 3, Math.min(length / 3, edge.curve || 0))) / length;
  const c = [(a[0] + b[0]) / 2 - (b[1] - a[1]) * bend, (a[1] + b[1]) / 2 + (b[0] - a[0]) * bend];
  const made = { a, b, c };
  made.t0 = leaving(made, zt.nodeById.get(edge.from), a, 0);
  made.t1 = leaving(made, zt.nodeById.get(edge.to), b, 1);
  made.length = 0;
  for (let i = 1, last = bow(made, made.t0); i <= 8; i += 1) { const next = bow(made, made.t0 + ((made.t1 - made.t0) * i) / 8); made.length += Math.hypot(next[0] - last[0], next[1] - last[1]); last = next; }
  edge.geometry = made;
  return made;
};
// Nine points along what is seen of an edge, and the box around them: enough to tell what it runs under.
zt.course = (edge, drawn) => {
  const g = zt.geometry(edge, drawn);
  if (!g || g.course) return g && g.course;
  const points = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((t) => bow(g, g.t0 + (g.t1 - g.t0) * t));
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  g.course = { points, l: Math.min(...xs), r: Math.max(...xs), t: Math.min(...ys), b: Math.max(...ys) };
  return g.course;
};
// The point of an edge at a share `t` of what is seen of it.
zt.pointOn = (edge, drawn, t) => {
  const g = zt.geometry(edge, drawn);
  return g && bow(g, g.t0 + (g.t1 - g.t0) * t);
};

const along = (ctx, g, t0, t1) => {
  const blossom = (i) => (1 - t0) * (1 - t1) * g.a[i] + ((1 - t0) * t1 + t0 * (1 - t1)) * g.c[i] + t0 * t1 * g.b[i];
  ctx.beginPath();
  ctx.moveTo(...bow(g, t0));
  ctx.quadraticCurveTo(blossom(0), blossom(1), ...bow(g, t1));
};
const arrow = (ctx, g, t, size) => {
  const [[x, y], [dx, dy]] = [bow(g, t), slope(g, t)];
  const half = size * 0.46;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - dx * size - dy * half, y - dy * size + dx * half);
  ctx.lineTo(x - dx * size * 0.78, y - dy * size * 0.78);
  ctx.lineTo(x - dx * size + dy * half, y - dy * size - dx * half);
  ctx.closePath();
  ctx.fill();
};
const bar = (ctx, g, t, width, half) => {
  const [[x, y], [dx, dy]] = [bow(g, t), slope(g, t)];
  ctx.setLineDash([]);
  ctx.lineWidth = width + 0.8;
  ctx.beginPath();
  ctx.moveTo(x - dy * half, y + dx * half);
  ctx.lineTo(x + dy * half, y - dx * half);
  ctx.stroke();
};
// Dashes that begin and end the line: as near to `dash` and `gap` as the length allows.
const evenly = ([dash, gap], length) => {
  const count = Math.max(1, Math.round((length + gap) / (dash + gap)));
  return count === 1 ? [] : [(length - (count - 1) * gap) / count, gap];
};
zt.stroke = (edge) => {
  if (edge.other) return { colour: edge.negative ? zt.colour["denied-light"] : zt.colour["edge-light"], dashes: [2, 4.5], width: 1.6 };
  if (edge.negative) return { colour: zt.colour.denied, dashes: [8, 4.5], width: 2.3 };
  return { colour: zt.colour.edge, dashes: null, width: 1.6 };
};
zt.drawEdge = (ctx, edge, drawn, hovered) => {
  const g = zt.geometry(edge, drawn);
  if (g && g.t1 - g.t0 > 0.01) zt.drawAlong(ctx, edge, g, hovered);
};
zt.drawAlong = (ctx, edge, g, hovered) => {
  const { colour, dashes, width } = zt.stroke(edge);
  const plain = edge.symmetric && !edge.negative;
  const strong = hovered || edge.strong;
  const thick = edge.lit ? width + (strong ? 0.8 : 0) + (edge.weight || 0) : 1;
  const size = Math.min(HEAD + thick, g.length * 0.6);
  const back = plain || edge.negative ? 0 : ((g.t1 - g.t0) * size * 0.75) / g.length;
  ctx.lineCap = "butt";
  if (edge.lit && (edge.negative || strong)) { // crossings: the line on top cuts the ones below
    ctx.setLineDash([]);
    ctx.lineWidth = thick + 4;
    ctx.strokeStyle = zt.colour.canvas;
    along(ctx, g, g.t0 + (g.t1 - g.t0) * 0.12, g.t1 - (g.t1 - g.t0) * 0.12);
    ctx.stroke();
  }
  ctx.strokeStyle = edge.lit ? colour : zt.colour.ghost;
  ctx.fillStyle = ctx.strokeStyle;
  ctx.lineWidth = thick;
  ctx.setLineDash(dashes ? evenly(dashes, g.length) : []);
  along(ctx, g, g.t0, g.t1 - back);
  ctx.stroke();
  ctx.setLineDash([]);
  if (edge.negative) {
    const half = Math.min(BAR, Math.max(5, g.length * 0.4));
    bar(ctx, g, g.t1, thick, half);
    if (edge.symmetric) bar(ctx, g, g.t0, thick, half);
  } else if (!plain) arrow(ctx, g, g.t1, size);
};
const rank = (edge) => (edge.lit ? 4 : 0) + (edge.strong ? 4 : 0) + (edge.negative ? 2 : 0) + (edge.other ? 0 : 1);
zt.drawEdges = (ctx, drawn) => {
  if (drawn.moving && drawn.edges.size > 1500) return; // fluid first: lines come back when the picture rests
  drawn.ranked ??= [...drawn.edges.values()].sort((a, b) => rank(a) - rank(b));
  for (const edge of drawn.ranked) if (edge.id !== drawn.hover) zt.drawEdge(ctx, edge, drawn, false);
  const hovered = drawn.edges.get(drawn.hover);
  if (hovered) zt.drawEdge(ctx, { ...hovered, lit: true }, drawn, true);
  ctx.setLineDash([]);
};

// The edge nearest to a point of the canvas, in the units of the drawing; null where none is near.
zt.edgeAt = (drawn, x, y) => {
  let [best, nearest] = [null, REACH / drawn.network.getScale()];
  for (const edge of drawn.edges.values()) {
    const g = zt.geometry(edge, drawn);
    if (!g) continue;
    const [low, high] = [Math.min(g.a[0], g.b[0], g.c[0]), Math.max(g.a[0], g.b[0], g.c[0])];
    if (x < low - nearest || x > high + nearest || y < Math.min(g.a[1], g.b[1], g.c[1]) - nearest || y > Math.max(g.a[1], g.b[1], g.c[1]) + nearest) continue;
    for (let i = 0, last = null; i <= 14; i += 1) {
      const next = bow(g, g.t0 + ((g.t1 - g.t0) * i) / 14);
      const away = last ? fromSegment(x, y, last, next) : Infinity;
      if (away < nearest) [best, nearest] = [edge.id, away];
      last = next;
    }
  }
  return best;
};
const fromSegment = (x, y, [ax, ay], [bx, by]) => {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
};
