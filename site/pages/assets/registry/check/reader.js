// Twin of what adapters/yaml_reader.py refuses in a single value, however it is quoted: characters, forms and line breaks.
import { firstNotComposed, firstRefused, nameOf } from "./characters.js";
import { shown } from "./text.js";

const KEY = /^[a-z][a-z0-9_]{0,63}$/;
const MOST = 20; // refusals that are told

/** Faults of keys and values that no filing may hold; while there is one, the file cannot be read. In the order of the file. */
export const unreadable = (filing) => [...refusals(filing, [])].slice(0, MOST);

function* refusals(value, place) {
  if (typeof value === "string") yield* refusal(value, place);
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* refusals(item, [...place, index]);
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const at = [...place, key];
      if (!KEY.test(key)) yield { code: "F10", place: at, onKey: true, values: { key: shown(key) } };
      yield* refusals(inner, at);
    }
  }
}

function* refusal(value, place) {
  const refused = firstRefused(value);
  if (refused !== null) yield { code: "F05", place, values: { character: nameOf(refused) } };
  else if (firstNotComposed(value)) yield { code: "F14", place, values: {} };
  else if (value.includes("\n")) yield { code: "F15", place, values: {} };
}
