// A complaint that comes from a record (`?n=1190001`): says which app it is and whose business, and fills in the form's link.

import { classify } from "./text.js";

const root = new URL("../../", import.meta.url);
const english = document.documentElement.lang === "en";
const say = (zh, en) => (english ? en : zh);
const place = document.getElementById("about");

function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** What is registered under seven digits; null if nothing is. Throws when the data cannot be read. */
async function lookUp(digits) {
  const answer = await fetch(new URL(`api/v1/number/${digits.slice(0, 5)}.json`, root));
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return (await answer.json()).result[digits] ?? null;
}

const chinese = english ? { lang: "zh-CN" } : {};
const link = (path, text, more = {}) => element("a", { href: new URL(path, root).href, ...more }, text);

function fact(label, ...value) {
  return element("div", {}, element("dt", {}, label), element("dd", {}, ...value));
}

function show(digits, record) {
  const facts = element("dl", { class: "reg-facts" });
  facts.append(
    fact(say("应用", "App"), link(`r/${digits}.html`, record.name, chinese)),
    fact(say("备案号", "Filing number"), element("span", { class: "reg-mono", ...chinese }, record.number)),
    fact(say("提供者，请先向其反映", "Provider, to be told first"), link(`provider/${record.provider.uscc}.html`, record.provider.name, chinese)),
    fact(say("主管部门", "Authority"), link(`authority/${record.authority.slug}.html`, say(record.authority.zh, record.authority.en))),
  );
  place.replaceChildren(facts);
  const form = document.getElementById("form");
  if (form) {
    const address = new URL(form.href);
    address.searchParams.set("subject", record.number);
    form.href = address.href;
  }
}

const typed = new URLSearchParams(location.search).get("n");
const asked = typed ? classify(typed) : { kind: "empty" };
if (asked.kind === "number" && asked.digits.length === 7) {
  try {
    const record = await lookUp(asked.digits);
    if (record) show(asked.digits, record);
    else place.replaceChildren(element("p", {}, say(`没有登记 教APP备${asked.digits}号，请核对号码。`, `教APP备${asked.digits}号 is not registered; please check the number.`)));
  } catch {
    place.replaceChildren(element("p", {}, say("数据暂时读取不了，仍可按下面的办法投诉。", "The data cannot be read just now; you can complain all the same.")));
  }
}
