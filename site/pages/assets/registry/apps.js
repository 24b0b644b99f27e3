// The list of all apps, fetched once when it is first needed, and how one of them is shown.

import { fold } from "./text.js";

export const root = new URL("../../", import.meta.url);
export const english = document.documentElement.lang === "en";

/** The text in the language of the page. */
export const say = (zh, en) => (english ? en : zh);

let loading = null;

/** The apps as objects, with `hay` (what the search looks through), and the words for statuses and authorities. */
export function load() {
  loading ??= fetch(new URL("search/apps.json", root))
    .then((answer) => {
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      return answer.json();
    })
    .then(read);
  loading.catch(() => {
    loading = null; // so that the next try asks again
  });
  return loading;
}

function read(file) {
  const apps = file.rows.map((row) => {
    const app = Object.fromEntries(file.columns.map((column, i) => [column, row[i]]));
    app.folded = fold(app.name);
    app.hay = [app.folded, fold(app.provider), app.number, app.uscc, app.android_package, app.ios_bundle, app.pinyin]
      .join("\n")
      .toLowerCase();
    return app;
  });
  return { apps, statuses: file.statuses, authorities: file.authorities, demonstrationFrom: file.first_demonstration_serial };
}

/** An element with properties and children; text is always text, never markup. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The word of a status with its sign. */
export const badge = (words, code) =>
  element("span", { class: `reg-badge reg-is-${code}` }, say(words.zh, words.en));

/** Marks text of the data as Chinese, where the page itself is not. */
export const chinese = english ? { lang: "zh-CN" } : {};

/** Link to the page of an app. */
export const appLink = (digits, name) => element("a", { href: new URL(`r/${digits}.html`, root).href, ...chinese }, name);

/** A row of a list of apps. */
export function row(app, list) {
  const item = element("li", {}, appLink(app.number, app.name), " ", badge(list.statuses[app.status], app.status));
  const authority = list.authorities[app.authority];
  item.append(
    element("br"),
    element("span", { class: "reg-mono", ...chinese }, `教APP备${app.number}号`),
    " · ",
    element("span", chinese, app.provider),
    ` · ${say(authority.zh, authority.en)}`,
  );
  if (Number(app.number.slice(2)) >= list.demonstrationFrom) {
    item.append(" · ", say("示例数据", "demonstration data"));
  }
  return item;
}
