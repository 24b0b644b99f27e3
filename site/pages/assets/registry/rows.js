// Entries as the search files hold them, in columns, made into objects. See `rows.py`.

import { identifier, plainly } from "./folding.js";

const FIRST = 48;
const DIGITS = 128;
const DAY = 86_400_000;
const ORIGIN = Date.UTC(2019, 0, 1);
const SINGLE = ["status", "authority", "audience", "stage", "scenario", "charging"];

/** The number at a place of a column of small numbers. */
export const small = (column, at) => column.charCodeAt(at) - FIRST;

/** The number at a place of a column of two characters each: days since 2019. */
export const two = (column, at) => small(column, 2 * at) * DIGITS + small(column, 2 * at + 1);

/** The number at a place of a column of three characters each: ranks. */
export const three = (column, at) => (small(column, 3 * at) * DIGITS + small(column, 3 * at + 1)) * DIGITS + small(column, 3 * at + 2);

const day = (column, at) => new Date(ORIGIN + two(column, at) * DAY).toISOString().slice(0, 10);

const unit = (columns, at) => ({
  uscc: columns.uscc[at],
  code: columns.uscc[at].toLowerCase(),
  name: columns.name[at],
  folded: columns.folded[at] ?? plainly(columns.name[at]),
});

/** The value of an app for a facet that is not a column of its own. */
const platform = (app) => (app.android ? 1 : 0) + (app.ios ? 2 : 0) + (app.mini_program ? 4 : 0);

/** Providers and apps of a file, as {units, apps}; `first` is the id of its first app. A provider's id is that of its first app. */
export function unitsOf(file, first = 0) {
  const { units: given, apps: columns, before } = file;
  const [units, apps] = [[], []];
  const inFile = columns.number.length;
  let skipped = before;
  given.uscc.forEach((_, at) => {
    const owner = { ...unit(given, at), count: small(given.count, at), id: first + apps.length - skipped };
    units.push(owner);
    for (let left = owner.count - skipped; left > 0 && apps.length < inFile; left -= 1) apps.push(appAt(columns, apps.length, first + apps.length, owner));
    skipped = 0;
  });
  return { units, apps };
}

function appAt(columns, at, id, owner) {
  const android = columns.android[at];
  const app = {
    id,
    unit: owner,
    number: columns.number[at],
    name: columns.name[at],
    folded: columns.folded[at] ?? plainly(columns.name[at]),
    android,
    ios: columns.ios[at] === "=" ? android : columns.ios[at],
    mini_program: columns.mini_program[at] ?? "",
    filed_on: day(columns.filed_on, at),
  };
  for (const facet of SINGLE) app[facet] = small(columns[facet], at);
  app.platform = platform(app);
  app.identifiers = [...new Set([app.android, app.ios, app.mini_program])].filter(Boolean).map(identifier);
  return app;
}

/** Institutions of a file; `first` is the id of its first one. */
export function institutionsOf(file, first = 0) {
  const columns = file.institutions;
  return columns.uscc.map((_, at) => ({
    id: first + at,
    ...unit(columns, at),
    authority: small(columns.authority, at),
    level: small(columns.level, at),
  }));
}
