// Twin of rules/article_12_information.py: what a filing says about an app is complete and does not contradict itself.
import { usccCheckDigit, usccCheckDigitHolds } from "./formats.js";
import { judgedApps } from "./parts.js";
import { label } from "./words.js";

const BIOMETRIC = ["face", "voice", "fingerprint"];

/** Of every app that has not ended the fault that `judge` sees: `[step within the app, …]` and further words, or nothing. */
const ofApps = (judge) =>
  function* each(file, lookup, today) {
    for (const { place, app } of judgedApps(file, lookup)) {
      const found = judge(app, app.personal_info, today);
      if (found) yield { place: [...place, ...found.at], values: { app: app.name, ...found.values } };
    }
  };
const inInformation = (isWrong) => ofApps((app, info) => isWrong(info) && { at: ["personal_info"] });
const ofChildren = (info) => info.collects && info.minors_under_14;

const nothingIsListedWhereNothingIsCollected = ofApps((_, info) => {
  const listed = ["categories", "sensitive"].find((name) => info[name].length);
  return listed && !info.collects && { at: ["personal_info", listed], values: { list: listed } };
});

const biometricsNameTheirKind = ofApps(
  (_, info) => info.biometrics && !info.sensitive.some((kind) => BIOMETRIC.includes(kind)) && { at: ["personal_info", "biometrics"] },
);

const biometricInformationIsDeclared = ofApps((_, info) => {
  const found = info.sensitive.findIndex((kind) => BIOMETRIC.includes(kind));
  if (!info.collects || found < 0 || info.biometrics) return undefined;
  return { at: ["personal_info", "sensitive", found], values: { what: label("SensitiveInfo", info.sensitive[found]) } };
});

const chargesHaveAPayer = ofApps(
  (app) =>
    (app.charging === "free") !== (app.charged_to === "nobody") && {
      at: ["charged_to"],
      values: { charging: label("Charging", app.charging), payer: label("ChargedTo", app.charged_to) },
    },
);

const updateIsNotOfTheFuture = ofApps(
  (app, _, today) => app.last_updated > today && { at: ["last_updated"], values: { day: app.last_updated, today } },
);

function* otherUnits({ unit, systems, apps }) {
  if (unit.head_office) yield [["unit", "head_office", "uscc"], unit.head_office.uscc];
  for (const [index, { uscc }] of unit.covers_subsidiaries.entries()) yield [["unit", "covers_subsidiaries", index, "uscc"], uscc];
  for (const [index, { third_party_developer: developer }] of systems.entries()) {
    if (developer?.uscc) yield [["systems", index, "third_party_developer", "uscc"], developer.uscc];
  }
  for (const [index, { developer }] of apps.entries()) if (developer) yield [["apps", index, "developer", "uscc"], developer.uscc];
}

function* codesOfOtherUnitsHold({ content }) {
  for (const [place, code] of otherUnits(content)) {
    if (!usccCheckDigitHolds(code)) yield { place, values: { code, right: usccCheckDigit(code) } };
  }
}

export const RULES = {
  "A12-4": inInformation((info) => info.collects && !info.categories.length && !info.sensitive.length),
  "A12-5": inInformation((info) => info.collects && info.privacy_policy_url === undefined),
  "A12-6": nothingIsListedWhereNothingIsCollected,
  "A12-7": inInformation((info) => ofChildren(info) && info.child_policy_url === undefined),
  "A12-8": inInformation((info) => ofChildren(info) && info.guardian_consent_method === undefined),
  "A12-9": biometricsNameTheirKind,
  "A12-10": biometricInformationIsDeclared,
  "A12-11": inInformation((info) => info.collects && info.complaint_entry_url === undefined),
  "A12-12": chargesHaveAPayer,
  "A12-13": updateIsNotOfTheFuture,
  "A12-14": codesOfOtherUnitsHold,
};
