// The search page: every row that holds what was typed, best first. The address holds the query.

import { load, row, say } from "./apps.js";
import { digitsTyped, fold, squeeze } from "./text.js";

const STEP = 50;
const form = document.getElementById("search");
const field = document.getElementById("query");
const count = document.getElementById("count");
const results = document.getElementById("results");
const more = document.getElementById("more");

let found = [];
let list = null;
let latest = 0;

/** How well an app fits: 0 best, null not at all. */
function fit(app, query) {
  if (query.digits && app.number.includes(query.digits)) return app.number === query.digits ? 0 : 3;
  if (query.digits && query.labelled) return null;
  if (app.folded === query.text) return 0;
  if (app.folded.startsWith(query.text)) return 1;
  if (app.folded.includes(query.text)) return 2;
  if (app.hay.includes(query.text) || app.hay.includes(query.tight)) return 4;
  return query.words.length > 1 && query.words.every((word) => app.hay.includes(word)) ? 5 : null;
}

function understood(typed) {
  const text = fold(typed).trim();
  const digits = digitsTyped(typed);
  return { text, tight: squeeze(typed), words: text.split(/\s+/), digits, labelled: digits !== null && !/^[0-9]/.test(squeeze(typed)) };
}

function showMore() {
  const shown = results.children.length;
  results.append(...found.slice(shown, shown + STEP).map((app) => row(app, list)));
  more.hidden = results.children.length >= found.length;
}

function clear(message) {
  found = [];
  results.replaceChildren();
  more.hidden = true;
  count.textContent = message;
}

async function search() {
  const turn = ++latest;
  const typed = field.value;
  const query = understood(typed);
  if (query.tight.length === 0) return clear("");
  if (query.tight.length < 2) return clear(say("请至少输入两个字。", "Please type at least two characters."));
  if (!list) clear(say("正在读取数据……", "Reading the data…"));
  try {
    list = await load();
  } catch {
    return clear(say("数据暂时读取不了，请稍后再查一次。", "The data cannot be read just now; please search again in a moment."));
  }
  if (turn !== latest) return undefined; // something newer was typed meanwhile
  const ranked = list.apps.map((app) => [fit(app, query), app]).filter(([rank]) => rank !== null);
  ranked.sort(([a, one], [b, other]) => a - b || one.number.localeCompare(other.number));
  clear(
    ranked.length
      ? say(`查到 ${ranked.length} 个应用`, `${ranked.length} ${ranked.length === 1 ? "app" : "apps"} found`)
      : say(
          "没有查到。请减少几个字，或换用单位名称、拼音、包名再查。没有查到不等于违规。",
          "Nothing found. Try fewer characters, the provider, pinyin or the package name. Not found does not mean unlawful.",
        ),
  );
  found = ranked.map(([, app]) => app);
  return showMore();
}

function remember() {
  const address = new URL(location.href);
  if (field.value) address.searchParams.set("q", field.value);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
}

let waiting = 0;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    remember();
    search();
  }, 150);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  remember();
  search();
});
more.addEventListener("click", () => {
  const next = results.children.length;
  showMore();
  results.children[next]?.querySelector("a").focus();
});
field.value = new URL(location.href).searchParams.get("q") ?? "";
search();
