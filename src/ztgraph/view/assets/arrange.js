// A small layout in the page itself, for parts of graphs that are too large to show whole: a star around the focus or, for more than
// one step, points as far apart as their steps in the graph; then boxes pushed apart.
zt.arrange = (ids, centre, near, width, height) => {
  const order = [...ids];
  const area = order.reduce((sum, id) => sum + (zt.nodeById.get(id).box[0] + 26) * (zt.nodeById.get(id).box[1] + 22), 0) * 1.55;
  const grow = Math.max(1, Math.sqrt(area / (width * height)));
  const [rx, ry] = [(width * grow) / 2, (height * grow) / 2];
  const around = new Set((near.get(centre) || []).map(([other]) => other));
  const star = order.every((id) => id === centre || around.has(id));
  const place = star && zt.state.focus ? inStar(order, centre, rx, ry) : bySteps(order, centre, near, rx, ry);
  zt.pushApart(order, place, centre, zt.partial() ? width / 2 / 0.8 : Infinity);
  return zt.partial() ? place : stretched(place, width, height - 110);
};
// Places drawn apart along one axis until they have the shape of the canvas; boxes that did not touch still do not.
const stretched = (place, width, height) => {
  const ends = [0, 1].map((axis) => { const values = [...place.entries()].map(([id, at]) => [at[axis], zt.nodeById.get(id).box[axis] / 2]); return Math.max(1, Math.max(...values.map(([v, half]) => v + half)) - Math.min(...values.map(([v, half]) => v - half))); });
  const ratio = width / height / (ends[0] / ends[1]);
  for (const at of place.values()) { if (ratio > 1) at[0] *= Math.min(1.8, ratio); else at[1] /= Math.max(0.55, ratio); }
  return place;
};
const inStar = (order, centre, rx, ry) => {
  const others = order.filter((id) => id !== centre);
  const place = new Map([[centre, [0, 0]]]);
  others.forEach((id, i) => { const angle = (i / others.length) * 2 * Math.PI + 0.7; place.set(id, [Math.cos(angle) * rx * 0.85, Math.sin(angle) * ry * 0.85]); });
  return place;
};
const stepsBetween = (order, near) => {
  const index = new Map(order.map((id, i) => [id, i]));
  return order.map((source) => {
    const row = new Array(order.length).fill(-1);
    row[index.get(source)] = 0;
    for (let ring = [source], step = 1; ring.length; step += 1) {
      const next = [];
      for (const id of ring) for (const [other] of near.get(id) || []) { const i = index.get(other); if (i !== undefined && row[i] < 0) { row[i] = step; next.push(other); } }
      ring = next;
    }
    return row;
  });
};
// Values between -1 and 1 moved half of the way to where they would stand if all were the same distance apart: no crowds, no voids.
const evened = (values) => {
  const ranked = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
  const out = [...values];
  ranked.forEach((i, place) => { out[i] = 0.5 * values[i] + 0.5 * (((place + 0.5) / values.length) * 2 - 1); });
  return out;
};
const bySteps = (order, centre, near, rx, ry) => {
  const steps = stepsBetween(order, near);
  const far = Math.max(1, ...steps.map((row) => Math.max(...row))) + 1;
  const at = order.map((_, i) => [Math.cos(i * 2.4) * Math.sqrt(i + 1), Math.sin(i * 2.4) * Math.sqrt(i + 1)]);
  for (let round = 0; round < 40; round += 1) {
    const rate = far * far * (0.1 / (far * far)) ** (round / 39);
    for (let i = 0; i < order.length; i += 1) {
      for (let k = 1; k < order.length; k += 1) {
        const j = (i + k * 7 + round) % order.length; // another order every round
        if (i === j) continue;
        const want = steps[i][j] < 0 ? far : steps[i][j];
        const [dx, dy] = [at[i][0] - at[j][0], at[i][1] - at[j][1]];
        const length = Math.hypot(dx, dy) || 1e-3;
        const pull = (Math.min(1, rate / (want * want)) * (length - want)) / (2 * length);
        at[i][0] -= pull * dx; at[i][1] -= pull * dy;
        at[j][0] += pull * dx; at[j][1] += pull * dy;
      }
    }
  }
  const span = (axis) => { const values = at.map((p) => p[axis]); const [low, high] = [Math.min(...values), Math.max(...values)]; return [(low + high) / 2, Math.max(1e-6, (high - low) / 2)]; };
  const [[mx, sx], [my, sy]] = [span(0), span(1)];
  const even = [evened(at.map((p) => (p[0] - mx) / sx)), evened(at.map((p) => (p[1] - my) / sy))];
  return new Map(order.map((id, i) => [id, [even[0][i] * rx * 0.95, even[1][i] * ry * 0.9]]));
};
zt.pushApart = (ids, place, fixed, reach) => {
  for (let round = 0; round < 160; round += 1) {
    let moved = false;
    for (let i = 0; i < ids.length; i += 1) {
      for (let j = i + 1; j < ids.length; j += 1) {
        const [a, b] = [place.get(ids[i]), place.get(ids[j])];
        const [p, q] = [zt.nodeById.get(ids[i]).box, zt.nodeById.get(ids[j]).box];
        const overX = (p[0] + q[0]) / 2 + 16 - Math.abs(a[0] - b[0]);
        const overY = (p[1] + q[1]) / 2 + 14 - Math.abs(a[1] - b[1]);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        const axis = overY < overX ? 1 : 0;
        const sign = b[axis] >= a[axis] ? 1 : -1;
        const step = (axis ? overY : overX) / 2 + 0.5;
        const [pull, push] = ids[i] === fixed ? [0, 2] : ids[j] === fixed ? [2, 0] : [1, 1];
        a[axis] -= sign * step * pull;
        b[axis] += sign * step * push;
      }
    }
    for (const id of ids) { // never wider than the canvas: what has no room goes down, not out
      const room = Math.max(0, reach - zt.nodeById.get(id).box[0] / 2 - 6);
      const at = place.get(id);
      if (round < 120 && Math.abs(at[0]) > room) at[0] = Math.sign(at[0]) * room;
    }
    if (!moved) return;
  }
};
