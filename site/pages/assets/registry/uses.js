// Institutions' uses as the API holds them (/api/v1/uses/): a few small files of a country's million are read, never all.

import { file } from "./files.js";

/** What a file of the API says. Rejects when it cannot be read. */
const result = async (path) => (await file(`api/v1/${path}`)).result;

/** The same, or null for a file that is not there: nothing is registered that it would hold. */
const perhaps = (path) =>
  result(path).catch((error) => {
    if (/status 404$/.test(error.message)) return null;
    throw error;
  });

export const index = () => result("uses/index.json");

/** An app by its seven digits as the look-up by number knows it, or null. */
export async function appOf(digits) {
  return (await perhaps(`number/${digits.slice(0, 5)}.json`))?.[digits] ?? null;
}

/** Where an app is used, or null if it is not. */
export async function usersOf(digits) {
  const name = (await index()).app_files.filter((start) => start <= digits).pop();
  return (name && (await result(`uses/app/${name}.json.gz`))[digits]) || null;
}

/** An authority with the places below it, or null if no institution there uses anything. */
export async function placesOf(slug) {
  const { authorities } = await index();
  return authorities.some((one) => one.slug === slug) ? result(`uses/authority/${slug}.json`) : null;
}

/** The columns of a table as an object for each row. */
const rows = (columns) => {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, at) => Object.fromEntries(names.map((name) => [name, columns[name][at]])));
};

/** The institutions of a file: {uscc, name, level, place, uses: [{digits or own, name, system, status, manner, state, since}]}. */
export async function institutionsOf(name) {
  const tables = await result(`uses/institutions/${name}.json.gz`);
  const found = rows(tables.institutions).map((row) => ({
    ...row,
    level: tables.levels[row.level],
    place: tables.places[row.place],
    uses: [],
  }));
  const decided = (row) => ({ manner: tables.manners[row.manner], state: tables.states[row.state], since: row.since });
  for (const row of rows(tables.uses)) {
    const { digits, name: app, status } = tables.apps;
    const used = { digits: digits[row.app], name: app[row.app], status: tables.statuses[status[row.app]] };
    found[row.institution].uses.push({ ...used, ...decided(row) });
  }
  for (const row of rows(tables.own_uses)) {
    found[row.institution].uses.push({ digits: "", name: row.name, system: row.system, ...decided(row) });
  }
  return found;
}

/** The institution of a code with its uses, or null. */
export async function institutionOf(uscc) {
  const { code_parts: parts } = await index();
  const name = (await perhaps(`uses/institution/${parseInt(uscc.slice(-6), 36) % parts}.json.gz`))?.[uscc];
  return name ? (await institutionsOf(name)).find((one) => one.uscc === uscc) : null;
}

/**
 * What lies directly below a place: {steps: [{place, zh, en, uses}], own} with those that hold anything; `own` are the uses of
 * institutions that belong to the place itself. `count` tells how many uses (of an app, or all) lie at a place.
 */
export function below(places, at, count) {
  const steps = new Map();
  let own = 0;
  for (const place of places) {
    const uses = count(place);
    if (place.place === at) own += uses;
    if (!place.place.startsWith(`${at}/`)) continue;
    const step = place.place.slice(at.length + 1).split("/")[0];
    const path = `${at}/${step}`;
    const known = steps.get(path) ?? { place: path, zh: step, en: step, uses: 0 };
    if (place.place === path) Object.assign(known, { zh: place.zh, en: place.en });
    known.uses += uses;
    steps.set(path, known);
  }
  return { steps: [...steps.values()].filter((step) => step.uses > 0), own };
}

/** How many uses of an app lie at a place of an authority ({slug, prefix}); of all apps for null. */
export function counter(users, { slug, prefix }) {
  if (!users) return (place) => place.confirmed + place.lapsed + place.invalidated;
  const counts = new Map(users.places.place.map((code, at) => [code, users.places.uses[at]]));
  return ({ place }) => counts.get(prefix + (place === slug ? "0" : place.slice(place.lastIndexOf("/") + 1))) ?? 0;
}

/** How many uses of an app lie under each authority that has any: [[authority, uses]], most first. */
export async function byAuthority(users) {
  const { authorities } = await index();
  const sums = new Map();
  users.places.place.forEach((code, at) => sums.set(code.slice(0, 2), (sums.get(code.slice(0, 2)) ?? 0) + users.places.uses[at]));
  return authorities.filter(({ prefix }) => sums.has(prefix)).map((one) => [one, sums.get(one.prefix)]).sort(([, a], [, b]) => b - a);
}
