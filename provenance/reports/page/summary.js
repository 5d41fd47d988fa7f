"use strict";
(function () {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent), rows = data.rows, total = rows.id.length, PAGE = 50;
  const say = (tag) => data.names[tag] || tag;
  const index = new Array(total);
  for (let i = 0; i < total; i++)
    index[i] = (rows.id[i] + "\n" + rows.title[i] + "\n" + data.outlets[rows.outlet[i]] + "\n" + data.chains[rows.chain[i]]).toLowerCase();
  const events = new Map();
  for (let i = 0; i < total; i++) {
    const e = rows.event[i];
    if (e < 0) continue;
    if (!events.has(e)) events.set(e, []);
    events.get(e).push(i);
  }
  for (const [select, list] of [[$("v"), data.verdicts.map((v, i) => [i, data.answers[v] || v])],
      [$("s"), data.languages.map((l, i) => [i, say(l)]).filter((p) => data.languages[p[0]]).sort((a, b) => a[1] < b[1] ? -1 : 1)]])
    for (const [value, label] of list) {
      const option = document.createElement("option");
      option.value = value; option.textContent = label; select.append(option);
    }
  let page = 0, results = [], mode = "events";
  function matches() {
    const words = $("q").value.toLowerCase().split(/\s+/).filter(Boolean), v = $("v").value, s = $("s").value, from = $("from").value, to = $("to").value;
    const found = [];
    for (let i = 0; i < total; i++) {
      if (v !== "" && rows.verdict[i] !== +v) continue;
      if (s !== "" && rows.source[i] !== +s) continue;
      if (from && !(rows.date[i] >= from)) continue;
      if (to && !(rows.date[i] && rows.date[i] <= to)) continue;
      let all = true;
      for (const word of words) if (!index[i].includes(word)) { all = false; break; }
      if (all) found.push(i);
    }
    return found;
  }
  function search() {
    const found = matches();
    mode = $("view").value;
    page = 0;
    if (mode === "articles") results = found;
    else {
      const hit = new Map();
      for (const i of found) if (rows.event[i] >= 0) hit.set(rows.event[i], (hit.get(rows.event[i]) || 0) + 1);
      results = [...hit].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    }
    $("count").textContent = found.length.toLocaleString("en") + " articles" + (mode === "events" ? " in " + results.length.toLocaleString("en") + " events" : "");
    draw();
  }
  function cells(values, tag) {
    const row = document.createElement("tr");
    for (const value of values) {
      const cell = document.createElement(tag);
      if (tag === "th") cell.scope = "col";
      cell.className = "any";
      if (value instanceof Node) cell.append(value); else cell.textContent = value;
      row.append(cell);
    }
    return row;
  }
  const article = (i) => cells([rows.title[i] || rows.id[i], data.outlets[rows.outlet[i]], rows.date[i],
    data.answers[data.verdicts[rows.verdict[i]]] || "", rows.p[i], say(data.languages[rows.source[i]]), data.chains[rows.chain[i]]], "td");
  function event(e, hits) {
    const all = events.get(e), count = new Map();
    for (const i of all) { const v = data.verdicts[rows.verdict[i]]; count.set(v, (count.get(v) || 0) + 1); }
    const button = document.createElement("button");
    button.type = "button"; button.setAttribute("aria-expanded", "false");
    button.textContent = rows.title[all[0]] || rows.id[all[0]];
    const dates = all.map((i) => rows.date[i]).filter(Boolean).sort();
    const row = cells([button, all.length + (hits < all.length ? " (" + hits + " found)" : ""),
      dates.length ? dates[0] + (dates[dates.length - 1] > dates[0] ? " to " + dates[dates.length - 1] : "") : "",
      [...count].sort((a, b) => b[1] - a[1]).map(([v, n]) => n + " " + (data.answers[v] || v)).join(", "), data.events[e]], "td");
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
      if (open) { row.nextSibling.remove(); return; }
      const cell = document.createElement("td"), inner = document.createElement("table");
      cell.colSpan = 5;
      inner.append(cells(["Article", "Outlet", "Date", "Verdict", "Translated", "Out of", "Route, oldest first"], "th"));
      for (const i of all.slice(0, 500)) inner.append(article(i));
      if (all.length > 500) inner.append(cells(["and " + (all.length - 500) + " more"], "td"));
      cell.append(inner);
      const extra = document.createElement("tr");
      extra.append(cell);
      row.after(extra);
    });
    return row;
  }
  function draw() {
    const head = mode === "articles" ? ["Article", "Outlet", "Date", "Verdict", "Translated", "Out of", "Route, oldest first"] : ["Event, by its first article", "Articles", "Dates", "Verdicts", "Event id"];
    $("found").tHead.replaceChildren(cells(head, "th"));
    const part = results.slice(page * PAGE, (page + 1) * PAGE);
    $("found").tBodies[0].replaceChildren(...part.map((one) => mode === "articles" ? article(one) : event(one[0], one[1])));
    const pages = Math.max(1, Math.ceil(results.length / PAGE));
    $("at").textContent = "page " + (page + 1) + " of " + pages;
    $("prev").disabled = page === 0;
    $("next").disabled = page >= pages - 1;
  }
  let timer = 0;
  $("q").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
  for (const id of ["view", "v", "s", "from", "to"]) $(id).addEventListener("input", search);
  $("prev").addEventListener("click", () => { page--; draw(); });
  $("next").addEventListener("click", () => { page++; draw(); });
  $("clear").addEventListener("click", () => { for (const id of ["q", "v", "s", "from", "to"]) $(id).value = ""; search(); });
  if (!events.size) $("view").value = "articles";
  search();
})();
