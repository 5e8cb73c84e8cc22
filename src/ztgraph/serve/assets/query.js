// The query page: sends the query to /sparql of this server and shows the answer. Answers are shown as text, never as markup.
"use strict";
(() => {
  const form = document.getElementById("form"), field = document.getElementById("query"), example = document.getElementById("example");
  const status = document.getElementById("status"), answer = document.getElementById("answer"), saves = document.getElementById("saves");
  const MOST = 2000; // rows shown
  let last = "", running = null;

  const element = (name, text) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const ask = (query, accept, signal) =>
    fetch("/sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: accept }, body: query, signal });

  const cell = (term) => {
    const made = element("td");
    if (!term) return made;
    if (term.type === "uri" && /^https?:/i.test(term.value)) {
      const own = /\/id\/([^/#]+)$/.exec(term.value), link = element("a", term.value);
      link.href = own ? `/actors/${own[1]}` : term.value;
      link.rel = "noreferrer noopener";
      made.append(link);
    } else {
      made.textContent = term.value;
    }
    return made;
  };

  const table = (names, rows) => {
    const made = element("table"), head = element("tr"), body = element("tbody"), top = element("thead");
    for (const name of names) {
      const title = element("th", name);
      title.scope = "col";
      head.append(title);
    }
    top.append(head);
    for (const row of rows.slice(0, MOST)) {
      const line = element("tr");
      for (const name of names) line.append(cell(row[name]));
      body.append(line);
    }
    made.append(top, body);
    return made;
  };

  const failed = (text) => {
    answer.replaceChildren();
    saves.hidden = true;
    status.className = "error";
    status.textContent = text;
    const place = /line (\d+), column (\d+)/.exec(text);
    if (place) {
      const lines = field.value.split("\n");
      const at = lines.slice(0, place[1] - 1).reduce((sum, line) => sum + line.length + 1, 0) + Number(place[2]) - 1;
      field.focus();
      field.setSelectionRange(at, Math.min(at + 1, field.value.length));
    }
  };

  const show = async (response) => {
    const kind = response.headers.get("Content-Type") || "";
    if (!kind.includes("sparql-results+json")) {
      const text = await response.text();
      answer.replaceChildren(element("pre", text));
      status.textContent = `A graph of ${text.length} characters.`;
      return;
    }
    const data = await response.json();
    if ("boolean" in data) {
      answer.replaceChildren(element("p", data.boolean ? "Yes." : "No."));
      status.textContent = "";
      return;
    }
    const rows = data.results.bindings;
    answer.replaceChildren(table(data.head.vars, rows));
    status.textContent = `${rows.length} row${rows.length === 1 ? "" : "s"}${rows.length > MOST ? `, the first ${MOST} shown` : ""}.`;
  };

  const run = async () => {
    if (running) running.abort();
    const mine = (running = new AbortController());
    last = field.value;
    history.replaceState(null, "", `#${encodeURIComponent(last)}`);
    status.className = "";
    status.textContent = "Asking …";
    try {
      const response = await ask(last, "application/sparql-results+json, text/turtle;q=0.9", mine.signal);
      if (!response.ok) return failed(await response.text());
      await show(response);
      saves.hidden = false;
    } catch (error) {
      if (error.name !== "AbortError") failed(`The server cannot be reached: ${error.message}`);
    }
  };

  saves.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const response = await ask(last, button.dataset.accept);
    if (!response.ok) {
      status.className = "error";
      status.textContent = await response.text();
      return;
    }
    const link = element("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = `answer.${button.dataset.suffix}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
  example.addEventListener("change", () => {
    if (example.value) {
      field.value = example.value;
      run();
    }
  });
  if (location.hash.length > 1) {
    try {
      field.value = decodeURIComponent(location.hash.slice(1));
    } catch {
      // not a query of ours
    }
  }
})();
