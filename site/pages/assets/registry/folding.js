// How the search compares text: the same as `folding.py`, which makes the files. A test holds the two together.

const MARKS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+/g;
const CUT = /[^\p{L}\p{M}\p{N}+#]+/gu;

/** Without differences of width, case and accents, without spaces and punctuation. */
export const plainly = (text) => text.normalize("NFKD").toLowerCase().replace(MARKS, "").replaceAll("ς", "σ").replace(CUT, "");

/** The same with other forms of characters as the usual ones; `forms` is a Map of them, or null while it is not loaded. */
export function folded(text, forms) {
  const plain = plainly(text);
  return forms ? Array.from(plain, (character) => forms.get(character) ?? character).join("") : plain;
}

/** A package name, bundle id or code as it is compared. */
export const identifier = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
