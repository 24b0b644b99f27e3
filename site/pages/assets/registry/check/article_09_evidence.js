// Twin of rules/article_09_evidence.py and core/evidence.py: ICP filing and MLPS grading filing come first.
import { approvedSystem, statuses, systems } from "./parts.js";
import { comparable } from "./unit_names.js";
import { label, word } from "./words.js";

const MLPS = /^[0-9]{11}-[0-9]{5}$/;

/** What Art. 9 asks on a day, by what had been announced by then: `[phase, last day of it]`. */
function standing(today, announcements) {
  const latest = announcements.filter(([announced]) => announced <= today).at(-1);
  if (latest) {
    const [, first, last, rectifyUntil] = latest;
    if (first <= today && today <= last) return ["buffer", last];
    if (rectifyUntil && last < today && today <= rectifyUntil) return ["rectification", rectifyUntil];
  }
  return ["required", ""];
}

const missing = (system) => [system.icp ? "" : "no_icp", system.mlps ? "" : "no_mlps"].filter(Boolean);

/** Whether a system serves apps and all of them are numbered (or, for own use, confirmed). */
const isFiled = (lookup, { items }) => items.length > 0 && items.every((item) => statuses(lookup).has(item));

const isPresent = (breach) =>
  function* present(file, lookup, today, { announcements }) {
    const [phase] = standing(today, announcements);
    for (const part of systems(file)) {
      const isRefused = phase === "required" || (phase === "rectification" && !isFiled(lookup, part));
      if (missing(part.system).includes(breach) && isRefused) yield { place: part.place, values: { system: part.system.name } };
    }
  };

/** In the buffer and while filed apps may rectify, missing evidence is only pointed out. */
const mayFollow = (during) =>
  function* follows(file, lookup, today, { announcements }) {
    const [phase, until] = standing(today, announcements);
    if (phase !== during) return;
    for (const part of systems(file)) {
      if (phase === "rectification" && !isFiled(lookup, part)) continue;
      for (const breach of missing(part.system)) {
        yield { place: part.place, values: { system: part.system.name, what: label("Breach", breach), until } };
      }
    }
  };

function* mlpsNumberIsUsual(file, lookup) {
  for (const part of systems(file)) {
    const number = part.system.mlps?.certificate_no;
    if (number === undefined || MLPS.test(number)) continue;
    if (approvedSystem(file, lookup, part)?.mlps?.certificate_no !== number) {
      yield { place: [...part.place, "mlps", "certificate_no"], values: { value: number } };
    }
  }
}

/** Names that the subject of a system's evidence may have, as compared. */
function ownNames({ kind, content }, system) {
  const found = [system.third_party_developer?.name];
  if (kind === "provider") found.push(content.unit.name, ...content.unit.covers_subsidiaries.map(({ name }) => name), content.unit.head_office?.name);
  else found.push(content.institution.name);
  return new Set(found.filter(Boolean).map(comparable));
}

/** Subjects of evidence that are neither the unit nor one that belongs to it. */
function* strangers(file, { place, system }) {
  const own = ownNames(file, system);
  for (const key of ["icp", "mlps"]) {
    const subject = system[key]?.subject_name;
    if (subject !== undefined && !own.has(comparable(subject))) {
      yield { place: [...place, key, "subject_name"], values: { subject, what: word(`evidence.${key}`) } };
    }
  }
}

function* subjectIsOurs(file) {
  for (const part of systems(file)) if (!part.system.subject_mismatch_explained) yield* strangers(file, part);
}

function* explainedSubjectIsRead(file, lookup) {
  for (const part of systems(file)) {
    if (!part.system.subject_mismatch_explained) continue;
    const before = approvedSystem(file, lookup, part);
    const approved = [before?.icp, before?.mlps].filter(Boolean).map(({ subject_name: name }) => comparable(name));
    for (const fault of strangers(file, part)) if (!approved.includes(comparable(fault.values.subject))) yield fault;
  }
}

function* gradeIsTwoOrMore(file, lookup) {
  for (const part of systems(file)) {
    if (part.system.mlps?.grade === "grade_1" && approvedSystem(file, lookup, part)?.mlps?.grade !== "grade_1") {
      yield { place: [...part.place, "mlps", "grade"], values: { system: part.system.name } };
    }
  }
}

export const RULES = {
  "A09-1": isPresent("no_icp"),
  "A09-3": isPresent("no_mlps"),
  "A09-4": mlpsNumberIsUsual,
  "A09-5": mayFollow("buffer"),
  "A09-6": mayFollow("rectification"),
  "A09-7": subjectIsOurs,
  "A09-8": explainedSubjectIsRead,
  "A09-12": gradeIsTwoOrMore,
};
