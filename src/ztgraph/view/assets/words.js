// Words for people: sentences of statements, dates, counts; and the one way in which elements are made (text only, never markup).
zt.el = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== "") element.append(child);
  return element;
};
zt.button = (text, action, attributes = {}) => zt.el("button", { type: "button", ...attributes, on: { click: action } }, text);
zt.fill = (place, ...children) => { place.replaceChildren(...children.flat().filter((c) => c !== null && c !== undefined && c !== "")); return place; };
zt.number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
zt.count = (number, one, many) => `${zt.number(number)} ${number === 1 ? one : many || `${one}s`}`;
zt.labelOf = (id) => zt.byId.get(id)?.label ?? id;
// An agency by its abbreviation where the source has one: for places with little room.
zt.shortOf = (id, doc) => {
  const entity = zt.byId.get(id);
  if (entity?.kind !== "agency" || entity.label.length < 14) return zt.labelOf(id);
  const short = entity.mentions.filter((form) => form.length <= 9 && /^[A-Z&. -]*[A-Z][A-Z&. -]*[A-Z][A-Z&. -]*$/.test(form));
  return short.find((form) => zt.data.documents[doc].text.includes(form)) ?? entity.label;
};
zt.KINDS = { agency: ["Agency", "Agencies"], person: ["Person", "Persons"], group: ["Group", "Groups"], population: ["Population", "Populations"], instrument: ["Instrument", "Instruments"] };
zt.FAMILIES = { coordination: "Coordination", direction: "Direction", oversight: "Oversight", enforcement: "Enforcement", structure: "Structure", other: "Other relations" };
zt.CLAIMS = { stated: "Stated", denied: "Stated not to have happened", other: "Planned, expected or possible" };

zt.verb = (statement) => {
  const relation = zt.data.relations[statement.p];
  return statement.neg ? relation.negative : relation.label;
};
zt.sentence = (statement, short) => {
  const name = (id) => (short ? zt.shortOf(id, statement.doc) : zt.labelOf(id));
  const theme = statement.theme ? ` (${statement.theme})` : "";
  const lead = statement.other ? "Planned, expected or possible: " : "";
  return `${lead}${name(statement.s)} ${zt.verb(statement)} ${name(statement.o)}${theme}`;
};

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const PARTS = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "fourth quarter of", 40: "first half of", 41: "second half of" };
const point = (text, short) => {
  const about = /[~?%]$/.test(text) ? "about " : "";
  const [year, month, day] = text.replace(/[~?%]+$/, "").split("-");
  if (/X/.test(year)) return `${about}${year.replace(/X/g, "0")}s`;
  if (!month || month === "XX") return about + year;
  const name = PARTS[month] || MONTHS[Number(month) - 1] || month;
  const shown = short ? name.slice(0, PARTS[month] ? 99 : 3) : name;
  return day && day !== "XX" ? `${about}${shown} ${Number(day)}, ${year}` : `${about}${shown} ${year}`;
};
zt.dateWords = (time, short) => {
  if (!time) return "no date given";
  if (!time.includes("/")) return point(time, short);
  const [start, end] = time.split("/");
  if (start === "" || start === "..") return `until ${point(end, short)}`;
  if (end === "" || end === "..") return `since ${point(start, short)}`;
  return `${point(start, short)} to ${point(end, short)}`;
};
zt.isoDay = (day) => new Date(day * 86400000).toISOString().slice(0, 10);
zt.dayOf = (iso) => { const time = iso ? Date.parse(`${iso}T00:00:00Z`) : NaN; return Number.isNaN(time) ? null : Math.round(time / 86400000); };
zt.dayWords = (day) => zt.dateWords(zt.isoDay(day), true);
zt.spanWords = (days) => {
  if (days >= 700) { const months = Math.round(days / 30.44); const rest = months % 12; return zt.count(Math.floor(months / 12), "year") + (rest ? `, ${zt.count(rest, "month")}` : ""); }
  return days >= 60 ? zt.count(Math.round(days / 30.44), "month") : zt.count(days, "day");
};

zt.summarise = () => {
  const { visible } = zt.now;
  const actors = new Set(visible.flatMap((statement) => [statement.s, statement.o])).size;
  const documents = new Set(visible.map((statement) => statement.doc)).size;
  const denied = visible.filter((statement) => zt.claimOf(statement) === "denied").length;
  const all = visible.length === zt.statements.length ? "" : ` of ${zt.number(zt.statements.length)}`;
  const not = visible.length ? `; ${denied === 1 ? "1 says" : `${zt.number(denied)} say`} that something did not happen` : "";
  return `${zt.number(visible.length)}${all} ${zt.statements.length === 1 ? "statement" : "statements"} about ${zt.count(actors, "actor")} from ${zt.count(documents, "document")}${not}.`;
};
zt.say = (text) => { document.getElementById("live").textContent = text; };
