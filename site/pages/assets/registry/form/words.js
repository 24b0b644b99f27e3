// Sentences in the language of the page, and elements.

export const english = document.documentElement.lang === "en";
export const language = english ? "en" : "zh";
export const say = (zh, en) => (english ? en : zh);
export const root = new URL("../../../", import.meta.url);

/** An element with attributes and children; an attribute that is null is left out. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) if (value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
