"use strict";
// Filters, search and the panel of records. Text reaches the page through textContent alone.
const form = document.getElementById("filters");
const panel = document.getElementById("record");
const shown = document.getElementById("shown");
const articles = [...document.querySelectorAll("article")];
const typeOf = { person: "person", party: "party", contest: "result", vote_count: "result", vote_share: "result", quote: "quote" };
const loaded = new Map();

function load(article) {
  let found = loaded.get(article);
  if (!found) {
    const records = JSON.parse(article.querySelector("script").textContent);
    found = {
      records,
      words: article.textContent.toLowerCase(),
      facts: [...article.querySelectorAll("[data-fact]")].map((node) => [node, node.dataset.fact.split(" ")]),
      marks: [...article.querySelectorAll("[data-facts]")].map((node) => [node, node.dataset.facts.split(" ")]),
    };
    loaded.set(article, found);
  }
  return found;
}

const peopleOf = (record) => [record.type === "person" ? record.name : null, record.speaker, record.candidate, record.winner, ...(record.winners || [])];
const partiesOf = (record) => [record.type === "party" ? record.name : null, record.party, record.winner_party, record.from_party, record.swing_from, record.swing_to];
const contestsOf = (record) => [record.place, record.contest];
const holds = (values, wanted) => !wanted || values.some((value) => value && value.toLowerCase().includes(wanted));

function filter() {
  const data = new FormData(form);
  const wanted = (name) => data.get(name).trim().toLowerCase();
  const types = new Set(data.getAll("type"));
  const [words, person, party, contest] = [wanted("words").split(/\s+/), wanted("person"), wanted("party"), wanted("contest")];
  const narrowed = Boolean(person || party || contest) || types.size < 4;
  let articlesShown = 0, factsShown = 0;
  for (const article of articles) {
    const { records, words: text, facts, marks } = load(article);
    const passes = new Set();
    for (const [id, record] of Object.entries(records)) {
      if (types.has(typeOf[record.type]) && holds(peopleOf(record), person) && holds(partiesOf(record), party) && holds(contestsOf(record), contest)) passes.add(id);
    }
    const visible = (!narrowed || passes.size > 0) && words.every((word) => text.includes(word));
    article.hidden = !visible;
    if (!visible) continue;
    articlesShown += 1;
    factsShown += passes.size;
    for (const [node, ids] of facts) {
      // A contest's box stays as long as a row in it does.
      const inside = node.tagName === "SECTION" ? [...node.querySelectorAll("[data-fact]")].flatMap((row) => row.dataset.fact.split(" ")) : [];
      node.hidden = ![...ids, ...inside].some((id) => passes.has(id));
    }
    for (const [node, ids] of marks) {
      const chosen = node.classList.contains("chosen");
      node.className = ids.filter((id) => passes.has(id)).map((id) => records[id].type).join(" ");
      node.classList.toggle("chosen", chosen);
    }
    for (const group of article.querySelectorAll(".speaker")) group.hidden = !group.querySelector("li:not([hidden])");
  }
  document.getElementById("summary").hidden = narrowed || words[0] !== "";
  shown.value = `${articlesShown.toLocaleString("en")} of ${articles.length.toLocaleString("en")} articles, ${factsShown.toLocaleString("en")} facts`;
}

// A field's value in words; null for one that the text does not give.
function describe(value) {
  if (value === null) return null;
  if (typeof value !== "object") return String(value);
  if (typeof value.text === "string") return `“${value.text}” ${value.start}–${value.end}${value.lemma ? ` (${value.lemma})` : ""}`;
  const parts = Array.isArray(value) ? value.map(describe) : Object.entries(value).filter(([, item]) => item !== null).map(([name, item]) => `${name}: ${describe(item)}`);
  return parts.length ? parts.join("; ") : null;
}

function show(article, ids) {
  const body = panel.querySelector("div");
  body.replaceChildren();
  for (const id of ids) {
    const record = load(article).records[id];
    const title = document.createElement("h3");
    title.textContent = record.type.replace("_", " ");
    const list = document.createElement("dl");
    for (const [name, value] of Object.entries(record)) {
      const shown = describe(value);
      if (shown === null) continue;
      const term = document.createElement("dt"), text = document.createElement("dd");
      term.textContent = name;
      text.textContent = shown;
      text.dir = "auto";
      list.append(term, text);
    }
    body.append(title, list);
  }
  panel.hidden = false;
  panel.scrollTop = 0;
}

function choose(article, ids) {
  for (const node of document.querySelectorAll(".text a.chosen")) node.classList.remove("chosen");
  for (const [node, under] of load(article).marks) if (under.includes(ids[0])) node.classList.add("chosen");
}

let from = null;
document.addEventListener("click", (event) => {
  const mark = event.target.closest(".text a");
  const fact = event.target.closest("[data-fact]");
  const article = event.target.closest("article");
  if (mark) {
    event.preventDefault();
    const ids = mark.dataset.facts.split(" ");
    from = mark;
    choose(article, ids);
    show(article, ids);
    document.getElementById("f" + ids[0])?.scrollIntoView({ block: "nearest" });
    panel.focus({ preventScroll: true });
  } else if (event.target.closest(".where") && article) {
    choose(article, [event.target.closest(".where").hash.slice(2)]);
  } else if (fact && article && !event.target.closest("a")) {
    const ids = fact.dataset.fact.split(" ");
    choose(article, ids);
    show(article, ids);
    article.querySelector(".text a.chosen")?.scrollIntoView({ block: "center" });
  }
});

function close() {
  panel.hidden = true;
  from?.focus({ preventScroll: true });
}
panel.querySelector("button").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) close();
});
let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(filter, 120);
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
if ([...new FormData(form)].some(([name, value]) => name !== "type" && value)) filter(); // a reload keeps what was typed
