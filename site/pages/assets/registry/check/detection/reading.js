// Twin of core/detection/reading.py: a text as a person reads it, in plain characters, each with its place in the text.
import { matches, patterns } from "./patterns.js";

const DROPPED = /[\p{Mn}\p{Me}\p{Cf}]/u;
/** Spacing marks that Unicode's canonical order could move. */
const MOVABLE =
  /[\u1715\u1734\u1b44\u1baa\u1bf2\u1bf3\u302e\u302f\ua953\ua9c0\u{111c0}\u{11235}\u{1134d}\u{116b6}\u{1193d}\u{16ff0}\u{16ff1}\u{1d165}\u{1d166}\u{1d16d}-\u{1d172}]/u;
const DIGIT = /\p{Nd}/u;
const LETTERS_AS_DIGITS = { o: "0", O: "0", l: "1", I: "1" };

/** What a decimal digit of any script is worth: scripts have their ten digits in a row. */
function worth(character) {
  let zero = character.codePointAt(0);
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((character.codePointAt(0) - zero) % 10);
}

const known = new Map();

/** Triples of what a character is in plain: character, the same as a digit, style (`d` digit, `n` numeral, `l` letter like a digit, `.`). */
function partsOf(character) {
  if (known.has(character)) return known.get(character);
  const found = [];
  for (const part of character.normalize("NFKD")) {
    if (DROPPED.test(part) || MOVABLE.test(part)) continue;
    if (DIGIT.test(part)) {
      found.push([worth(part), worth(part), DIGIT.test(character) ? "d" : "n"]);
      continue;
    }
    const [small] = part.toLowerCase();
    const plain = patterns.numerals[small] ?? patterns.sameLook[small] ?? small;
    const letter = LETTERS_AS_DIGITS[plain === "o" ? "o" : part];
    if (DIGIT.test(plain)) found.push([plain, plain, "n"]);
    else if (letter) found.push([plain, letter, "l"]);
    else found.push([plain, plain, "."]);
  }
  known.set(character, found);
  return found;
}

/** Plain characters alone. */
export const plain = (text) => Array.from(text, (character) => partsOf(character).map(([found]) => found).join("")).join("");

export class Reading {
  constructor(text) {
    this.at = [];
    this.letters = "";
    this.digits = "";
    this.styles = "";
    let index = 0;
    for (const character of text) {
      for (const [letter, digit, style] of partsOf(character)) {
        // One entry for each unit of the strings, so that a place in one is a place in all.
        for (let unit = 0; unit < letter.length; unit += 1) this.at.push(index);
        this.letters += letter;
        this.digits += digit.padEnd(letter.length, digit);
        this.styles += style.repeat(letter.length);
      }
      index += character.length;
    }
    this.opaque = new Uint8Array(this.at.length);
    for (const name of ["address", "digest"]) {
      for (const match of matches(name, this.letters)) this.opaque.fill(1, match.index, match.index + match[0].length);
    }
  }

  /** Whether the digit at `edge` belongs to the same number as `neighbour`: numerals end where they may, digits do not. */
  digitGoesOn(edge, neighbour) {
    return neighbour >= 0 && neighbour < this.styles.length && this.styles[edge] === "d" && this.styles[neighbour] === "d";
  }
}
