// Twin of rules/registry_wide.py: what holds across the registry, as far as it is known here.
import { usccCheckDigit, usccCheckDigitHolds } from "./formats.js";
import { exists } from "./authority.js";
import { parse } from "./paths.js";

const unitOf = ({ kind, content }) => (kind === "provider" ? ["unit", content.unit.uscc] : ["institution", content.institution.uscc]);

function* fileIsNamedByTheCode(file) {
  const [holder, stated] = unitOf(file);
  const named = parse(file.path)?.uscc;
  if (named !== undefined && named !== stated && usccCheckDigitHolds(stated)) yield { place: [holder, "uscc"], values: { named, stated } };
}

/** What only one live app may hold: `[kind, identifier as compared, place within the app]`. */
export function* identifiersOf({ platforms: { android, ios, mini_program: miniProgram } }) {
  if (android) yield ["android", android.package_name, ["platforms", "android", "package_name"]];
  if (ios) yield ["ios", ios.bundle_id.toLowerCase(), ["platforms", "ios", "bundle_id"]];
  if (miniProgram) yield ["mini_program", miniProgram.app_id, ["platforms", "mini_program", "app_id"]];
}

function* identifierHasOneLiveFiling({ content, path }, lookup) {
  const above = new Map();
  for (const [index, app] of content.apps.entries()) {
    for (const [kind, identifier, place] of identifiersOf(app)) {
      const rival = holdsIdentifiers(lookup, app.id) && rivalOf(`${kind} ${identifier}`, app, above, lookup);
      if (rival) yield { place: ["apps", index, ...place], values: { identifier, other: path, item: rival } };
      const holders = above.get(`${kind} ${identifier}`) ?? [];
      above.set(`${kind} ${identifier}`, [...holders, app]);
    }
  }
}

const holdsIdentifiers = (lookup, item) => !["revoked", "withdrawn", "transferred"].includes(lookup.registered.find((entry) => entry.item === item)?.status);

/** Of two apps in one file the lower one is told, unless one says that it takes over the number of the other. */
function rivalOf(claim, app, above, lookup) {
  const takes = (taker, giver) => lookup.registered.some(({ item, number }) => number === taker.takes_over && item === giver.id);
  return (above.get(claim) ?? [])
    .filter((other) => other.id !== app.id && holdsIdentifiers(lookup, other.id) && !takes(app, other) && !takes(other, app))
    .map(({ id }) => id)
    .sort()[0];
}

function* numberedAppStays({ content }, lookup) {
  const present = new Set(content.apps.map(({ id }) => id));
  for (const { item, number, status } of lookup.registered) {
    if (!present.has(item) && status !== "transferred") yield { place: ["apps"], values: { item, number } };
  }
}

function* checkDigitHolds(file) {
  const [holder, code] = unitOf(file);
  if (!usccCheckDigitHolds(code)) yield { place: [holder, "uscc"], values: { code, right: usccCheckDigit(code) } };
}

function* folderIsAnAuthority({ path }, lookup) {
  const where = parse(path);
  if (where && !exists(lookup, where.authority)) yield { place: [], values: { folder: where.authority } };
}

export const RULES = {
  R02: fileIsNamedByTheCode,
  R03: identifierHasOneLiveFiling,
  R04: numberedAppStays,
  R06: checkDigitHolds,
  R07: folderIsAnAuthority,
};
