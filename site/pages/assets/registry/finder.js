// From a typed text to listings of apps, providers and institutions, by whichever carrier the registry is large enough for.

import { forms, index, readings } from "./files.js";
import { Listing } from "./listing.js";
import { FITS, mayHoldForms, understand, wantsReadings } from "./query.js";

export const KINDS = ["apps", "providers", "institutions"];

const carriers = {
  apps: { scan: async () => (await import("./scan.js")).AppScan.open(), shards: async (size) => (await import("./shards.js")).AppShards.open(size) },
  institutions: { scan: async () => (await import("./scan.js")).InstitutionScan.open(), shards: async (size) => (await import("./shards.js")).InstitutionShards.open(size) },
};
const opened = new Map();

/** The carrier of apps (and their providers) or of institutions. */
async function carrierOf(name) {
  if (!opened.has(name)) {
    const { [name]: size } = await index();
    const carrier = carriers[name][size.carrier](size);
    carrier.catch(() => opened.delete(name));
    opened.set(name, carrier);
  }
  return opened.get(name);
}

/** Fetches what every search for a kind needs, before anything is typed. */
export async function prepare(kind) {
  await carrierOf(kind === "institutions" ? kind : "apps");
}

/** Whether there is no row at all. */
async function nothing(listings) {
  for (const listing of Object.values(listings)) {
    if (listing.found.checked ? listing.found.ids.length : !(await listing.rows({}, "best").next()).done) return false;
  }
  return true;
}

/** Listings of one carrier for a text: {apps, providers} or {institutions}. */
async function search(name, typed) {
  const [words, carrier, heard] = await Promise.all([index(), carrierOf(name), wantsReadings(typed) ? readings() : null]);
  const look = async (table) => {
    const query = understand(typed, table);
    const found = await carrier.find(query, table);
    return Object.fromEntries(
      Object.entries(found).map(([kind, hits]) => {
        const fits = (row) => FITS[kind](row, query) !== null;
        return [kind, new Listing(carrier, kind, hits, fits, words.facets[kind] ?? [])];
      }),
    );
  };
  const table = { readings: heard, forms: null };
  const first = await look(table);
  // Traditional forms stand in no file, so nothing is found by them until they are looked up.
  return mayHoldForms(typed) && (await nothing(first)) ? look({ ...table, forms: await forms() }) : first;
}

/** Listings of all that there is, for somebody who has typed nothing; null for a kind that is too many to browse. */
async function browse(name) {
  const [words, carrier] = await Promise.all([index(), carrierOf(name)]);
  return Object.fromEntries(Object.entries(carrier.all()).map(([kind, hits]) => [kind, hits && new Listing(carrier, kind, hits, () => true, words.facets[kind] ?? [])]));
}

export const allApps = () => browse("apps");
export const allInstitutions = () => browse("institutions");
export const searchApps = (typed) => search("apps", typed);
export const searchInstitutions = (typed) => search("institutions", typed);

/** How many characters a search among apps or institutions needs: two, or three of letters and digits where an index is read. */
export async function least(name, typed) {
  const { [name]: size } = await index();
  return /[^\x00-\x7f]/.test(typed) || size.carrier === "scan" ? 2 : 3;
}
