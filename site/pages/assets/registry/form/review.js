// "Check your answers": every answer as it will be filed, with a way back to each part.

import { goTo, titleOf } from "./marks.js";
import { fieldsIn } from "./shape.js";
import { at, isRecord } from "./values.js";
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

function rows(part, filing, before = "") {
  return fieldsIn(part).flatMap((field) => {
    const { kind } = field.dataset;
    const value = at(filing, placeOf(field));
    if (value === undefined || kind === "fixed" || kind === "list" || (Array.isArray(value) && !value.length)) return [];
    const own = titleOf(field.querySelector("legend, label, summary"));
    // “ICP备案号” says already that it is of “ICP备案”.
    const title = !before || own.startsWith(before) ? own : `${before}${say("：", ": ")}${own}`;
    if (kind === "object") return field.classList.contains("form-bare") ? rows(field, filing) : rows(field, filing, title);
    return [element("div", {}, element("dt", {}, title), element("dd", {}, words(field, value)))];
  });
}

function lists(part) {
  return fieldsIn(part).flatMap((field) => (field.dataset.kind === "list" ? [field] : field.dataset.kind === "object" ? lists(field) : []));
}

function partOf(title, field, part, filing, level) {
  const own = rows(part, filing);
  const made = [element(`h${level}`, {}, title, " ", back(field)), element("dl", { class: "reg-facts" }, ...own)];
  for (const list of lists(part)) {
    const items = at(filing, placeOf(list));
    [...list.querySelector("ol").children].forEach((item, index) => {
      if (Array.isArray(items) && isRecord(items[index])) made.push(...partOf(item.querySelector(".form-name").textContent, item, item, filing, Math.min(level + 1, 6)));
    });
  }
  return made;
}

/** Everything, as headings and lists of facts. */
export function review(form, filing) {
  return [...form.querySelectorAll(".form-section")].flatMap((section) => {
    const field = section.querySelector("[data-key]");
    const title = section.querySelector("h2").textContent;
    if (field.dataset.kind === "list") {
      const items = at(filing, placeOf(field));
      return [...field.querySelector("ol").children].flatMap((item, index) => (Array.isArray(items) && isRecord(items[index]) ? partOf(item.querySelector(".form-name").textContent, item, item, filing, 3) : []));
    }
    return partOf(title, field, field, filing, 3);
  });
}

