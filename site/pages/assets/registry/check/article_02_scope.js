// Twin of rules/article_02_scope.py: tutoring, content that does not belong into an app, and what kind of unit files it.
import { usccCheckDigitHolds } from "./formats.js";
import { approvedApp, approvedUnit, apps, hasEnded, isEqual, judgedApps } from "./parts.js";
import { parse } from "./paths.js";
import { label, list } from "./words.js";

const SCHOOL_STAGES = ["primary", "junior_secondary", "senior_secondary"];
const CODES_OF_UNITS = {
  enterprise: ["9", "A", "N", "Y"],
  public_institution: ["12", "A", "Y"],
  school: ["1", "5", "91", "A", "Y"],
  education_authority: ["11", "12"],
  social_organisation: ["13", "5", "8", "Y"],
};

const isSubjectTutoring = (app) => app.tutoring_class === "subject" && app.stages.some((stage) => SCHOOL_STAGES.includes(stage));
const tutoring = (file, lookup) => judgedApps(file, lookup).find(({ app }) => isSubjectTutoring(app));
const subjects = (codes) => list(codes.map((code) => label("Subject", code)));

function* noTutoringBeforeSchool(file, lookup) {
  for (const { place, app, item } of apps(file)) {
    if (app.tutoring_class !== undefined && app.stages.includes("preschool") && !hasEnded(lookup, item)) {
      yield { place: [...place, "stages", app.stages.indexOf("preschool")], values: { app: app.name } };
    }
  }
}

function* subjectTutoringIsOfSchoolStages(file, lookup) {
  for (const { place, app, item } of apps(file)) {
    if (app.tutoring_class === "subject" && !isSubjectTutoring(app) && !app.stages.includes("preschool") && !hasEnded(lookup, item)) {
      yield { place: [...place, "tutoring_class"], values: { app: app.name } };
    }
  }
}

function* subjectTutorHasALicence(file, lookup) {
  const part = tutoring(file, lookup);
  if (file.content.unit.school_licence_no === undefined && part) yield { place: ["unit"], values: { app: part.app.name } };
}

function* subjectTutorIsANonprofitLegalPerson(file, lookup) {
  const { uscc } = file.content.unit;
  const part = tutoring(file, lookup);
  if (uscc[0] !== "5" && usccCheckDigitHolds(uscc) && part) yield { place: ["unit", "uscc"], values: { app: part.app.name, uscc } };
}

function* subjectTutoringNamesItsSubjects(file, lookup) {
  for (const { place, app } of judgedApps(file, lookup)) {
    if (isSubjectTutoring(app) && !app.subjects.length) yield { place, values: { app: app.name } };
  }
}

function* otherTutoringNamesNoSubjects(file, lookup) {
  for (const { place, app } of judgedApps(file, lookup)) {
    if (app.tutoring_class === "non_subject" && app.subjects.length) {
      yield { place: [...place, "subjects"], values: { app: app.name, what: subjects(app.subjects) } };
    }
  }
}

function* subjectsWithoutTutoringAreLookedAt(file, lookup) {
  for (const { place, app, item } of judgedApps(file, lookup)) {
    if (app.tutoring_class !== undefined || !app.subjects.length) continue;
    const before = approvedApp(file, lookup, item);
    if (!before || before.tutoring_class !== undefined || !isEqual(before.subjects, app.subjects)) {
      yield { place: [...place, "subjects"], values: { app: app.name, what: subjects(app.subjects) } };
    }
  }
}

/** What a person looks at, once: a field that is true and was not when the app was approved. */
const isLookedAt = (field) =>
  function* lookedAt(file, lookup) {
    for (const { place, app, item } of judgedApps(file, lookup)) {
      if (app[field] && !approvedApp(file, lookup, item)?.[field]) yield { place: [...place, field], values: { app: app.name } };
    }
  };

function* kindOfUnitFitsItsCode({ content: { unit }, path }, lookup) {
  const folder = lookup.authorities[parse(path)?.slug];
  if (CODES_OF_UNITS[unit.unit_type].some((start) => unit.uscc.startsWith(start)) || !usccCheckDigitHolds(unit.uscc)) return;
  if (folder?.kind === "ministry") return; // A10-2's
  if (approvedUnit(lookup)?.unit_type !== unit.unit_type) {
    yield { place: ["unit", "unit_type"], values: { kind: label("UnitType", unit.unit_type), begins: unit.uscc.slice(0, 2) } };
  }
}

export const RULES = {
  "A02-1": noTutoringBeforeSchool,
  "A02-2": subjectTutoringIsOfSchoolStages,
  "A02-3": subjectTutorHasALicence,
  "A02-4": subjectTutorIsANonprofitLegalPerson,
  "A02-5": subjectTutoringNamesItsSubjects,
  "A02-6": otherTutoringNamesNoSubjects,
  "A02-7": subjectsWithoutTutoringAreLookedAt,
  "A02-8": isLookedAt("photo_search"),
  "A02-9": isLookedAt("games"),
  "A02-10": isLookedAt("ads"),
  "A02-11": kindOfUnitFitsItsCode,
};
