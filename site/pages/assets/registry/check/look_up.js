// What other filings, cases and the ledger have to say of a filing, as far as the site publishes it: provisional, since the site may be
// older than the registry and does not publish all. The rules that need a filed app by its number are the same as in `check`; the
// others are told here in short (rules/article_11_once.py, article_24_bar.py, impersonation.py, registry_wide.py, transfer.py).
import { judge } from "./judge.js";
import { barOf, filedApp, namedAlike, providerOf, usesOf, withIdentifier } from "./published.js";
import { identifiersOf } from "./registry_wide.js";
import { comparable } from "./unit_names.js";
import { label, word } from "./words.js";

const MOST_UNITS = 20; // whose bars are asked for: a head office with more subsidiaries learns of the rest from the pull request

const HOLDS = new Set(["filed", "change_pending", "suspended"]);

/** Faults of a file as `judge` gives them, in the order of the rule book; `lookup`: what is known already. */
export async function published(codes, tables, file, lookup, today) {
  const told = file.kind === "provider" ? await ofProvider(file, lookup, today) : await ofUser(codes, tables, file, lookup, today);
  return told.filter(({ code }) => codes.includes(code)).sort((one, other) => codes.indexOf(one.code) - codes.indexOf(other.code));
}

async function ofUser(codes, tables, file, lookup, today) {
  const { institution, uses } = file.content;
  const known = await usesOf(institution.uscc);
  const filed = new Map();
  for (const { number } of uses) if (number !== undefined && !filed.has(number)) filed.set(number, await filedApp(number));
  const holders = new Map();
  for (const { self_developed: own } of uses) {
    for (const [kind, identifier] of own ? identifiersOf(own.app) : []) {
      const held = (await withIdentifier(kind, identifier)).filter(({ status }) => HOLDS.has(status));
      holders.set(`${kind} ${identifier}`, held.map(({ path: other, name: item }) => ({ item, other })));
    }
  }
  const registered = lookup.registered.length ? lookup.registered : confirmed(uses, known);
  const around = {
    ...lookup,
    registered,
    byNumber: (number) => filed.get(number),
    holders: (kind, identifier) => holders.get(`${kind} ${identifier}`) ?? [],
  };
  const faults = judge(codes, tables, file, around, today);
  if (known && known.path !== file.path && known.path !== lookup.pathBefore) faults.push({ code: "A11-1", place: ["institution", "uscc"], values: { other: known.path } });
  return faults;
}

/** Uses that are confirmed, by their numbers: the site does not publish their ids. */
function confirmed(uses, known) {
  const states = new Map(known?.uses.map(({ number, state }) => [number, state]));
  return uses
    .filter(({ number }) => states.has(number))
    .map(({ id, number }) => ({ item: id, number, status: states.get(number) === "invalidated" ? "invalidated" : "confirmed", since: "" }));
}

async function ofProvider(file, lookup, today) {
  const { unit, apps } = file.content;
  const faults = [];
  const provider = await providerOf(unit.uscc);
  if (provider && provider.source !== file.path && provider.source !== lookup.pathBefore) {
    faults.push({ code: "A11-1", place: ["unit", "uscc"], values: { other: provider.source } });
  }
  const held = await Promise.all(apps.map(async (app) => heldBy(app)));
  const registered = new Set(lookup.registered.map(({ item }) => item));
  const isNew = (app, index) => !registered.has(app.id) && !held[index].some(({ rivals }) => rivals.some(({ uscc }) => uscc === unit.uscc));
  const fresh = apps.map((app, index) => [index, app]).filter(([index, app]) => isNew(app, index));
  const refused = await bars(unit, fresh, today);
  faults.push(...refused);
  const isBarred = refused.some(({ code }) => code !== "A24-3");
  for (const [index, app] of apps.entries()) {
    const isFresh = fresh.some(([at]) => at === index);
    const given = app.takes_over === undefined ? undefined : await filedApp(app.takes_over);
    const strangers = held[index].map(({ place, identifier, rivals }) => ({ place, identifier, rivals: rivals.filter(({ uscc, number }) => uscc !== unit.uscc && number !== app.takes_over) }));
    const alike = await lookAlike(app, index, strangers, isFresh && !isBarred && app.takes_over === undefined, today);
    faults.push(...alike, ...taken(app, index, given, unit), ...(await named(app, index, unit, lookup, strangers)));
    if (given && given.uscc !== unit.uscc && isFresh && !isBarred) {
      const bar = await barOf(given.uscc, today);
      if (bar) faults.push({ code: "A24-7", place: ["apps", index, "takes_over"], values: { number: app.takes_over, other: given.path, last: bar[0], case: bar[1] } });
    }
  }
  return faults;
}

async function heldBy(app) {
  const found = [];
  for (const [kind, identifier, place] of identifiersOf(app)) found.push({ identifier, place, rivals: await withIdentifier(kind, identifier) });
  return found;
}

/** A bar on the unit, on its head office, or on a unit that it covers. */
async function bars(unit, fresh, today) {
  const own = await barOf(unit.uscc, today);
  if (own) return fresh.map(([index, app]) => ({ code: "A24-1", place: ["apps", index], values: { last: own[0], case: own[1], app: app.name } }));
  const head = unit.head_office && unit.head_office.uscc !== unit.uscc ? await barOf(unit.head_office.uscc, today) : undefined;
  const faults = head
    ? fresh.map(([index, app]) => ({ code: "A24-2", place: ["apps", index], values: { last: head[0], case: head[1], app: app.name, head: unit.head_office.uscc } }))
    : [];
  for (const [index, { uscc }] of fresh.length ? [...unit.covers_subsidiaries.entries()].slice(0, MOST_UNITS) : []) {
    const bar = await barOf(uscc, today);
    if (bar) faults.push({ code: "A24-3", place: ["unit", "covers_subsidiaries", index, "uscc"], values: { last: bar[0], case: bar[1], unit: uscc } });
  }
  return faults;
}

/** Another unit's app under one of the identifiers: a live one (R03), else of a new app one of a barred unit, or a revoked one. */
async function lookAlike(app, index, strangers, isFresh, today) {
  const faults = strangers.flatMap(({ place, identifier, rivals }) => {
    const rival = rivals.find(({ status }) => HOLDS.has(status));
    return rival ? [{ code: "R03", place: ["apps", index, ...place], values: { identifier, other: rival.path, item: rival.name } }] : [];
  });
  if (faults.length || !isFresh) return faults;
  const found = [];
  for (const { place, identifier, rivals } of strangers) {
    for (const { uscc, path: other, name: item, status } of rivals) {
      const bar = await barOf(uscc, today);
      const values = { value: identifier, other, item, app: app.name };
      const at = ["apps", index, ...place];
      if (bar) found.push({ code: "A24-4", place: at, values: { ...values, last: bar[0], case: bar[1] } });
      else if (status === "revoked") found.push({ code: "A24-5", place: at, values });
    }
  }
  return found.sort((one, other) => (one.code < other.code ? -1 : 1)).slice(0, 1);
}

/** Why a number cannot be taken over; that its provider gives it away is in no published file. */
function taken(app, index, given, unit) {
  if (app.takes_over === undefined || (given?.uscc === unit.uscc && given.name === app.name)) return [];
  let why;
  if (!given) why = word("no_such_number");
  else if (given.uscc === unit.uscc) why = word("of_another_app");
  else if (given.status !== "filed") why = word("its_state", { state: label("ProviderStatus", given.status) });
  return why ? [{ code: "R45", place: ["apps", index, "takes_over"], values: { number: app.takes_over, why } }] : [];
}

/** Live apps of other units with the very name; what only comes close to it is judged with the pull request. */
async function named(app, index, unit, lookup, strangers) {
  const approved = lookup.registered.some(({ item }) => item === app.id) && lookup.before.apps.find(({ id }) => id === app.id)?.name === app.name;
  if (approved) return [];
  const sameApp = new Set(strangers.flatMap(({ rivals }) => rivals.map(({ number }) => number)));
  const wanted = comparable(app.name);
  const rivals = (await namedAlike(app.name, (name) => comparable(name) === wanted)).filter(
    ({ uscc, status, number }) => uscc !== unit.uscc && HOLDS.has(status) && number !== app.takes_over && !sameApp.has(number),
  );
  if (!rivals.length) return [];
  const [{ name: other, number: where }] = rivals;
  return [{ code: "R10", place: ["apps", index, "name"], values: { name: app.name, other, where, reason: word("same_name") } }];
}
