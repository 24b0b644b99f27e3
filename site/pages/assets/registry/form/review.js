// "Check your answers": every answer as it will be filed, with a way back to each part.

import { goTo, titleOf } from "./marks.js";
import { fieldsIn } from "./shape.js";
import { at, isRecord, same } from "./values.js";
import { placeOf } from "./view.js";
import { element, say } from "./words.js";

function words(field, value) {
  if (typeof value === "boolean") return say(value ? "是" : "否", value ? "Yes" : "No");
  if (Array.isArray(value)) return value.map((one) => words(field, one)).join(say("、", ", "));
  const input = [...field.querySelectorAll("input[type=radio], input[type=checkbox]")].find((one) => one.value === value);
  if (input) return input.parentElement.textContent;
  const option = [...field.querySelectorAll("option")].find((one) => one.value === value && value !== "");
  return option ? option.textContent : typeof value === "object" ? JSON.stringify(value) : String(value);
}

function back(field) {
  const button = element("button", { type: "button", class: "reg-tool" }, say("修改", "Change"));
  button.addEventListener("click", () => goTo(field.querySelector("input:not([type=hidden]), select, textarea, summary, button")));
  return button;
}

/** What a filing said at a place of a changed one, whose items are found by their ids; undefined where it said nothing. */
function saidBefore(before, filing, place) {
  let [now, then] = [filing, before];
  for (const step of place) {
    const item = now?.[step];
    then = typeof step === "number" && isRecord(item) && Array.isArray(then) ? then.find((one) => one?.id !== undefined && one.id === item.id) : then?.[step];
    now = item;
  }
  return then;
}

const unlessEmpty = (value) => (Array.isArray(value) && !value.length ? undefined : value);

/** What is noted beside an answer that is another than before; null where it is not, or where all is new. */
function difference(field, filing, before, value) {
  if (!before) return null;
  const then = unlessEmpty(saidBefore(before, filing, placeOf(field)));
  if (same(then ?? null, value ?? null)) return null;
  const told = then === undefined ? say("新增", "new") : value === undefined ? say(`删去，原为 ${words(field, then)}`, `taken out; it was ${words(field, then)}`) : say(`已改，原为 ${words(field, then)}`, `changed; it was ${words(field, then)}`);
  return element("strong", { class: "form-changed" }, told);
}

function rows(part, filing, before, above = "") {
  return fieldsIn(part).flatMap((field) => {
    const { kind } = field.dataset;
    if (kind === "fixed" || kind === "list") return [];
    const value = unlessEmpty(at(filing, placeOf(field)));
    const inner = kind === "object" && (value !== undefined || (before && saidBefore(before, filing, placeOf(field)) !== undefined));
    const other = kind === "object" ? null : difference(field, filing, before, value);
    if (value === undefined && !inner && !other) return [];
    const own = titleOf(field.querySelector("legend, label, summary"));
    // “ICP备案号” says already that it is of “ICP备案”.
    const title = !above || own.startsWith(above) ? own : `${above}${say("：", ": ")}${own}`;
    if (kind === "object") return field.classList.contains("form-bare") ? rows(field, filing, before) : rows(field, filing, before, title);
    return [element("div", {}, element("dt", {}, title), element("dd", {}, value === undefined ? "" : words(field, value), other ? " " : "", other ?? ""))];
  });
}

function lists(part) {
  return fieldsIn(part).flatMap((field) => (field.dataset.kind === "list" ? [field] : field.dataset.kind === "object" ? lists(field) : []));
}

function partOf(title, field, part, filing, before, level) {
  const own = rows(part, filing, before);
  const made = [element(`h${level}`, {}, title, " ", back(field)), element("dl", { class: "reg-facts" }, ...own)];
  for (const list of lists(part)) {
    const items = at(filing, placeOf(list));
    [...list.querySelector("ol").children].forEach((item, index) => {
      if (Array.isArray(items) && isRecord(items[index])) made.push(...partOf(item.querySelector(".form-name").textContent, item, item, filing, before, Math.min(level + 1, 6)));
    });
  }
  return made;
}

/** A line for each item of a list that was there before and is not any more. */
function goneFrom(field, items, before) {
  const [place] = placeOf(field);
  const kept = new Set((Array.isArray(items) ? items : []).map((item) => item?.id));
  const gone = (before?.[place] ?? []).filter((item) => isRecord(item) && !kept.has(item.id));
  return gone.map(({ id, name, number }) => element("p", { class: "form-changed" }, say(`删去：${name ?? number ?? id}`, `Taken out: ${name ?? number ?? id}`)));
}

/** Everything, as headings and lists of facts; beside each answer that is another than in `before`, the filing as it was, what stood there. */
export function review(form, filing, before = null) {
  return [...form.querySelectorAll(".form-section")].flatMap((section) => {
    const field = section.querySelector("[data-key]");
    const title = section.querySelector("h2").textContent;
    if (field.dataset.kind === "list") {
      const items = at(filing, placeOf(field));
      const there = [...field.querySelector("ol").children].flatMap((item, index) => (Array.isArray(items) && isRecord(items[index]) ? partOf(item.querySelector(".form-name").textContent, item, item, filing, before, 3) : []));
      return [...there, ...goneFrom(field, items, before)];
    }
    return partOf(title, field, field, filing, before, 3);
  });
}

