// Twin of core/characters.py: which characters may stand in a filing.

const REFUSED =
  /[\0-\t\v-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}-\u{10ffff}]/u;
const MARKS = "\\u0300-\\u034e\\u0350-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f";
const MONGOLIAN = "\\u1820-\\u1878\\u1880-\\u18aa";
const MISPLACED = new RegExp(`(?<=[${MARKS}]{2})[${MARKS}]|(?<![${MONGOLIAN}])\\u180e|\\u180e(?![${MONGOLIAN}])`, "u");

/** The first character that may not stand in a filing, or null. A line feed is allowed. */
export function firstRefused(text) {
  const found = [REFUSED.exec(text), MISPLACED.exec(text)].filter(Boolean).sort((one, other) => one.index - other.index);
  return found.length ? found[0][0] : null;
}

/** Whether a text is not in normal form C. */
export const firstNotComposed = (text) => text.normalize("NFC") !== text;

/** `U+0085` and the like. */
export const nameOf = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
