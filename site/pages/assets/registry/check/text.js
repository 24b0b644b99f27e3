// Twin of core/text.py and core/characters.py: a stranger's value made safe for a sentence, and characters that may not stand in a filing.
import { masked } from "./detection/detect.js";

const UNPRINTABLE = /[\p{C}\p{Z}]/u;

/** One line of at most `limit` characters, without control characters and personal data. */
export function shown(value, limit = 60) {
  const characters = Array.from(masked(value).replace(/./gsu, (c) => (UNPRINTABLE.test(c) && c !== " " && c !== "\u3000" ? "\ufffd" : c)).replaceAll("##[", "## ["));
  return characters.length <= limit ? characters.join("") : `${characters.slice(0, limit - 1).join("")}…`;
}

/** The length in characters, as schemas and Python count them. */
export const lengthOf = (value) => Array.from(value).length;
