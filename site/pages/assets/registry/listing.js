// What a search found, narrowed by facets, sorted, read row by row. The same over both carriers.

const SHOWN = 10; // rows that a page shows at once
const TRIED = 5; // rows, before it is judged whether a list is of use

/** Whether a value of a facet is among the chosen ones; a facet with several values is a sum of 1 << place. */
const chosen = (facet, value, wanted) => (facet.several ? wanted.some((place) => value & (1 << place)) : wanted.includes(value));

/** What a carrier found, where every id is known to fit. */
export const whole = (ids) => ({ ids, total: ids.length, exact: true, checked: true, complete: async () => ids });

/** All entries of a carrier that has so many. */
export const everything = (size) => whole(Array.from({ length: size }, (_, id) => id));

export class Listing {
  /** `found`: {ids, total, exact, checked, complete()} of a carrier; `fits` tells whether a row is really one. */
  constructor(carrier, kind, found, fits, facets) {
    Object.assign(this, { carrier, kind, found, fits, facets });
  }

  /** Ids that pass the chosen facets ({key: [place, …]}), in the order of `sort`: "best", "newest" or "name". Null: as the carrier found them. */
  async ids(filters, sort) {
    const narrowing = Object.keys(filters).length > 0;
    if (!narrowing && sort === "best") return null;
    let ids = await this.found.complete();
    for (const facet of this.facets.filter(({ key }) => filters[key])) {
      const value = await this.carrier.column(this.kind, facet.key);
      ids = ids.filter((id) => chosen(facet, value(id), filters[facet.key]));
    }
    if (sort === "best") return ids;
    const value = await this.carrier.column(this.kind, sort === "newest" ? "filed_on" : "name");
    const keyed = Array.from(ids, (id) => [value(id), id]);
    const turn = sort === "newest" ? -1 : 1;
    keyed.sort(([a, one], [b, other]) => (a === b ? one - other : a < b ? -turn : turn));
    return keyed.map(([, id]) => id);
  }

  /** How many there are with the chosen facets; `exact` is false where some of them might turn out not to fit. */
  async total(filters, sort) {
    const ids = await this.ids(filters, sort);
    return ids === null ? { total: this.found.total, exact: this.found.exact } : { total: ids.length, exact: this.found.exact };
  }

  /** For each facet how many have each value, counted with the choices of all other facets. */
  async counts(filters) {
    const ids = await this.found.complete();
    const values = await Promise.all(this.facets.map(({ key }) => this.carrier.column(this.kind, key)));
    const counts = this.facets.map(({ values: all }) => new Array(all.length).fill(0));
    for (const id of ids) {
      const own = values.map((value) => value(id));
      const missed = this.facets.flatMap((facet, at) => (filters[facet.key] && !chosen(facet, own[at], filters[facet.key]) ? [at] : []));
      if (missed.length > 1) continue;
      this.facets.forEach((facet, at) => {
        if (missed.length && missed[0] !== at) return;
        if (!facet.several) counts[at][own[at]] += 1;
        else facet.values.forEach((_, place) => (counts[at][place] += (own[at] >> place) & 1));
      });
    }
    return counts;
  }

  /** The rows themselves, one after the other, each checked. */
  async *rows(filters, sort) {
    let ids = await this.ids(filters, sort);
    let [whole, narrowed, partial] = [ids !== null || this.found.checked, false, this.found.partial];
    ids ??= this.found.ids;
    const seen = new Set();
    let [at, right] = [0, 0];
    // As few steps as can be, since each waits for the host: all that is shown, and one more row that tells whether there are others.
    let size = this.found.exact ? SHOWN + 1 : TRIED;
    while (at < ids.length || !whole) {
      const again = (more) => {
        ids = more.filter((id) => !seen.has(id));
        [at, size] = [0, TRIED];
      };
      if (!whole && !narrowed && at >= TRIED && right * 3 < at) {
        // Much that was wrong: now more lists are read, as far as they spare rows.
        const found = await this.found.narrow();
        again(found.ids);
        [narrowed, partial] = [true, found.partial];
      }
      if (!whole && at >= ids.length) {
        // Nothing left of what is known so far.
        if (!partial) break;
        again(await this.found.complete());
        whole = true;
      }
      const batch = Array.from(ids.slice(at, at + size));
      for (const row of await this.carrier.rows(this.kind, batch)) {
        if (!this.found.checked && !this.fits(row)) continue;
        right += 1;
        yield row;
      }
      for (const id of batch) seen.add(id);
      at += size;
      size = right > SHOWN ? SHOWN : Math.max(TRIED, SHOWN + 1 - right);
    }
  }
}
