// The search page. The address holds what was typed and chosen, so that a result can be sent to somebody.

import { appRow, element, institutionRow, providerRow, root, say, word } from "./apps.js";
import { index } from "./files.js";
import { KINDS, allApps, allInstitutions, least, prepare, searchApps, searchInstitutions } from "./finder.js";
import { plainly } from "./folding.js";
import { asCsv, offer } from "./result_file.js";

const STEP = { scan: 50, shards: 10 };
const MOST_IN_FILE = 5000;
const SORTS = ["best", "newest", "name"];

const at = (id) => document.getElementById(id);
const [form, field, count, results, more] = ["search", "query", "count", "results", "more"].map(at);
const [kinds, tools, sorting, narrow, facets, save, help, start] = ["kinds", "tools", "sort", "narrow", "facets", "save", "no-result", "start"].map(at);

const state = { kind: "apps", sort: "best", filters: {}, browsing: false };
let words = null;
let listings = {};
let reading = null;
let latest = 0;

const unreadable = () => say("数据暂时读取不了，请稍后再查一次。", "The data cannot be read just now; please search again in a moment.");
const about = (total, exact) => (exact ? `${total}` : say(`至多 ${total}`, `at most ${total}`));
const size = () => words[state.kind === "institutions" ? "institutions" : "apps"];
const nouns = {
  apps: (n) => say(`查到 ${n} 个应用`, `${n} ${n === "1" ? "app" : "apps"} found`),
  providers: (n) => say(`查到 ${n} 个提供者`, `${n} ${n === "1" ? "provider" : "providers"} found`),
  institutions: (n) => say(`查到 ${n} 个使用机构`, `${n} ${n === "1" ? "institution" : "institutions"} found`),
};

/** The value of a facet with both languages. */
const label = (kind, key, place) => words.facets[kind].find((facet) => facet.key === key).values[place];

function shown(row) {
  if (state.kind === "providers") return providerRow(row);
  if (state.kind === "institutions") {
    return institutionRow({ ...row, level: label("institutions", "level", row.level), authority: label("institutions", "authority", row.authority) });
  }
  return appRow({
    number: row.number,
    name: row.name,
    provider: row.unit.name,
    status: label("apps", "status", row.status),
    authority: label("apps", "authority", row.authority),
    demonstration: Number(row.number.slice(2)) >= words.first_demonstration_serial,
  });
}

function clear(message) {
  reading = null;
  results.replaceChildren();
  more.hidden = true;
  offerTools(false);
  help.hidden = true;
  start.hidden = true;
  count.textContent = message;
}

function offerTools(useful) {
  tools.hidden = !useful;
  narrow.hidden = !useful || listings[state.kind].facets.length === 0;
}

/** Nothing fits better than anything else where nothing was typed: the newest comes first, or the alphabet. */
const order = () => (!state.browsing || state.sort !== "best" ? state.sort : state.kind === "apps" ? "newest" : "name");

/** Reads on and shows what it finds, until enough are there or there are no more. */
async function showMore(turn) {
  const step = STEP[size().carrier];
  const from = reading;
  const made = [];
  let done = false;
  while (made.length < step && !done) {
    const next = from.waiting ?? (await from.rows.next());
    from.waiting = null;
    if (next.done) done = true;
    else made.push(shown(next.value));
  }
  if (!done) {
    from.waiting = await from.rows.next(); // one more, to know whether there are more
    done = from.waiting.done;
  }
  if (turn !== latest || from !== reading) return;
  results.append(...made);
  more.hidden = done;
  if (done) finish(results.children.length);
}

/** Everything is read and checked: now the number is known. */
function finish(total) {
  count.textContent = total ? nouns[state.kind](`${total}`) : notFound();
  help.hidden = total > 0;
  offerTools(total > 0 || Object.keys(state.filters).length > 0);
  if (!Object.keys(state.filters).length) tab(state.kind).textContent = `${total}`;
}

const notFound = () =>
  say(
    "没有查到。请减少几个字，或换用单位名称、拼音、包名再查。没有查到不等于违规。",
    "Nothing found. Try fewer characters, the provider, pinyin or the package name. Not found does not mean unlawful.",
  );

const tab = (kind) => kinds.querySelector(`[data-kind="${kind}"] .reg-count-of`);

/** Shows the listing of the chosen kind. */
async function show(turn) {
  for (const button of kinds.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.kind === state.kind));
  const listing = listings[state.kind];
  if (listing === null) return clear(say("请输入单位名称里的至少两个字。", "Please type at least two characters of the provider’s name."));
  sorting.querySelector('[value="best"]').hidden = state.browsing;
  sorting.querySelector('[value="newest"]').hidden = state.kind !== "apps";
  if (state.kind !== "apps" && state.sort === "newest") state.sort = "best";
  sorting.value = order();
  const sum = await listing.total(state.filters, order());
  if (turn !== latest) return;
  clear(sum.total ? nouns[state.kind](about(sum.total, sum.exact)) : notFound());
  help.hidden = sum.total > 0;
  offerTools(sum.total > 0 || Object.keys(state.filters).length > 0);
  if (sum.total) {
    reading = { rows: listing.rows(state.filters, order()), waiting: null };
    await showMore(turn);
  }
  if (narrow.open && !narrow.hidden && turn === latest) await showFacets(turn);
}

async function showFacets(turn) {
  const listing = listings[state.kind];
  if (!listing || !listing.facets.length) return;
  const counts = await listing.counts(state.filters);
  if (turn !== latest) return;
  const focused = document.activeElement?.id;
  facets.replaceChildren(...listing.facets.map((facet, n) => facetBox(facet, counts[n])));
  if (focused) at(focused)?.focus();
}

function facetBox(facet, counts) {
  const box = element("fieldset", { class: "reg-facet" }, element("legend", {}, word(facet)));
  facet.values.forEach((value, place) => {
    const on = state.filters[facet.key]?.includes(place) ?? false;
    if (!counts[place] && !on) return;
    const id = `facet-${facet.key}-${value.code}`;
    const check = element("input", { type: "checkbox", id, ...(on ? { checked: "" } : {}) });
    check.addEventListener("change", () => choose(facet.key, place, check.checked));
    box.append(element("label", { for: id }, check, " ", word(value), " ", element("span", { class: "reg-count-of" }, `${counts[place]}`)));
  });
  return box;
}

function choose(key, place, on) {
  const kept = (state.filters[key] ?? []).filter((other) => other !== place);
  if (on) kept.push(place);
  if (kept.length) state.filters[key] = kept.sort((a, b) => a - b);
  else delete state.filters[key];
  remember();
  again();
}

/** Shows once more what was found, after a choice. */
async function again() {
  const turn = ++latest;
  if (listings[state.kind] === undefined) return search(); // not read yet
  try {
    return await show(turn);
  } catch {
    return turn === latest ? clear(unreadable()) : undefined;
  }
}

async function search() {
  const turn = ++latest;
  const typed = field.value;
  listings = {};
  for (const kind of KINDS) tab(kind).textContent = "";
  const text = plainly(typed);
  if (typed.trim()) state.browsing = false;
  else if (!state.browsing) {
    clear("");
    start.hidden = false;
    return undefined;
  }
  try {
    if (!words) clear(say("正在读取数据……", "Reading the data…"));
    words = await index();
    const needed = state.browsing ? 0 : await least(state.kind === "institutions" ? "institutions" : "apps", typed);
    if (turn !== latest) return undefined;
    if (Array.from(text).length < needed) {
      return clear(needed === 2 ? say("请至少输入两个字。", "Please type at least two characters.") : say("请至少输入两个汉字，或三个字母、数字。", "Please type at least two Chinese characters, or three letters or digits."));
    }
    adopt();
    const look = { apps: state.browsing ? allApps : searchApps, institutions: state.browsing ? allInstitutions : searchInstitutions };
    const [one, other] = state.kind === "institutions" ? ["institutions", "apps"] : ["apps", "institutions"];
    const found = await look[one](typed);
    if (turn !== latest) return undefined; // something newer was typed meanwhile
    listings = found;
    counted(found);
    await show(turn);
    const others = await look[other](typed);
    if (turn !== latest) return undefined;
    listings = { ...listings, ...others };
    return counted(others);
  } catch {
    return turn === latest ? clear(unreadable()) : undefined;
  }
}

function counted(found) {
  for (const [kind, listing] of Object.entries(found)) tab(kind).textContent = listing ? about(listing.found.total, listing.found.exact) : "";
}

/** What the address says about facets, once it is known what facets there are. */
let unread = new URL(location.href).searchParams;
function adopt() {
  if (!unread) return;
  for (const facet of words.facets[state.kind] ?? []) {
    const places = (unread.get(facet.key) ?? "").split(",").map((code) => facet.values.findIndex((value) => value.code === code));
    const known = places.filter((place) => place >= 0);
    if (known.length) state.filters[facet.key] = known;
  }
  unread = null;
  const wide = matchMedia("(min-width: 60em)").matches; // on a phone the results come first
  narrow.open = narrow.open || (wide && size().carrier === "scan") || Object.keys(state.filters).length > 0;
}

function remember() {
  const address = new URL(location.href);
  const set = (key, value) => (value ? address.searchParams.set(key, value) : address.searchParams.delete(key));
  set("q", field.value);
  if (state.browsing && !field.value) address.searchParams.set("q", "");
  set("kind", state.kind === "apps" ? "" : state.kind);
  set("sort", state.sort === "best" ? "" : state.sort);
  for (const facet of words ? [...words.facets.apps, ...words.facets.institutions] : []) {
    if (!state.filters[facet.key] && !(words.facets[state.kind] ?? []).some(({ key }) => key === facet.key)) set(facet.key, "");
  }
  for (const facet of words?.facets[state.kind] ?? []) {
    set(facet.key, (state.filters[facet.key] ?? []).map((place) => facet.values[place].code).join(","));
  }
  history.replaceState(null, "", address);
}

/** The lines of the result as a file: all that fit what was typed and chosen. */
async function lines() {
  const listing = listings[state.kind];
  const heads = { apps: [["备案号 number", "应用 app", "提供者 provider", "统一社会信用代码 uscc", "状态 status", "核验机关 authority", "备案日期 filed_on", "安卓包名 android_package", "ios_bundle", "mini_program"]], providers: [["统一社会信用代码 uscc", "提供者 provider", "应用数 apps"]], institutions: [["统一社会信用代码 uscc", "机构 institution", "类型 kind", "省份 province"]] };
  const made = heads[state.kind];
  for await (const row of listing.rows(state.filters, order())) {
    if (made.length > MOST_IN_FILE) break;
    if (state.kind === "providers") made.push([row.uscc, row.name, `${row.count}`]);
    else if (state.kind === "institutions") made.push([row.uscc, row.name, word(label("institutions", "level", row.level)), word(label("institutions", "authority", row.authority))]);
    else made.push([`教APP备${row.number}号`, row.name, row.unit.name, row.unit.uscc, word(label("apps", "status", row.status)), word(label("apps", "authority", row.authority)), row.filed_on, row.android, row.ios, row.mini_program]);
  }
  return made;
}

let waiting = 0;
const typedNow = ({ browsing }) => {
  clearTimeout(waiting);
  state.browsing = browsing && !field.value.trim();
  remember();
  search();
};
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => typedNow({ browsing: false }), 150);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  typedNow({ browsing: true }); // an empty form asks for everything
});
more.addEventListener("click", async () => {
  const next = results.children.length;
  try {
    await showMore(latest);
  } catch {
    count.textContent = unreadable();
    return;
  }
  results.children[next]?.querySelector("a").focus();
});
kinds.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button || button.dataset.kind === state.kind) return;
  state.kind = button.dataset.kind;
  state.filters = {};
  facets.replaceChildren();
  remember();
  if (field.value.trim() || state.browsing) again();
  else for (const other of kinds.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
});
sorting.addEventListener("change", () => {
  state.sort = sorting.value;
  remember();
  again();
});
narrow.addEventListener("toggle", () => {
  const turn = latest;
  if (narrow.open) showFacets(turn).catch(() => (turn === latest ? clear(unreadable()) : undefined));
});
save.addEventListener("click", async () => {
  save.disabled = true;
  try {
    const made = await lines();
    offer(`registry-${state.kind}.csv`, asCsv(made));
    if (made.length > MOST_IN_FILE) {
      count.textContent = say(`结果太多，文件里只有前 ${MOST_IN_FILE} 行；全部数据请到“开放数据”下载。`, `Too many results: the file holds the first ${MOST_IN_FILE} rows. The whole data are under “Open data”.`);
    }
  } catch {
    count.textContent = unreadable();
  }
  save.disabled = false;
});

/** Up and down walk through the results, from the field and back to it; a slash goes to the field. */
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
    field.select();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [field, ...results.querySelectorAll("li > a:first-child")];
  const here = links.indexOf(document.activeElement);
  const next = links[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
});

/** What will be needed is asked for before it is; who needs it says if it cannot be had. */
const ahead = (work) => work.catch(() => undefined);
field.addEventListener("focus", () => ahead(prepare(state.kind)), { once: true });
ahead(index());

const given = new URL(location.href).searchParams;
field.value = given.get("q") ?? "";
state.browsing = given.has("q") && !field.value.trim();
state.kind = KINDS.includes(given.get("kind")) ? given.get("kind") : "apps";
state.sort = SORTS.includes(given.get("sort")) ? given.get("sort") : "best";
search();
