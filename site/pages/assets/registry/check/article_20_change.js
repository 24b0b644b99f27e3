// Twin of rules/article_20_change.py, of what needs no calendar and no list of fields: changes of confirmed uses.
import { confirmedUses } from "./undecided.js";
import { label, word } from "./words.js";

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

function* removedUseHasEnded({ content }, lookup) {
  const confirmed = confirmedUses(lookup);
  const present = new Set(content.uses.map(({ id }) => id));
  const isDown = (number) => ![undefined, "filed", "change_pending"].includes(lookup.byNumber(number)?.status);
  const down = content.uses.filter(({ id, number }) => number !== undefined && !confirmed.has(id) && isDown(number)).map(({ number }) => number);
  for (const [id, { number }] of [...confirmed].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (!present.has(id) && !down.includes(number)) yield { place: ["uses"], values: { id, app: number || word("own_app") } };
  }
}

export const RULES = {
  "A20-2": changeHasHappened,
  "A20-3": changeFollowsWhatItChanges,
  "A20-6": movedFilingIsConfirmedAnew,
  "A20-7": institutionChanged,
  "A20-8": removedUseHasEnded,
};
