// Twin of rules/article_18_live.py: an institution picks an app whose filing is live, and says how it uses it.
import { monthsAway } from "./days.js";
import { appOf, undecidedUses } from "./undecided.js";
import { label, list } from "./words.js";

const STAGES = {
  kindergarten: ["preschool"],
  primary: ["primary"],
  junior_secondary: ["junior_secondary"],
  nine_year: ["primary", "junior_secondary"],
  senior_secondary: ["senior_secondary"],
  complete_secondary: ["junior_secondary", "senior_secondary"],
  secondary_vocational: ["secondary_vocational", "senior_secondary"],
};
const LIVE = ["filed", "change_pending"];
const known = (codes, values) => list(values.map((code) => label(codes, code)));

function* newlyUsedAppIsLive({ content }, lookup) {
  const isConfirmed = (use) => lookup.registered.some(({ item, number }) => item === use.id && number === use.number);
  for (const [index, use] of content.uses.entries()) {
    const filed = use.number !== undefined && !isConfirmed(use) && lookup.byNumber(use.number);
    if (filed && !LIVE.includes(filed.status)) {
      yield { place: ["uses", index, "number"], values: { number: use.number, status: label("ProviderStatus", filed.status) } };
    }
  }
}

function* appIsUsedOnce({ content }) {
  const first = new Map();
  for (const [index, { id, number, self_developed: own }] of content.uses.entries()) {
    if (number === undefined || own) continue;
    if (first.has(number)) yield { place: ["uses", index, "number"], values: { number, first: first.get(number) } };
    else first.set(number, id);
  }
}

function* audienceIsTheApps(file, lookup) {
  for (const [index, use] of undecidedUses(file, lookup)) {
    const app = appOf(use, lookup);
    const at = app ? use.audience.findIndex((one) => !app.audience.includes(one)) : -1;
    if (at < 0) continue;
    const values = { id: use.id, app: app.name, one: label("Audience", use.audience[at]), known: known("Audience", app.audience) };
    yield { place: ["uses", index, "audience", at], values };
  }
}

function* stageIsTheApps(file, lookup) {
  const { level } = file.content.institution;
  for (const [index, use] of STAGES[level] ? undecidedUses(file, lookup) : []) {
    const app = appOf(use, lookup);
    if (app && !app.stages.some((stage) => STAGES[level].includes(stage))) {
      yield { place: ["uses", index], values: { id: use.id, app: app.name, level: label("InstitutionLevel", level), known: known("Stage", app.stages) } };
    }
  }
}

function* usedAfterItWasFiled(file, lookup) {
  for (const [index, { id, number, start_date: start }] of undecidedUses(file, lookup, "number", "start_date")) {
    const filed = number !== undefined && lookup.byNumber(number)?.since;
    if (filed && start < filed) yield { place: ["uses", index, "start_date"], values: { id, number, start, filed } };
  }
}

function* startIsNear({ content }, _, today) {
  const latest = monthsAway(today, 12);
  for (const [index, { id, start_date: start }] of content.uses.entries()) {
    if (start > latest) yield { place: ["uses", index, "start_date"], values: { id, start, latest } };
  }
}

export const RULES = {
  "A18-1": newlyUsedAppIsLive,
  "A18-2": appIsUsedOnce,
  "A18-3": audienceIsTheApps,
  "A18-4": stageIsTheApps,
  "A18-5": usedAfterItWasFiled,
  "A18-6": startIsNear,
};
