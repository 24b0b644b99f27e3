// Twin of rules/undecided.py: which uses are still to be decided on, and what app a use is of.
import { isEqual } from "./parts.js";

const IN_FORCE = new Set(["confirmed", "change_pending", "invalidated"]);

/** Every use that was confirmed and has not ended, by its id. */
export const confirmedUses = (lookup) => new Map(lookup.registered.filter(({ status }) => IN_FORCE.has(status)).map((entry) => [entry.item, entry]));

/** The uses before the change that is judged, by their ids; of an id that stands twice the first. */
export const usesBefore = (lookup) => new Map([...lookup.before.uses].reverse().map((use) => [use.id, use]));

/** `[index, use]` of those that nobody has confirmed as they stand; with `fields`, a use counts as changed only if one of these was. */
export function undecidedUses({ content }, lookup, ...fields) {
  const [confirmed, before] = [confirmedUses(lookup), usesBefore(lookup)];
  return [...content.uses.entries()].filter(([, use]) => {
    const old = before.get(use.id);
    const isChanged = !old || (fields.length ? fields.some((name) => !isEqual(old[name], use[name])) : !isEqual(old, use));
    return isChanged || !confirmed.has(use.id);
  });
}

/** The app that a use is of: its own, or the filed one. Undefined where another rule tells that there is none, or two. */
export function appOf(use, lookup) {
  if (use.number === undefined) return use.self_developed?.app;
  return use.self_developed === undefined ? lookup.byNumber(use.number)?.app : undefined;
}
