// Twin of rules/article_15_change.py, of what needs no calendar: numbered apps, before and after the change that is judged.
import { approvedApp, apps, hasEnded, isEqual } from "./parts.js";
import { identifiersOf } from "./registry_wide.js";

/** The numbered apps that have not ended and differ from what was approved: `{place, app, before}`. Of two apps of one id (A12-2) the first. */
function* changed(file, lookup) {
  const seen = new Set();
  for (const { place, app, item } of apps(file)) {
    const before = seen.has(item) ? undefined : approvedApp(file, lookup, item);
    seen.add(item);
    if (before && !isEqual(before, app) && !hasEnded(lookup, item)) yield { place, app, before };
  }
}

function* lastUpdateMovesForward(file, lookup) {
  for (const { place, app, before } of changed(file, lookup)) {
    const [day, old] = [app.last_updated, before.last_updated];
    if (day < old) yield { place: [...place, "last_updated"], values: { app: app.name, day, before: old } };
  }
}

/** By platform: `[identifier as compared, its place within the app]`. */
const identities = (app) => new Map([...identifiersOf(app)].map(([kind, identifier, at]) => [kind, [identifier, at]]));
const named = (known) => [...known.values()].map(([identifier]) => identifier).join(", ");

function* appStaysTheSameApp(file, lookup) {
  for (const { place, app, before } of changed(file, lookup)) {
    const [was, now] = [identities(before), identities(app)];
    const both = [...now.keys()].filter((kind) => was.has(kind));
    for (const kind of both) {
      const [[old], [identifier, at]] = [was.get(kind), now.get(kind)];
      if (old !== identifier) yield { place: [...place, ...at], values: { app: app.name, was: old, now: identifier } };
    }
    if (was.size && now.size && !both.length) {
      yield { place: [...place, "platforms"], values: { app: app.name, was: named(was), now: named(now) } };
    }
  }
}

/** As compared: it may be written with colons and capitals. */
const fingerprint = (stated) => stated?.replaceAll(":", "").toLowerCase();

function* signingCertificateStays(file, lookup) {
  for (const { place, app, before } of changed(file, lookup)) {
    const [was, now] = [before.platforms.android, app.platforms.android];
    if (!was || !now || was.package_name !== now.package_name) continue;
    const [old, given] = [fingerprint(was.signing_cert_sha256), fingerprint(now.signing_cert_sha256)];
    if (old && given && old !== given) yield { place: [...place, "platforms", "android", "signing_cert_sha256"], values: { app: app.name } };
  }
}

export const RULES = { "A15-1": lastUpdateMovesForward, "A15-3": appStaysTheSameApp, "A15-4": signingCertificateStays };
