// Twin of rules/article_10_platform.py: apps inside a platform are gathered and filed by the platform operator.
import { approvedApp, apps, hasEnded } from "./parts.js";
import { label } from "./words.js";

const isPlatform = ({ content }) => content.filer === "platform";
/** The apps of a platform operator's filing; where the unit cannot be one, A10-8 says all there is to say. */
const gathered = (file) => (isPlatform(file) && file.content.unit.unit_type === "enterprise" ? apps(file) : []);
const onlyMiniProgram = ({ platforms }) => Boolean(platforms.mini_program && !platforms.android && !platforms.ios);

function* miniProgramComesFromItsPlatform(file, lookup) {
  if (isPlatform(file)) return;
  for (const { place, app, item } of apps(file)) {
    if (!onlyMiniProgram(app) || hasEnded(lookup, item)) continue;
    const before = approvedApp(file, lookup, item);
    if (!before || !onlyMiniProgram(before)) yield { place: [...place, "platforms", "mini_program"], values: { app: app.name } };
  }
}

function* platformFilesMiniProgramsOnly(file) {
  for (const { place, app } of gathered(file)) {
    const key = ["android", "ios"].find((name) => app.platforms[name]);
    if (key) yield { place: [...place, "platforms", key], values: { app: app.name } };
  }
}

function* gatheredAppNamesItsDeveloper(file, lookup) {
  for (const { place, app, item } of gathered(file)) {
    if (!app.developer && onlyMiniProgram(app) && !hasEnded(lookup, item)) yield { place, values: { app: app.name } };
  }
}

function* platformOperatorIsAnEnterprise(file) {
  const kind = file.content.unit.unit_type;
  if (isPlatform(file) && kind !== "enterprise") yield { place: ["unit", "unit_type"], values: { kind: label("UnitType", kind) } };
}

function* developerStandsInPlatformFilingsOnly(file) {
  if (isPlatform(file)) return;
  for (const { place, app } of apps(file)) if (app.developer) yield { place: [...place, "developer"], values: { app: app.name } };
}

function* platformsOwnMiniProgramIsLookedAt(file, lookup) {
  for (const { place, app, item } of gathered(file)) {
    const uscc = app.developer?.uscc;
    if (uscc !== file.content.unit.uscc || hasEnded(lookup, item)) continue;
    if (approvedApp(file, lookup, item)?.developer?.uscc !== uscc) yield { place: [...place, "developer", "uscc"], values: { app: app.name } };
  }
}

export const RULES = {
  "A10-5": miniProgramComesFromItsPlatform,
  "A10-6": platformFilesMiniProgramsOnly,
  "A10-7": gatheredAppNamesItsDeveloper,
  "A10-8": platformOperatorIsAnEnterprise,
  "A10-9": developerStandsInPlatformFilingsOnly,
  "A10-10": platformsOwnMiniProgramIsLookedAt,
};
