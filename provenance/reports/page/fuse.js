"use strict";
/* The fused model, evaluated in the page: the same arithmetic as provenance/scorers/judge.py, fed by its numbers.
   item: {bias: [t, m], evidence: [[number, channel, group, llr_t, llr_m, {language: llr}], ...], sources: {tag: llr}}
   keep(row) tells whether a piece counts; prior: {translated, machine, sources}. */
function strongest(rows, value) {
  const groups = new Map();
  for (const row of rows) {
    const llr = value(row), held = groups.get(row[2]);
    if (held === undefined || Math.abs(llr) > Math.abs(held)) groups.set(row[2], llr);
  }
  let sum = 0;
  for (const llr of groups.values()) sum += llr;
  return sum;
}
function posterior(llr, prior) {
  const odds = Math.pow(10, llr) * prior / (1 - prior);
  return odds === Infinity ? 1 : odds / (1 + odds);
}
function fuse(item, keep, prior) {
  const rows = item.evidence.filter(keep);
  const translated = strongest(rows, (row) => row[3]), machine = strongest(rows, (row) => row[4]);
  const p = posterior(translated, prior.translated), q = posterior(machine, prior.machine);
  const scores = item.sources.map(([tag, start]) => [tag, start + strongest(rows, (row) => row[5][tag] || 0)]);
  const top = Math.max(...scores.map((pair) => pair[1]));
  const raw = scores.map(([tag, llr]) => [tag, Math.pow(10, llr - top)]);
  const total = raw.reduce((sum, pair) => sum + pair[1], 0);
  const sources = raw.map(([tag, x]) => [tag, x / total]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return {llr_translated: translated, llr_machine: machine, p_translated: p, p_machine: p * q, p_human: p * (1 - q),
    p_original: 1 - p, sources};
}
