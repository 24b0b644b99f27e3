// Twin of rules/article_21_own_use.py: an app developed for own use is filed inside the user filing, in place of a number.
import { identifiersOf } from "./registry_wide.js";
import { undecidedUses } from "./undecided.js";
import { label } from "./words.js";

/** The app of one's own; A21-1 tells of one that stands beside a number. */
const ownOf = (use) => (use.number === undefined ? use.self_developed : undefined);

/** Of every use that is of an own app what `judge` says: steps below `self_developed` or within the use. */
const ofOwn = (uses, judge) =>
  function* each(file, lookup) {
    for (const [index, use] of uses(file, lookup)) {
      const own = ownOf(use);
      const found = own && judge(own, use);
      if (found) yield { place: ["uses", index, ...found.at], onKey: found.onKey, values: { id: use.id, ...found.values } };
    }
  };
const every = ({ content }) => [...content.uses.entries()];
const HOSTING = ["self_developed", "system", "hosting"];
const inApp = (...steps) => ["self_developed", "app", ...steps];

function* useIsANumberOrSelfDeveloped({ content }) {
  for (const [index, { id, number, self_developed: own }] of content.uses.entries()) {
    if ((number === undefined) === (own === undefined)) yield { place: ["uses", index], values: { id } };
  }
}

const ownAppIsSelfDeveloped = ofOwn(every, (_, { basis }) => basis !== "self_developed" && { at: ["basis"], values: { basis: label("UseBasis", basis) } });

const notFromAVendorsCloud = ofOwn(
  every,
  ({ system: { hosting, third_party_developer: developer } }) => hosting === "cloud" && developer && { at: HOSTING, values: { developer: developer.name } },
);

const ownSystemIsOnPremises = ofOwn(undecidedUses, ({ system }) => system.hosting === "cloud" && !system.third_party_developer && { at: HOSTING });

const ownAppIsNoMiniProgram = ofOwn(
  undecidedUses,
  ({ app }) => app.platforms.mini_program && { at: inApp("platforms", "mini_program"), onKey: true, values: { app: app.name } },
);

/** Where an app says that a store offers it. */
function inAStore({ platforms: { android, ios } }) {
  if (android?.store_urls.length) return ["platforms", "android", "store_urls"];
  if (ios?.store_urls.length) return ["platforms", "ios", "store_urls"];
  return ios?.app_store_id ? ["platforms", "ios", "app_store_id"] : undefined;
}

const ownAppIsInNoStore = ofOwn(undecidedUses, ({ app }) => {
  const place = inAStore(app);
  return place && { at: inApp(...place), onKey: true, values: { app: app.name } };
});

const ownIdentifiers = (use) => (ownOf(use) ? [...identifiersOf(ownOf(use).app)] : []);

/** A filed app that holds one of the identifiers, as far as it was looked up. */
function* ownAppIsNobodysFiledApp(file, lookup) {
  for (const [index, use] of undecidedUses(file, lookup)) {
    for (const [kind, identifier, place] of ownIdentifiers(use)) {
      const [filed] = lookup.holders(kind, identifier);
      if (!filed) continue;
      yield { place: ["uses", index, ...inApp(...place)], values: { id: use.id, identifier, ...filed } };
      break;
    }
  }
}

function* ownAppIsNoOtherUnits(file, lookup) {
  for (const [index, use] of undecidedUses(file, lookup)) {
    for (const [kind, identifier, place] of ownIdentifiers(use)) {
      if (lookup.holders(kind, identifier).length) break;
      const above = new Set(file.content.uses.slice(0, index).map(({ id }) => id)); // by their ids, as the registry knows uses
      const others = file.content.uses.filter((other) => above.has(other.id) && claims(other, kind, identifier)).map(({ id }) => id).sort();
      if (!others.length) continue;
      yield { place: ["uses", index, ...inApp(...place)], values: { id: use.id, identifier, item: others[0], other: file.path } };
      break;
    }
  }
}

/** Whether a use is of an own app with an identifier; one that stands beside a number claims it too. */
const claims = ({ self_developed: own }, kind, identifier) =>
  own !== undefined && [...identifiersOf(own.app)].some(([other, value]) => other === kind && value === identifier);

export const RULES = {
  "A21-1": useIsANumberOrSelfDeveloped,
  "A21-2": ownAppIsSelfDeveloped,
  "A21-3": notFromAVendorsCloud,
  "A21-4": ownSystemIsOnPremises,
  "A21-5": ownAppIsNoMiniProgram,
  "A21-6": ownAppIsInNoStore,
  "A21-7": ownAppIsNobodysFiledApp,
  "A21-8": ownAppIsNoOtherUnits,
};
