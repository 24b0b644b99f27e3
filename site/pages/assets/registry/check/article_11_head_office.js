// Twin of rules/article_11_head_office.py, as far as the filing itself says it: what other filings say of the unit is looked up elsewhere.
import { allEnded, approvedUnit, apps } from "./parts.js";

const COVERED = ["unit", "covers_subsidiaries"];
const covered = ({ content: { unit } }) => [...unit.covers_subsidiaries.entries()];

function* unitWithAHeadOfficeIsLookedAt(file, lookup) {
  const { unit } = file.content;
  const office = unit.head_office;
  if (!office || office.uscc === unit.uscc || allEnded(file, lookup)) return;
  if (apps(file).every(({ app }) => app.tutoring_class === "subject")) return;
  if (unit.covers_subsidiaries.some(({ uscc }) => uscc === office.uscc)) return;
  if (approvedUnit(lookup)?.head_office?.uscc !== office.uscc) yield { place: ["unit", "head_office"], values: { office: office.name } };
}

function* headOfficeIsAnotherUnit({ content: { unit } }) {
  if (unit.head_office?.uscc === unit.uscc) yield { place: ["unit", "head_office", "uscc"], values: { uscc: unit.uscc } };
}

function* coveredUnitsAreOthers(file) {
  for (const [index, { uscc }] of covered(file)) {
    if (uscc === file.content.unit.uscc) yield { place: [...COVERED, index, "uscc"], values: { uscc } };
  }
}

function* coveredUnitsAreListedOnce(file) {
  const seen = new Set();
  for (const [index, { name, uscc }] of covered(file)) {
    if (seen.has(uscc) && uscc !== file.content.unit.uscc) yield { place: [...COVERED, index, "uscc"], values: { name, uscc } };
    seen.add(uscc);
  }
}

function* headOfficeIsNotCovered(file) {
  const { unit } = file.content;
  if (!unit.head_office || unit.head_office.uscc === unit.uscc) return;
  const found = covered(file).find(([, { uscc }]) => uscc === unit.head_office.uscc);
  if (found) yield { place: [...COVERED, found[0], "uscc"], values: { name: found[1].name } };
}

export const RULES = {
  "A11-4": unitWithAHeadOfficeIsLookedAt,
  "A11-5": headOfficeIsAnotherUnit,
  "A11-6": coveredUnitsAreOthers,
  "A11-7": coveredUnitsAreListedOnce,
  "A11-11": headOfficeIsNotCovered,
};
