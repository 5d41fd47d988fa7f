"use strict";
/* The fused model, evaluated in the page: the arithmetic of provenance/scorers/judge.py, fed by its numbers.
   item.evidence: [number, channel, group, llr_translated, llr_machine, {language: llr}]; keep(row) tells what counts;
   prior: {translated, machine, sources: {language: p}}; limits: thresholds of the answers, or null. */
function groups(rows, value) {
  const held = new Map();
  for (const row of rows) {
    const llr = value(row);
    if (Math.abs(llr) > Math.abs(held.get(row[2]) || 0)) held.set(row[2], llr);
  }
  let sum = 0;
  for (const llr of held.values()) sum += llr;
  return sum;
}
function posterior(llr, prior) {
  if (prior <= 0 || prior >= 1) return prior;
  const odds = Math.pow(10, Math.max(-300, Math.min(300, llr))) * prior / (1 - prior);
  return odds / (1 + odds);
}
function languages(rows, known) {
  const tags = [...new Set(rows.flatMap((row) => Object.keys(row[5])))];
  if (!tags.length) return [];
  const given = Object.values(known).reduce((sum, p) => sum + p, 0);
  const rest = Math.max(0, 1 - given) / Math.max(1, tags.filter((tag) => !(tag in known)).length);
  const scores = tags.map((tag) => groups(rows, (row) => row[5][tag] || 0) + Math.log10(Math.max(tag in known ? known[tag] : rest, 1e-9)));
  const top = Math.max(...scores), raw = scores.map((score) => Math.pow(10, score - top));
  const total = raw.reduce((sum, x) => sum + x, 0);
  return tags.map((tag, i) => [tag, raw[i] / total]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
/* log10 of the mean, under the profile's languages, of what the rules say of each */
function agreement(rows) {
  const profile = rows.filter((row) => row[1] === "profile"), others = rows.filter((row) => row[1] !== "profile" && row[1] !== "renditions");
  const style = profile.flatMap((row) => Object.entries(row[5]));
  if (!style.length || !others.some((row) => Object.keys(row[5]).length)) return 0;
  const top = Math.max(...style.map((pair) => pair[1]));
  let joint = 0, total = 0;
  for (const [tag, llr] of style) {
    const likely = Math.pow(10, llr - top);
    joint += likely * Math.pow(10, groups(others, (row) => row[5][tag] || 0));
    total += likely;
  }
  return Math.log10(joint / total);
}
/* The limits were set at even odds: a prior can withhold an answer and never give one. */
function answer(p, q, even, limits) {
  if (Math.max(p, even[0]) <= limits.original) return "original";
  const least = Math.min(p, even[0]);
  if (least < limits.translated) return "undetermined";
  if (Math.min(q, even[1]) >= limits.machine && least >= limits.machine_translated) return "machine_translated";
  return Math.max(q, even[1]) <= limits.human ? "human_translated" : "translated";
}
function read(rows, prior, limits) {
  const translated = groups(rows, (row) => row[3]) + (limits ? (limits.agreement || 0) : 0) * agreement(rows), machine = groups(rows, (row) => row[4]);
  const p = posterior(translated, prior.translated), q = posterior(machine, prior.machine);
  const even = [posterior(translated, 0.5), posterior(machine, 0.5)];
  return {answer: limits && answer(p, q, even, limits), llr_translated: translated, llr_machine: machine, p_translated: p,
    p_machine: p * q, p_human: p * (1 - q), p_original: 1 - p, sources: languages(rows, prior.sources || {})};
}
/* Page furniture can withhold an answer but never give one; where the profile counts, a mixed text stays mixed. */
function fuse(item, keep, prior, limits) {
  const rows = item.evidence.filter(keep), found = read(rows, prior, limits);
  const without = read(rows.filter((row) => row[1] !== "furniture"), prior, limits);
  const differ = limits && without.answer !== found.answer, held = differ && without.answer === "original";
  const fused = held ? {...found, answer: "undetermined"} : differ ? without : found;
  if (limits && item.mixed && rows.some((row) => row[1] === "profile" && row[3])) fused.answer = "mixed";
  return fused;
}
