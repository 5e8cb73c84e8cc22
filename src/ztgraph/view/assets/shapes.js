// How kinds and claims look: one shape and one colour of Okabe and Ito's palette a kind, one stroke a claim.
zt.FILL = { agency: "#56B4E9", person: "#E69F00", group: "#CC79A7", population: "#F0E442", instrument: "#009E73" };
zt.FONT = '"Liberation Sans", Arial, Helvetica, sans-serif';
zt.FONT_SIZE = 14;
zt.LINE = 17;

// The outline of a kind around (x, y), w by h, on a canvas or on the recorder that makes SVG of the same calls.
zt.outline = (ctx, kind, x, y, w, h) => {
  const [l, t, r, b] = [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
  const corners = (points) => { points.forEach(([px, py], i) => (i ? ctx.lineTo(px, py) : ctx.moveTo(px, py))); ctx.closePath(); };
  const rounded = (radius) => {
    ctx.moveTo(l + radius, t); ctx.lineTo(r - radius, t); ctx.quadraticCurveTo(r, t, r, t + radius);
    ctx.lineTo(r, b - radius); ctx.quadraticCurveTo(r, b, r - radius, b);
    ctx.lineTo(l + radius, b); ctx.quadraticCurveTo(l, b, l, b - radius);
    ctx.lineTo(l, t + radius); ctx.quadraticCurveTo(l, t, l + radius, t); ctx.closePath();
  };
  ctx.beginPath();
  if (kind === "agency") rounded(3);
  else if (kind === "person") rounded(Math.min(h / 2, 18));
  else if (kind === "group") corners([[l + 10, t], [r - 10, t], [r, y], [r - 10, b], [l + 10, b], [l, y]]);
  else if (kind === "population") corners([[l + 10, t], [r, t], [r - 10, b], [l, b]]);
  else corners([[l, t], [r - 11, t], [r, t + 11], [r, b], [l, b]]);
};
zt.swatch = (kind) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const steps = [];
  const recorder = { beginPath() {}, moveTo: (x, y) => steps.push(`M${x} ${y}`), lineTo: (x, y) => steps.push(`L${x} ${y}`), quadraticCurveTo: (a, b, x, y) => steps.push(`Q${a} ${b} ${x} ${y}`), closePath: () => steps.push("Z") };
  zt.outline(recorder, kind, 16, 10, 30, 16);
  for (const [name, value] of [["viewBox", "0 0 32 20"], ["width", "32"], ["height", "20"], ["aria-hidden", "true"], ["class", "swatch"]]) svg.setAttribute(name, value);
  path.setAttribute("d", steps.join(""));
  path.setAttribute("fill", zt.FILL[kind]);
  path.setAttribute("class", "swatch-outline");
  svg.append(path);
  return svg;
};
zt.strokeSwatch = (claim) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of [["viewBox", "0 0 32 20"], ["width", "32"], ["height", "20"], ["aria-hidden", "true"], ["class", `swatch stroke-${claim}`]]) svg.setAttribute(name, value);
  const shapes = { stated: ["M1 10H25", "M22 5L31 10L22 15Z"], denied: ["M1 10H29", "M29 4V16"], other: ["M1 10H25", "M23 6L30 10L23 14Z"] }[claim];
  shapes.forEach((d, i) => { const path = document.createElementNS("http://www.w3.org/2000/svg", "path"); path.setAttribute("d", d); path.setAttribute("class", i ? "end" : "line"); svg.append(path); });
  return svg;
};

zt.readColours = () => {
  const style = getComputedStyle(document.documentElement);
  zt.colour = Object.fromEntries(["canvas", "ink", "muted", "edge", "edge-light", "ghost", "ghost-ink", "card", "denied", "denied-light", "accent", "line"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
};
// Draws one node; `mode` is "on", "ghost" (out of focus: grey, not see-through) or "focus".
zt.drawNode = (ctx, node, x, y, mode, hover, pinned, counts) => {
  if (node.kind === "part") { drawCard(ctx, node, x, y, mode, hover, counts); return; }
  const [w, h] = node.box;
  const ghost = mode === "ghost" && !hover;
  zt.outline(ctx, node.kind, x, y, w, h);
  ctx.fillStyle = ghost ? zt.colour.canvas : zt.FILL[node.kind];
  ctx.fill();
  ctx.setLineDash([]);
  ctx.lineWidth = mode === "focus" ? 3.5 : hover ? 2.5 : 1.2;
  ctx.strokeStyle = ghost ? zt.colour.ghost : mode === "focus" || hover ? zt.colour.ink : "#333a42";
  ctx.stroke();
  ctx.font = `${zt.FONT_SIZE}px ${zt.FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = ghost ? zt.colour["ghost-ink"] : "#111111";
  const lines = node.label.split("\n");
  lines.forEach((line, i) => ctx.fillText(line, x, y + (i - (lines.length - 1) / 2) * zt.LINE + 1, w - 12));
  if (pinned) { ctx.beginPath(); ctx.arc(x + w / 2 - 4, y - h / 2 + 4, 4.5, 0, 2 * Math.PI); ctx.fillStyle = zt.colour.accent; ctx.fill(); }
};

// A part of a large graph as a card on top of others: its best connected actors, how many statements, how many of them denied.
const drawCard = (ctx, part, x, y, mode, hover, [total, denied] = [0, 0]) => {
  const [w, h] = [part.box[0] - 8, part.box[1] - 8];
  const ghost = mode === "ghost";
  const [left, top] = [x - part.box[0] / 2, y - part.box[1] / 2];
  ctx.setLineDash([]);
  for (const lift of [8, 4, 0]) {
    zt.outline(ctx, "agency", left + lift + w / 2, top + lift + h / 2, w, h);
    ctx.fillStyle = zt.colour.card;
    ctx.fill();
    ctx.lineWidth = hover || mode === "focus" ? 2.5 : 1.2;
    ctx.strokeStyle = ghost ? zt.colour.ghost : hover || mode === "focus" ? zt.colour.ink : zt.colour.muted;
    ctx.stroke();
  }
  const [mid, first] = [left + w / 2, top + 12 + zt.LINE / 2];
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  part.label.split("\n").forEach((line, i) => {
    ctx.font = `${i < part.bold ? "bold " : ""}${zt.FONT_SIZE}px ${zt.FONT}`;
    ctx.fillStyle = ghost ? zt.colour["ghost-ink"] : i < part.bold ? zt.colour.ink : zt.colour.muted;
    ctx.fillText(line, mid, first + i * zt.LINE, w - 12);
  });
  const words = `${zt.number(total)} statement${total === 1 ? "" : "s"}`;
  const not = denied ? `${zt.number(denied)} not` : "";
  ctx.font = `13px ${zt.FONT}`;
  const [a, b] = [ctx.measureText(words).width, not ? ctx.measureText(` · ${not}`).width : 0];
  const base = top + h - 12 - zt.LINE / 2 + 3;
  ctx.fillStyle = ghost ? zt.colour["ghost-ink"] : zt.colour.ink;
  ctx.fillText(words, mid - b / 2, base);
  if (!not) return;
  ctx.fillStyle = zt.colour.denied;
  ctx.fillText(` · ${not}`, mid + a / 2, base);
};
