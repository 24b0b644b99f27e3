// Twin of rules/article_17_basis.py: self-developed, self-selected or required by a superior authority.
import { exists, MINISTRY } from "./authority.js";
import { undecidedUses } from "./undecided.js";
import { label } from "./words.js";

const usesOf = ({ content }) => [...content.uses.entries()];

function* selectedByCollectiveDecision(file) {
  for (const [index, { id, basis, decision }] of usesOf(file)) {
    if (basis === "self_selected" && !decision.collective) yield { place: ["uses", index, "decision", "collective"], values: { id } };
  }
}

function* decisionIsMade(file, _, today) {
  for (const [index, { id, decision: { date } }] of usesOf(file)) {
    if (date > today) yield { place: ["uses", index, "decision", "date"], values: { id, date } };
  }
}

function* decidedBeforeItBegan(file, lookup, today) {
  for (const [index, use] of undecidedUses(file, lookup, "decision", "start_date", "changed_on")) {
    const { id, start_date: start, changed_on: changed = "", decision: { date } } = use;
    const begins = start > changed ? start : changed;
    if (begins < date && date <= today) yield { place: ["uses", index, "decision", "date"], values: { id, date, start: begins } };
  }
}

function* superiorIsNamed(file) {
  for (const [index, { id, basis, required_by: by }] of usesOf(file)) {
    if (basis === "required_by_superior" && !by) yield { place: ["uses", index, "basis"], values: { id } };
  }
}

function* superiorOnlyWhereItIsTheBasis(file) {
  for (const [index, { id, basis, required_by: by }] of usesOf(file)) {
    if (basis !== "required_by_superior" && by) {
      yield { place: ["uses", index, "required_by"], onKey: true, values: { id, basis: label("UseBasis", basis) } };
    }
  }
}

function* superiorExists(file, lookup) {
  for (const [index, { id, required_by: by }] of usesOf(file)) {
    if (by && !exists(lookup, by.authority)) yield { place: ["uses", index, "required_by", "authority"], values: { id, authority: by.authority } };
  }
}

function* superiorIsAbove(file, lookup) {
  const competent = file.content.institution.competent_authority;
  if (!exists(lookup, competent)) return;
  for (const [index, { id, required_by: by }] of usesOf(file)) {
    if (!by || !exists(lookup, by.authority)) continue;
    if (by.authority !== MINISTRY && !`${competent}/`.startsWith(`${by.authority}/`)) {
      yield { place: ["uses", index, "required_by", "authority"], values: { id, authority: by.authority, competent } };
    }
  }
}

function* selfDevelopedAppIsOnesOwn(file, lookup) {
  for (const [index, { id, basis, number, self_developed: own }] of usesOf(file)) {
    if (basis !== "self_developed" || number === undefined || own) continue;
    const unit = lookup.byNumber(number)?.unit;
    if (unit && unit.uscc !== file.content.institution.uscc) yield { place: ["uses", index, "basis"], values: { id, number, unit: unit.name } };
  }
}

export const RULES = {
  "A17-1": selectedByCollectiveDecision,
  "A17-2": decisionIsMade,
  "A17-3": decidedBeforeItBegan,
  "A17-4": superiorIsNamed,
  "A17-5": superiorOnlyWhereItIsTheBasis,
  "A17-6": superiorExists,
  "A17-7": superiorIsAbove,
  "A17-8": selfDevelopedAppIsOnesOwn,
};
