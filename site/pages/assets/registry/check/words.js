// Words of findings before they are in a language: a name, a number or a code of the table of sentences. Texts stand for themselves.

/** A word by its name in the table, with words of its own to fill in. */
export const word = (name, values = {}) => ({ word: name, values });
/** A text of the schema (title, error) by its number. */
export const text = (number) => ({ text: number });
/** The label of a code. */
export const label = (codes, code) => ({ codes, code });
/** Several, as a list. */
export const list = (items) => ({ items });
/** The codes that may be chosen, with their labels where Chinese is spoken. */
export const choices = (codes, values) => ({ choices: codes, values });

/** A word in one language. */
export function resolved(value, sentences, lang) {
  if (typeof value === "string") return value;
  const say = (inner) => resolved(inner, sentences, lang);
  if ("word" in value) return sentences.words[value.word].replace(/\{([a-z_]+)\}/g, (_, name) => say(value.values[name]));
  if ("text" in value) return sentences.texts[value.text];
  if ("codes" in value) return sentences.labels[value.codes][value.code];
  if ("items" in value) return value.items.map(say).join(lang === "en" ? ", " : "、");
  if (lang === "en") return value.values.join(", ");
  const labels = sentences.labels[value.choices];
  return value.values.map((code) => (labels ? `${code}(${labels[code].split(" ")[0]})` : code)).join("、");
}
