// Twin of rules/parts.py: the apps and business systems of a filing, wherever they stand, and what of them was decided on before.

const ENDED = new Set(["revoked", "withdrawn", "transferred"]);

/** Every app of a filing: `{place, app, item}`; `item` is what the ledger calls it. */
export function apps({ kind, content }) {
  if (kind === "provider") return content.apps.map((app, index) => ({ place: ["apps", index], app, item: app.id }));
  return content.uses.flatMap((use, index) =>
    use.self_developed ? [{ place: ["uses", index, "self_developed", "app"], app: use.self_developed.app, item: use.id }] : [],
  );
}

/** Every business system of a filing: `{place, system, items}`. */
export function systems({ kind, content }) {
  if (kind === "provider") {
    return content.systems.map((system, index) => ({
      place: ["systems", index],
      system,
      items: content.apps.filter((app) => app.system_id === system.id).map((app) => app.id),
    }));
  }
  return content.uses.flatMap((use, index) =>
    use.self_developed ? [{ place: ["uses", index, "self_developed", "system"], system: use.self_developed.system, items: [use.id] }] : [],
  );
}

/** Status in the ledger by item; a use that has ended may begin again, as a new one. */
export const statuses = (lookup) =>
  new Map(lookup.registered.filter(({ status }) => status !== "ended").map(({ item, status }) => [item, status]));

/** Whether an app was revoked, withdrawn or given away: its content is no longer judged. */
export const hasEnded = (lookup, item) => ENDED.has(statuses(lookup).get(item));

/** The apps that have not ended. */
export const judgedApps = (file, lookup) => apps(file).filter(({ item }) => !hasEnded(lookup, item));

/** Whether nothing of a filing is live or still to be filed. */
export const allEnded = (file, lookup) => apps(file).every(({ item }) => hasEnded(lookup, item));

const before = (file, lookup) => ({ ...file, content: lookup.before });

/** An app as it was approved, if it was. */
export function approvedApp(file, lookup, item) {
  if (!statuses(lookup).has(item)) return undefined;
  return apps(before(file, lookup)).find((part) => part.item === item)?.app;
}

/** A system as it was approved, if something numbered or confirmed ran on it before the change. */
export function approvedSystem(file, lookup, { system }) {
  const known = statuses(lookup);
  return systems(before(file, lookup)).find((other) => other.system.id === system.id && other.items.some((item) => known.has(item)))?.system;
}

/** The unit as it was approved, if something is registered in its filing. */
export const approvedUnit = (lookup) => (statuses(lookup).size ? lookup.before.unit : undefined);

/** Whether two values of filings are equal, whatever the order of their keys. */
export function isEqual(one, other) {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && isEqual(one[key], other[key]));
}
