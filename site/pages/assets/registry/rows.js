// Entries as the search files hold them, in columns, made into objects. See `rows.py`.

import { folded, identifier } from "./folding.js";
import { small, two } from "./numerals.js";

const DAY = 86_400_000;
const ORIGIN = Date.UTC(2019, 0, 1);
const SINGLE = ["status", "authority", "audience", "stage", "scenario", "charging"];

const day = (column, at) => new Date(ORIGIN + two(column, at) * DAY).toISOString().slice(0, 10);

const formsOf = (file) => new Map(file.forms.map((both) => Array.from(both)).map(([usual, other]) => [other, usual]));

const unit = (columns, at, forms) => ({
  uscc: columns.uscc[at],
  code: columns.uscc[at].toLowerCase(),
  name: columns.name[at],
  folded: folded(columns.name[at], forms),
});

/** The value of an app for a facet that is not a column of its own. */
const platform = (app) => (app.android ? 1 : 0) + (app.ios ? 2 : 0) + (app.mini_program ? 4 : 0);

/** Providers and apps of a file, as {units, apps}; `first` is the id of its first app. A provider's id is that of its first app. */
export function unitsOf(file, first = 0) {
  const { units: given, apps: columns, before } = file;
  const forms = formsOf(file);
  const [units, apps] = [[], []];
  const inFile = columns.number.length;
  let skipped = before;
  given.uscc.forEach((_, at) => {
    const owner = { ...unit(given, at, forms), count: small(given.count, at), id: first + apps.length - skipped };
    units.push(owner);
    for (let left = owner.count - skipped; left > 0 && apps.length < inFile; left -= 1) apps.push(appAt(columns, apps.length, first + apps.length, owner, forms));
    skipped = 0;
  });
  return { units, apps };
}

function appAt(columns, at, id, owner, forms) {
  const android = columns.android[at];
  const app = {
    id,
    unit: owner,
    number: columns.number[at],
    name: columns.name[at],
    folded: folded(columns.name[at], forms),
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
  const forms = formsOf(file);
  return columns.uscc.map((_, at) => ({
    id: first + at,
    ...unit(columns, at, forms),
    authority: small(columns.authority, at),
    level: small(columns.level, at),
  }));
}
