// What the site publishes of the registry around a filing, read from /api/v1 as far as one filing asks for it. Each answer is as old as the site.
import { file } from "../files.js";
import { appOf, institutionOf } from "../uses.js";
import { providerPath, userPath } from "./paths.js";

/** What a file of the API says under a key; null where neither is there: nothing is registered. */
async function entry(path, key) {
  try {
    return (await file(`api/v1/${path}`)).result[key] ?? null;
  } catch (error) {
    if (/status 404$/.test(error.message)) return null;
    throw error;
  }
}

/** Published codes are `{code, zh, en}`, filed ones plain. */
function asFiled(value) {
  if (Array.isArray(value)) return value.map(asFiled);
  if (typeof value !== "object" || value === null) return value;
  if ("code" in value && "zh" in value) return value.code;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asFiled(inner)]));
}

const digitsOf = (number) => number.replace(/[^0-9]/g, "");

/** A filed app by its number: `{app, unit, status, since, path}`, or undefined. `app` and `unit` are absent once it was revoked or withdrawn. */
export async function filedApp(number) {
  const digits = digitsOf(number);
  const found = await appOf(digits);
  if (!found) return undefined;
  const status = found.status.code;
  const path = providerPath(found.authority.slug, found.provider.uscc);
  const answer = { number: found.number, status, since: found.filed_on, path, uscc: found.provider.uscc, name: found.name };
  if (status === "revoked" || status === "withdrawn") return answer;
  const record = await entry(found.record.replace("api/v1/", ""), digits);
  return { ...answer, app: asFiled(record.app), unit: found.provider };
}

/** A unit's filing as a provider, with its cases, or null. */
export const providerOf = (uscc) => entry(`provider/${uscc.slice(-2)}.json.gz`, uscc);

/** Last day and file of the bar that holds a unit on a day: `[last, case]`; of several the one that ends last. */
export async function barOf(uscc, today) {
  const cases = (await providerOf(uscc))?.cases ?? [];
  const bars = cases.filter(({ bar_ends: last, measures }) => last >= today && measures.bar.start <= today);
  return bars.map(({ bar_ends: last, source }) => [last, source]).sort().at(-1);
}

const FIELDS = { android: "android_package", ios: "ios_bundle", mini_program: "mini_program" };

/** Filed apps that have had an identifier: as `filedApp`, the live ones first. */
export async function withIdentifier(kind, identifier) {
  const small = identifier.toLowerCase();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(small)));
  const listed = (await entry(`identifier/${digest[0].toString(16).padStart(2, "0")}.json.gz`, small)) ?? [];
  const own = listed.filter(({ [FIELDS[kind]]: value }) => value !== undefined && (kind === "ios" || value === identifier));
  return Promise.all(own.map(({ number }) => filedApp(number)));
}

/** Where an institution's filing lies and what of it is confirmed: `{path, uses: [{number, state}]}`, or null. */
export async function usesOf(uscc) {
  const found = await institutionOf(uscc);
  if (!found) return null;
  const uses = found.uses.filter(({ digits }) => digits).map(({ digits, state }) => ({ number: `教APP备${digits}号`, state: state.code }));
  return { path: userPath(found.place, uscc), uses };
}

/** Filed apps of other units that have a name, live ones only: `[{name, number, uscc}]`. */
export async function namedAlike(name, isSame) {
  const { searchApps } = await import("../finder.js");
  const found = [];
  for await (const row of (await searchApps(name)).apps.rows({}, "best")) {
    if (!isSame(row.name)) break;
    found.push(row.number);
    if (found.length === 5) break;
  }
  return Promise.all(found.map((number) => filedApp(number)));
}
