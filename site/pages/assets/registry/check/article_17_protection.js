// Twin of rules/article_17_protection.py: fees, advertising, games and personal information in use.
import { appOf, undecidedUses } from "./undecided.js";
import { label, word } from "./words.js";

const HAS_CHILDREN = ["kindergarten", "primary", "nine_year"];
const isImposed = (use) => use.uniform_use || use.mode === "mandatory";

/** Of every use the field that `judge` names, and further words. */
const ofUses = (judge) =>
  function* each({ content }) {
    for (const [index, use] of content.uses.entries()) {
      const found = judge(use);
      if (found) yield { place: ["uses", index, found.field], values: { id: use.id, ...found.values } };
    }
  };
/** The same of uses that nobody has confirmed as they stand, beside the app that they are of. */
const ofUndecided = (judge) =>
  function* each(file, lookup) {
    for (const [index, use] of undecidedUses(file, lookup)) {
      const app = appOf(use, lookup);
      const found = app && judge(use, app, file.content.institution);
      if (found) yield { place: ["uses", index, found.field], values: { id: use.id, app: app.name, ...found.values } };
    }
  };

const FEE = "fee_to_students_or_parents";

const feeAgreesWithTheApp = ofUndecided(
  (use, app) =>
    !isImposed(use) && use[FEE] && app.charged_to !== "students_or_parents" && { field: FEE, values: { to: label("ChargedTo", app.charged_to) } },
);

const imposedAppIsNotSoldToFamilies = ofUndecided(
  (use, app) => isImposed(use) && !use[FEE] && app.charging !== "free" && app.charged_to === "students_or_parents" && { field: FEE },
);

const imposedAppHasNoAdsOrGames = ofUndecided(
  (use, app) =>
    isImposed(use) &&
    (app.ads || app.games) && { field: use.uniform_use ? "uniform_use" : "mode", values: { what: word(app.ads ? "advertising" : "games") } },
);

const viewsAreSought = ofUses(
  (use) =>
    !use.user_opinion_sought &&
    (use.large_scale_personal_info || use.biometrics) && {
      field: "user_opinion_sought",
      values: { what: word(use.large_scale_personal_info ? "large_scale" : "biometrics") },
    },
);

const childrenAreTold = ofUndecided(
  (use, { personal_info: info }, { level }) =>
    HAS_CHILDREN.includes(level) &&
    use.audience.includes("students") &&
    info.collects &&
    !info.minors_under_14 && { field: "audience", values: { level: label("InstitutionLevel", level) } },
);

export const RULES = {
  "A17-11": ofUses((use) => use.uniform_use && use[FEE] && { field: FEE }),
  "A17-12": ofUses((use) => use.mode === "mandatory" && use[FEE] && !use.uniform_use && { field: FEE }),
  "A17-13": feeAgreesWithTheApp,
  "A17-14": imposedAppIsNotSoldToFamilies,
  "A17-15": imposedAppHasNoAdsOrGames,
  "A17-16": viewsAreSought,
  "A17-17": ofUses((use) => use.biometrics && !use.assessment_done && { field: "assessment_done" }),
  "A17-18": ofUndecided((use, app) => app.personal_info.biometrics && !use.biometrics && { field: "biometrics" }),
  "A17-19": childrenAreTold,
};
