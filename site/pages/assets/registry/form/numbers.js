// A used app named by its number or found by its name, with its status and whether it may still be chosen.

import { badge, chinese } from "../apps.js";
import { classify } from "../text.js";
import { appOf } from "../uses.js";
import { element, root, say } from "./words.js";

const MOST = 6;
const MAY_BE_CHOSEN = ["filed", "change_pending"];
const written = (digits) => `教APP备${digits}号`;
const asked = new WeakMap();

function boxOf(field) {
  let box = field.querySelector(".form-found");
  if (!box) {
    box = element("div", { class: "form-found", role: "status" });
    field.append(box);
  }
  return box;
}

const link = (digits, name) => element("a", { href: new URL(`r/${digits}.html`, root).href, ...chinese }, name);

function told(app, digits) {
  const may = MAY_BE_CHOSEN.includes(app.status.code);
  const words = may ? say("可以选用；学校仍须集体决策。", "It may be chosen; the school still decides collectively.") : say("现在不能新选用。", "It may not be newly chosen now.");
  return element("p", {}, link(digits, app.name), " ", element("span", chinese, app.provider.name), " ", badge(app.status), " ", element(may ? "span" : "strong", {}, words));
}

/** Fills a field in, as if it was typed. */
function put(field, text) {
  const input = field.querySelector("input");
  input.value = text;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  input.focus();
}

async function choices(field, typed) {
  const { searchApps } = await import("../finder.js");
  const { apps } = await searchApps(typed);
  const items = [];
  for await (const row of apps.rows({}, "best")) {
    const button = element("button", { type: "button", class: "reg-tool" }, say("选这个", "Choose"));
    button.setAttribute("aria-label", say(`选 ${row.name}`, `Choose ${row.name}`));
    button.addEventListener("click", () => put(field, written(row.number)));
    items.push(element("li", {}, button, " ", link(row.number, row.name), " ", element("span", { class: "reg-mono", ...chinese }, written(row.number)), " ", element("span", chinese, row.unit.name)));
    if (items.length === MOST) break;
  }
  if (!items.length) return [element("p", {}, say("没有查到这个名称的应用。没有查到不等于没有备案，请向提供者索取备案号。", "No app of this name was found. Not found does not mean not filed; ask the provider for the number."))];
  return [element("p", {}, say("是哪一个？", "Which one is it?")), element("ul", { class: "form-texts" }, ...items)];
}

/** Looks up what stands in a field of the kind `number`, and shows it below. */
export async function lookUp(field) {
  const input = field.querySelector("input");
  const typed = input.value.trim();
  if (asked.get(field) === typed) return;
  asked.set(field, typed);
  const box = boxOf(field);
  if (!typed) return box.replaceChildren();
  const what = classify(typed);
  try {
    let shown = [];
    if (what.kind === "number" && what.digits.length === 7) {
      if (typed !== written(what.digits)) {
        const focused = document.activeElement;
        put(field, written(what.digits));
        focused?.focus();
        return;
      }
      const app = await appOf(what.digits);
      shown = [app ? told(app, what.digits) : element("p", {}, element("strong", {}, say(`没有登记 ${typed}，请核对号码。`, `${typed} is not registered; check the number.`)))];
    } else if (what.kind === "name" && Array.from(typed).length > 1) shown = await choices(field, typed);
    if (asked.get(field) === typed) box.replaceChildren(...shown);
  } catch {
    if (asked.get(field) === typed) box.replaceChildren(element("p", {}, say("登记数据暂时读取不了，号码没有核对。", "The registry's data cannot be read just now; the number was not looked up.")));
  }
}
