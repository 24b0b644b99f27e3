// How an app, a provider or an institution is shown in a list, and the words of the language of the page.

import { root } from "./files.js";

export { root };
export const english = document.documentElement.lang === "en";

/** The text in the language of the page. */
export const say = (zh, en) => (english ? en : zh);

/** Of a value with both languages the one of the page. */
export const word = (both) => say(both.zh, both.en);

/** An element with properties and children; text is always text, never markup. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The word of a status with its sign. */
export const badge = (status) => element("span", { class: `reg-badge reg-is-${status.code}` }, word(status));

/** Marks text of the data as Chinese, where the page itself is not. */
export const chinese = english ? { lang: "zh-CN" } : {};

/** Link to the page of an app. */
export const appLink = (digits, name) => element("a", { href: new URL(`r/${digits}.html`, root).href, ...chinese }, name);

/** Link to the page of a provider. */
export const providerLink = (uscc, name) => element("a", { href: new URL(`provider/${uscc}.html`, root).href, ...chinese }, name);

const data = (text, mono) => element("span", { ...(mono ? { class: "reg-mono" } : {}), ...chinese }, text);

/** A row of a list of apps: {number, name, provider, status, authority, demonstration}, the last three but one with both languages. */
export function appRow(app) {
  const item = element("li", {}, appLink(app.number, app.name), " ", badge(app.status));
  item.append(element("br"), data(`教APP备${app.number}号`, true), " · ", data(app.provider), ` · ${word(app.authority)}`);
  if (app.demonstration) item.append(" · ", say("示例数据", "demonstration data"));
  return item;
}

/** A row of a list of providers. */
export function providerRow(unit) {
  const item = element("li", {}, providerLink(unit.uscc, unit.name), element("br"), data(unit.uscc, true));
  item.append(" · ", say(`${unit.count} 个应用`, `${unit.count} ${unit.count === 1 ? "app" : "apps"}`));
  return item;
}

/** A row of a list of institutions: {uscc, name, level, authority}. The link leads to its uses. */
export function institutionRow(unit) {
  const address = new URL(say("users/", "en/users/"), root);
  address.searchParams.set("school", unit.uscc);
  const item = element("li", {}, element("a", { href: address.href, ...chinese }, unit.name), element("br"), data(unit.uscc, true));
  item.append(` · ${word(unit.level)} · ${word(unit.authority)}`);
  return item;
}
