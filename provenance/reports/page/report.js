"use strict";
(function () {
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("data").textContent);
  root.classList.add("js");
  const make = (name, text) => { const e = document.createElement(name); if (text !== undefined) e.textContent = text; return e; };
  const shown = (p) => p > 0.99 ? "> 0.99" : p < 0.01 ? "< 0.01" : p.toFixed(2);
  const say = (p) => data.likelihood.find((pair) => p >= pair[0])[1];

  /* a mark opens what stands on its cards, and what the manual says of the rule */
  const pop = document.getElementById("pop");
  let opened = null;
  function card(anchor, number) {
    const origin = document.getElementById(anchor + "e" + number);
    if (!origin) return null;
    const copy = make("div");
    copy.className = origin.className;
    for (const child of origin.cloneNode(true).childNodes) if (!child.matches || !child.matches(".js-only")) copy.append(child.cloneNode(true));
    const link = copy.querySelector('a[href^="#rule-"]');
    const about = link && document.querySelector(link.getAttribute("href") + " dl");
    if (about) copy.append(about.cloneNode(true));
    return copy;
  }
  function open(mark) {
    const anchor = mark.getAttribute("href").slice(1).split("e")[0];
    const cards = mark.dataset.e.split(" ").map((n) => card(anchor, n)).filter(Boolean);
    if (!cards.length || !pop.showPopover) return false;
    const close = make("button", "Close");
    close.type = "button";
    close.addEventListener("click", () => pop.hidePopover());
    pop.replaceChildren(close, ...cards);
    if (opened) opened.classList.remove("on");
    opened = mark;
    mark.classList.add("on");
    pop.showPopover();
    const at = mark.getClientRects()[0], below = innerHeight - at.bottom > at.top;
    pop.style.maxHeight = Math.max(120, (below ? innerHeight - at.bottom : at.top) - 16) + "px";
    const size = pop.getBoundingClientRect();
    pop.style.left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8)) + "px";
    pop.style.top = Math.max(8, below ? at.bottom + 6 : at.top - size.height - 6) + "px";
    close.focus();
    return true;
  }
  pop.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && opened) { opened.classList.remove("on"); opened.focus({preventScroll: true}); opened = null; }
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest && event.target.closest("a.m");
    if (mark && open(mark)) event.preventDefault();
  });

  /* switches: the fused model without what is left out */
  for (const panel of document.querySelectorAll(".switches")) {
    const item = data.articles[+panel.dataset.article];
    if (!item) { panel.remove(); continue; }
    const anchor = "a" + panel.dataset.article;
    const place = document.getElementById(anchor);
    const out = panel.querySelector(".remains");
    const rules = [...place.querySelectorAll("[data-rule]")], channels = [...panel.querySelectorAll("[data-channel]")];
    const sliders = [...panel.querySelectorAll("[data-prior]")];
    const marks = [...place.querySelectorAll("a.m")];
    const chance = (slider) => {
      const name = slider.dataset.prior;
      return +slider.value === +slider.defaultValue ? item.prior[name] : 1 / (1 + Math.pow(10, -slider.value / 10));
    };
    function update() {
      const without = new Set(channels.filter((c) => !c.checked).map((c) => c.dataset.channel));
      const numbers = new Set(rules.filter((r) => !r.checked).flatMap((r) => r.dataset.rule.split(" ").map(Number)));
      const keep = (row) => !without.has(row[1]) && !numbers.has(row[0]);
      const prior = Object.assign({}, item.prior);
      for (const slider of sliders) {
        const p = prior[slider.dataset.prior] = chance(slider);
        panel.querySelector('[data-out="' + slider.dataset.prior + '"]').textContent = p.toFixed(4).replace(/0+$/, "").replace(/\.$/, "");
      }
      const found = fuse(item, keep, prior, item.limits);
      panel.dataset.result = JSON.stringify(found);
      const gone = new Set(item.evidence.filter((row) => !keep(row)).map((row) => row[0]));
      for (const one of place.querySelectorAll(".card")) one.classList.toggle("out", one.dataset.n.split(" ").every((n) => gone.has(+n)));
      for (const mark of marks) mark.classList.toggle("off", mark.dataset.e.split(" ").every((n) => gone.has(+n)));
      const changed = gone.size || sliders.some((s) => +s.value !== +s.defaultValue);
      const words = (found.answer ? data.answers[found.answer] + "; " : "") + (found.answer === "mixed" ? "read as one text, " : "") + "translated " + (found.answer === "undetermined" ? "" : say(found.p_translated) + ", ") + shown(found.p_translated);
      const said = make("p", (changed ? "What remains: " : "With everything: ") + words);
      said.className = "said";
      const rest = make("p", "original " + shown(found.p_original) + ", by a person " + shown(found.p_human) + ", by a machine " + shown(found.p_machine));
      const from = make("p", found.sources.length ? "out of " + found.sources.slice(0, 3).map(([tag, p]) => (data.languages[tag] || tag) + " " + shown(p)).join(", ") : "");
      out.replaceChildren(said, rest, from);
    }
    panel.addEventListener("input", update);
    for (const rule of rules) rule.addEventListener("input", update);
    panel.querySelector("[data-reset]").addEventListener("click", () => {
      for (const box of channels.concat(rules)) box.checked = true;
      for (const slider of sliders) slider.value = slider.defaultValue;
      update();
    });
    update();
  }

  /* a link into a folded article unfolds it; print unfolds all */
  function unfold() {
    let at = null;
    try { at = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (e) { return; }
    if (!at) return;
    for (let up = at; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    at.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details")) one.open = true; });
  unfold();
})();
