// The search of a small registry: all entries in one file, looked through one by one.

import { file } from "./files.js";
import { everything, whole } from "./listing.js";
import { FITS } from "./query.js";
import { institutionsOf, unitsOf } from "./rows.js";

/** Ids by how well they fit, then in the order of the file (by provider, then by number). */
function ranked(entries, fits) {
  const found = [];
  for (const entry of entries) {
    const rank = fits(entry);
    if (rank !== null) found.push([rank, entry.id]);
  }
  return found.sort(([a, one], [b, other]) => a - b || one - other).map(([, id]) => id);
}

class Scan {
  async rows(kind, ids) {
    return kind === "providers" ? ids.map((id) => this.apps[id].unit) : ids.map((id) => this[kind][id]);
  }
}

/** Apps and providers of one file. */
export class AppScan extends Scan {
  static async open() {
    const scan = new AppScan();
    const { units, apps } = unitsOf(await file("search/apps.json"));
    scan.apps = apps;
    scan.providers = units;
    return scan;
  }

  async find(query) {
    return { apps: whole(ranked(this.apps, (app) => FITS.apps(app, query))), providers: whole(ranked(this.providers, (unit) => FITS.providers(unit, query))) };
  }

  all() {
    return { apps: everything(this.apps.length), providers: whole(this.providers.map(({ id }) => id)) };
  }

  /** A function from id to value: of a facet, or of what is sorted by. */
  async column(kind, key) {
    if (kind === "providers") return (id) => id; // they lie by name
    if (key !== "name") return (id) => this.apps[id][key];
    const names = this.apps.map((app) => app.folded);
    const order = names.map((_, id) => id).sort((a, b) => (names[a] < names[b] ? -1 : names[a] > names[b] ? 1 : a - b));
    const rank = new Uint32Array(order.length);
    order.forEach((id, at) => (rank[id] = at));
    return (id) => rank[id];
  }
}

/** Institutions of one file. */
export class InstitutionScan extends Scan {
  static async open() {
    const scan = new InstitutionScan();
    scan.institutions = institutionsOf(await file("search/institutions.json"));
    return scan;
  }

  async find(query) {
    return { institutions: whole(ranked(this.institutions, (row) => FITS.institutions(row, query))) };
  }

  all() {
    return { institutions: everything(this.institutions.length) };
  }

  async column(kind, key) {
    return key === "name" ? (id) => id : (id) => this.institutions[id][key];
  }
}
