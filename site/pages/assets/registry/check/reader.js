// Twin of what adapters/yaml_reader.py refuses in a single value, however it is quoted: characters, forms and line breaks.
import { firstNotComposed, firstRefused, nameOf } from "./characters.js";

/** Faults of values that no filing may hold; while there is one, the file cannot be read. In the order of the values. */
export function unreadable(value, place = []) {
  if (typeof value === "string") return refusal(value, place);
  if (Array.isArray(value)) return value.flatMap((item, index) => unreadable(item, [...place, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unreadable(inner, [...place, key]));
}

function refusal(value, place) {
  const refused = firstRefused(value);
  if (refused !== null) return [{ code: "F05", place, values: { character: nameOf(refused) } }];
  if (firstNotComposed(value)) return [{ code: "F14", place, values: {} }];
  return value.includes("\n") ? [{ code: "F15", place, values: {} }] : [];
}
