// Twin of core/use_change.py and, as far as it asks, of core/change.py: which fields of a use have changed in fact, not only in writing.
import { isEqual } from "./parts.js";

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Keys, from the use on, of what differs; a block that came or went, and all that it holds. Another order of a list is no difference. */
function* differences(old, now, keys) {
  if (isEqual(old, now)) return;
  if (Array.isArray(old ?? now)) {
    if (!isEqual(inOrder(old), inOrder(now))) yield keys;
    return;
  }
  if (!isRecord(old) || !isRecord(now)) yield keys;
  for (const key of new Set([old, now].filter(isRecord).flatMap(Object.keys))) yield* differences(old?.[key], now?.[key], [...keys, key]);
}

const inOrder = (values = []) => [...values].sort();

/** What a change at a place is, by the longest path that the generated table knows; without one it is a change. */
function isMaterial(effects, keys) {
  for (let length = keys.length; length; length -= 1) {
    const effect = effects[keys.slice(0, length).join(".")];
    if (effect !== undefined) return effect === "material";
  }
  return true;
}

/** The fields of a use in which something changed, in the order of `fields`, which are all of them. `effects`: the table of core/use_change.py, by path within a use. */
export const materialChanges = (old, now, fields, effects) =>
  fields.filter((field) => [...differences(old[field], now[field], [field])].some((keys) => isMaterial(effects, keys)));
