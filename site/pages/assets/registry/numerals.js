// Numbers as the search files hold them, in text. See `numerals.py` and `rows.py`.

const FIRST = 48;
const DIGITS = 128;
const ALPHABET = Array.from({ length: 92 }, (_, at) => String.fromCharCode(0x23 + at)).filter((c) => !"\\|~<".includes(c));
const BASE = ALPHABET.length / 2;
const DIGIT = new Uint8Array(128);
ALPHABET.forEach((letter, at) => (DIGIT[letter.charCodeAt(0)] = at));

/** The number at a place of a column of small numbers. */
export const small = (column, at) => column.charCodeAt(at) - FIRST;

/** The number at a place of a column of two characters each: days since 2019. */
export const two = (column, at) => small(column, 2 * at) * DIGITS + small(column, 2 * at + 1);

/** The number at a place of a column of three characters each: ranks. */
export const three = (column, at) => (small(column, 3 * at) * DIGITS + small(column, 3 * at + 1)) * DIGITS + small(column, 3 * at + 2);

/** The numbers of a text, the last digit of each being one of the first half of the alphabet. */
export function numbers(text) {
  const found = [];
  let [value, unit] = [0, 1];
  for (let at = 0; at < text.length; at += 1) {
    const digit = DIGIT[text.charCodeAt(at)];
    if (digit < BASE) {
      found.push(value + digit * unit);
      [value, unit] = [0, 1];
    } else {
      value += (digit - BASE) * unit;
      unit *= BASE;
    }
  }
  return found;
}
