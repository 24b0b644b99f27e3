// Twin of core/unit_names.py: whether two spellings are one unit's name.

const BRACKETS = { "〔": "(", "［": "(", "[": "(", "【": "(", "〕": ")", "］": ")", "]": ")", "】": ")" };

/** A name as compared: NFKC, letters folded, round brackets only, without spaces. */
export function comparable(name) {
  const folded = Array.from(name.normalize("NFKC"), foldedCharacter).join("");
  return folded.replace(/[〔［[【〕］\]】]/g, (bracket) => BRACKETS[bracket]).replace(/\s/g, "");
}

/** A letter without its case, as Unicode folds it: by way of the capital, in which letters that are one meet. Cherokee folds to capitals. */
function foldedCharacter(character) {
  if (character === "ı") return character;
  return Array.from(character.toLowerCase().toUpperCase(), (one) => (one >= "Ꭰ" && one <= "Ᏽ" ? one : one.toLowerCase())).join("");
}
