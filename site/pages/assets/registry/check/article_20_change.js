// Twin of rules/article_20_change.py, of what needs no calendar: changes of confirmed uses.
import { titleAt } from "./form.js";
import { confirmedUses, usesBefore } from "./undecided.js";
import { materialChanges } from "./use_change.js";
import { label, list, word } from "./words.js";

/** Of every confirmed use that changed in fact: place in the list, how it was, how it is, and the fields that changed. Of two uses with one id the upper one. */
function* changed({ content }, lookup, { use: { fields: all, effects } }) {
  const [confirmed, before] = [confirmedUses(lookup), usesBefore(lookup)];
  for (const [index, use] of content.uses.entries()) {
    const old = before.get(use.id);
    before.delete(use.id);
    const fields = old && confirmed.has(use.id) ? materialChanges(old, use, all, effects) : [];
    if (fields.length) yield { index, old, use, fields };
  }
}

function* changeIsDated(file, lookup, _, tables) {
  for (const { index, use, fields } of changed(file, lookup, tables)) {
    const what = list(fields.map((field) => titleAt(tables.schema, ["uses", index, field])));
    if (use.changed_on === undefined) yield { place: ["uses", index], values: { id: use.id, what } };
  }
}

function* changeHasHappened({ content }, _, today) {
  for (const [index, { id, changed_on: day }] of content.uses.entries()) {
    if (day > today) yield { place: ["uses", index, "changed_on"], values: { id, day } };
  }
}

function* changeFollowsWhatItChanges({ content }, lookup) {
  const confirmed = confirmedUses(lookup);
  for (const [index, { id, changed_on: day, start_date: start }] of content.uses.entries()) {
    const entry = confirmed.get(id);
    const since = entry && entry.since < start ? entry.since : start;
    if (day < since) yield { place: ["uses", index, "changed_on"], values: { id, day, since } };
  }
}

function* changeIsNotTheLastOne(file, lookup, _, tables) {
  for (const { index, old, use } of changed(file, lookup, tables)) {
    const day = use.changed_on;
    if (day !== undefined && day === old.changed_on) yield { place: ["uses", index, "changed_on"], values: { id: use.id, day } };
  }
}

function* movedFilingIsConfirmedAnew({ path }, lookup) {
  if (lookup.pathBefore === path || !confirmedUses(lookup).size) return;
  const before = lookup.pathBefore.replace("filings/users/", "").split("/").slice(0, -1).join("/");
  yield { place: ["institution", "competent_authority"], values: { before } };
}

function* institutionChanged({ content: { institution } }, lookup) {
  if (!confirmedUses(lookup).size) return;
  const before = lookup.before.institution;
  const words = { name: (name) => name, level: (level) => label("InstitutionLevel", level) };
  for (const [field, said] of Object.entries(words)) {
    if (before[field] !== institution[field]) {
      yield { place: ["institution", field], values: { was: said(before[field]), now: said(institution[field]) } };
    }
  }
}

/** That one got another id while its app was down cannot be told here, where no status of an app is known. */
function* removedUseHasEnded({ content }, lookup) {
  const confirmed = confirmedUses(lookup);
  const present = new Set(content.uses.map(({ id }) => id));
  for (const [id, { number }] of [...confirmed].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (!present.has(id)) yield { place: ["uses"], values: { id, app: number || word("own_app") } };
  }
}

export const RULES = {
  "A20-1": changeIsDated,
  "A20-2": changeHasHappened,
  "A20-3": changeFollowsWhatItChanges,
  "A20-4": changeIsNotTheLastOne,
  "A20-6": movedFilingIsConfirmedAnew,
  "A20-7": institutionChanged,
  "A20-8": removedUseHasEnded,
};
