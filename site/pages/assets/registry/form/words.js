// The language of the page; sentences and elements are made as on all pages.

import { english } from "../apps.js";

export { element, english, root, say } from "../apps.js";
export const language = english ? "en" : "zh";
