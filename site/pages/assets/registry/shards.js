// The search of a large registry: lists of entries by pieces of text, read as they are needed. See `shards.py`, which makes the files.
// Lists say where to look; every row that is shown is checked against what was typed, so nothing wrong is shown.

import { file } from "./files.js";
import { everything } from "./listing.js";
import { numbers, small, three, two } from "./numerals.js";
import { institutionsOf, unitsOf } from "./rows.js";
import { syllablesOf } from "./sound.js";

const USCC = /^[0-9a-z]{2}[0-9]{6}[0-9a-z]{10}$/;
const LETTERS_ASKED = 14; // of a long spelling: what these find is checked against all of it
const WAYS_ASKED = 64;
const PIECES_ASKED = 4; // of a long text: the others only if these find much that turns out wrong
const ROW = 1000; // bytes of the file of a row, in entries of a list
const LOOKED_AT = 40; // rows at most, for a first answer

/** A list of entries; of a long one only the head. `size` is how many entries it stands for; all of its entries up to `known` are in `ids`. */
function entriesOf(text) {
  const partial = text.startsWith("~");
  const values = numbers(partial ? text.slice(1) : text);
  const total = partial ? values.shift() : values.length;
  let last = -1;
  const ids = values.map((gap) => (last += gap + 1));
  return { ids, total, size: total, partial, known: partial ? last : Infinity };
}

/** The same of runs of entries: `ids` are the first ones of each; how many each holds is written into `counts`. */
function runsOf(text, counts) {
  const partial = text.startsWith("~");
  const values = numbers(partial ? text.slice(1) : text);
  const total = partial ? values.shift() : values.length / 2;
  const entries = partial ? values.shift() : 0;
  const ids = [];
  let [end, size] = [0, 0];
  for (let at = 0; at < values.length; at += 2) {
    const [first, count] = [end + values[at], values[at + 1] + 1];
    ids.push(first);
    counts.set(first, count);
    end = first + count;
    size += count;
  }
  return { ids, total, size: partial ? entries : size, partial, known: partial ? end - 1 : Infinity };
}

/** All pieces of a text, and those that are asked for first: together they hold all of it, or are a few from everywhere. */
function spread(pieces, step) {
  const cover = pieces.filter((_, at) => at % step === 0 || at === pieces.length - 1);
  const first = cover.length > PIECES_ASKED ? Array.from({ length: PIECES_ASKED }, (_, at) => cover[Math.floor((at * cover.length) / PIECES_ASKED)]) : cover;
  return { first, all: pieces };
}

/** Pieces of a folded text: two neighbours of which one is not ASCII (and one more that is), or three of ASCII. */
function piecesOf(text) {
  const letters = Array.from(text);
  const wide = (at) => letters[at] > "\x7f";
  const ascii = (at) => at >= 0 && at < letters.length && !wide(at);
  const two = letters.slice(1).flatMap((letter, at) => {
    if (!wide(at) && !wide(at + 1)) return [];
    return [(ascii(at) && ascii(at - 1) ? letters[at - 1] : "") + letters[at] + letter + (ascii(at + 1) && ascii(at + 2) ? letters[at + 2] : "")];
  });
  const three = triplesOf(text);
  const [pairs, triples] = [spread(two, 1), spread(three, 3)];
  return { first: [...pairs.first, ...triples.first], all: [...pairs.all, ...triples.all] };
}

const triplesOf = (text) => text.split(/[^a-z0-9+#]+/).flatMap((run) => Array.from({ length: Math.max(0, run.length - 2) }, (_, at) => run.slice(at, at + 3)));

const heardOf = (letters) => triplesOf(letters).map((three) => `:${three}`);

/** The ways in which one text may be found: of each the groups of pieces that must all be there; a group is one piece or some to choose from. */
function waysOf(part, readings) {
  if (/[^\x00-\x7f]/.test(part.folded)) return [piecesOf(part.folded)];
  const cut = spread(triplesOf(part.identifier), 3);
  const ways = [cut.all.length ? cut : spread(triplesOf(part.folded), 3)];
  if (part.letters && readings) {
    for (const syllables of syllablesOf(part.letters.slice(0, LETTERS_ASKED), readings, WAYS_ASKED)) {
      const groups = syllables.slice(1).map((next, at) => syllables[at].flatMap((one) => next.map((other) => `${one} ${other}`)));
      ways.push(spread(groups, 2));
    }
  }
  if (part.letters) ways.push(spread(heardOf(part.letters), 3)); // the last, since they prove least
  return ways.filter((way) => way.all.length);
}

function numberWay(digits) {
  if (digits.length < 3 || digits.length > 7) return [];
  const parts = digits.length <= 5 ? [`#${digits}`] : [`#${digits.slice(0, 5)}`, `#${digits.slice(-5)}`];
  return [spread(parts, 1)];
}

const unique = (ids) => [...new Set(ids)];

function intersection(lists) {
  const [least, ...others] = lists.map(({ ids }) => ids).sort((a, b) => a.length - b.length);
  return others.reduce((kept, ids) => {
    const there = new Set(ids);
    return kept.filter((id) => there.has(id));
  }, least);
}

const SIZED = (ids, size = ids.length) => ({ ids, total: ids.length, size, partial: false, known: Infinity });

/** Whether a list does not rule out an entry. */
function allows(list) {
  const there = new Set(list.ids);
  return (id) => id > list.known || there.has(id);
}

/** What may be in all lists, as far as it is known without reading long ones: {ids, total (at most), size, partial, known}. */
function within(lists, sizeOf) {
  const whole = lists.filter((list) => !list.partial);
  const least = lists.reduce((a, b) => (b.total < a.total ? b : a));
  const tests = lists.filter((list) => list.partial && list !== least).map(allows);
  const ids = (whole.length ? intersection(whole) : least.ids).filter((id) => tests.every((test) => test(id)));
  return whole.length ? SIZED(ids, sizeOf(ids)) : { ...least, ids };
}

/** The same after reading those long lists that rule out more than they weigh; `size` is how many entries there are in all. */
async function narrower(given, size, sizeOf) {
  const lists = [...given].sort((a, b) => a.total - b.total);
  let found = within(lists, sizeOf);
  for (const [at, list] of lists.entries()) {
    if (!list.partial) continue;
    const spared = Math.min(found.ids.length, LOOKED_AT) * (1 - Math.min(1, list.size / size));
    if (!found.partial && list.size > spared * ROW) break;
    const ids = await list.complete();
    lists[at] = SIZED(ids, sizeOf(ids));
    found = within(lists, sizeOf);
  }
  return found;
}

/** What is in any of some lists. */
function anyOf(lists) {
  const there = lists.filter(({ total }) => total > 0);
  if (there.length === 1) return there[0];
  return {
    ids: unique(there.flatMap(({ ids }) => ids)),
    total: there.reduce((sum, { total }) => sum + total, 0),
    size: there.reduce((sum, { size }) => sum + size, 0),
    partial: there.some(({ partial }) => partial),
    known: Math.min(Infinity, ...there.map(({ known }) => known)),
    narrow: async () => anyOf(await Promise.all(there.map((list) => list.narrow()))),
    complete: async () => unique((await Promise.all(there.map((list) => list.complete()))).flat()),
  };
}

const none = { ...SIZED([]), narrow: async () => none, complete: async () => [] };

class Shards {
  constructor(name, size) {
    Object.assign(this, { name, size, counts: new Map(), chunks: new Map() });
  }

  shardOf(piece) {
    const [first, second] = piece.split(" ");
    const place = "^:".includes(piece[0]) ? piece.slice(1) : second ? `${first} ${second[0]}` : piece;
    let hash = 2166136261;
    for (const letter of place) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619) >>> 0;
    return ((hash ^ (hash >>> 15)) >>> 0) & (this.size.shards - 1);
  }

  /** The text of a piece's lists in `grams` or `long`. */
  async text(folder, piece) {
    const at = this.shardOf(piece) % (folder === "long" ? this.size.long : this.size.shards);
    return (await file(`search/${this.name}/${folder}/${at}.json.gz`))[piece] ?? "";
  }

  /** The list of a piece: of entries (0), or of runs (1). */
  async list(piece, which) {
    const read = (text) => (which ? runsOf(text, this.counts) : entriesOf(text));
    const list = read((await this.text("grams", piece)).split("|")[which] ?? "");
    const complete = async () => (list.partial ? read((await this.text("long", piece)).split("|")[which]).ids : list.ids);
    return { ...list, narrow: async () => list, complete };
  }

  /** The list of a piece, or of several to choose from. */
  async group(choice, which) {
    return typeof choice === "string" ? this.list(choice, which) : anyOf(await Promise.all(choice.map((piece) => this.list(piece, which))));
  }

  /** How many entries some ids stand for, of entries (0) or of runs (1). */
  sizeOf(which) {
    return which ? (ids) => ids.reduce((sum, id) => sum + this.counts.get(id), 0) : (ids) => ids.length;
  }

  /** Entries that have all pieces of one way. */
  async way({ first, all }, which) {
    const read = (choices) => Promise.all(choices.map((choice) => this.group(choice, which)));
    const lists = await read(first);
    if (lists.some(({ total }) => total === 0)) return none;
    const sizeOf = this.sizeOf(which);
    return {
      ...within(lists, sizeOf),
      narrow: async () => narrower(await read(all), this.size.total, sizeOf),
      complete: async () => intersection(await Promise.all((await read(all)).map(async (list) => SIZED(await list.complete())))),
    };
  }

  /** Entries that are in all of some lists. */
  both(lists, which) {
    if (lists.some(({ total }) => !total)) return none;
    const sizeOf = this.sizeOf(which);
    return {
      ...within(lists, sizeOf),
      narrow: () => narrower(lists, this.size.total, sizeOf),
      complete: async () => intersection(await Promise.all(lists.map(async (list) => SIZED(await list.complete())))),
    };
  }

  /** Entries that a text may fit in any way. */
  async ways(ways, which) {
    return anyOf(await Promise.all(ways.map((way) => this.way(way, which))));
  }

  /** Names that begin with the first characters of a text, shortest first, so that the very name comes before all others. */
  async beginning(text) {
    const letters = Array.from(text);
    const head = letters.slice(0, /^[\x00-\x7f]{2}/.test(text) ? 3 : 2).join("");
    return letters.length > 1 ? numbers(await this.text("grams", `^${head}`)) : [];
  }

  /** What is found in the end: `exact` where the lists alone prove every entry; names that begin so, if they may be in `named`, come first. */
  found(all, beginnings, named, exact) {
    const ordered = (list) => {
      const heads = beginnings.filter(allows(named));
      return unique([...(list.partial ? heads : heads.filter(allows(list))), ...list.ids]);
    };
    const made = (list) => ({
      ids: ordered(list),
      total: list.partial ? list.size : list.ids.length,
      exact: exact && (!list.partial || list.single === true),
      checked: false,
      partial: list.partial,
      narrow: async () => made(await list.narrow()),
      complete: async () => ordered(SIZED(await all.complete())),
    });
    return made(all);
  }

  all() {
    return { [this.name]: everything(this.size.total) };
  }

  async column(kind, key) {
    if (kind === "providers") return (id) => id; // they lie by name
    const { values } = await file(`search/${this.name}/columns/${key}.json`);
    const read = { filed_on: two, name: three }[key] ?? small;
    return (id) => read(values, id);
  }

  /** The entries of a file of rows, made once. */
  async chunk(at) {
    const given = await file(`search/${this.name}/rows/${at}.json.gz`);
    if (!this.chunks.has(at)) this.chunks.set(at, this.entries(given, at));
    return this.chunks.get(at);
  }
}

/** A query whose answer is one list: two Chinese characters stand in exactly the names of their list, three to five digits in its numbers. */
const onePiece = ({ digits, labelled, words, whole }) =>
  labelled ? digits.length >= 3 && digits.length <= 5 : !digits && !words.length && /[^\x00-\x7f]/.test(whole.folded) && Array.from(whole.folded).length === 2;

/** Apps and their providers. A provider is known by the first of its apps. */
export class AppShards extends Shards {
  static async open(size) {
    return new AppShards("apps", size);
  }

  /** Where a provider begins stands in the rows alone, so a large registry is browsed by its apps. */
  all() {
    return { ...super.all(), providers: null };
  }

  /** Apps that a text may fit by themselves or by their provider. */
  async part(ways) {
    const [own, runs] = await Promise.all([this.ways(ways, 0), this.ways(ways, 1)]);
    const spelled = (ids) => ids.flatMap((first) => Array.from({ length: this.counts.get(first) }, (_, more) => first + more));
    const units = (list) => ({
      ...list,
      ids: spelled(list.ids),
      total: list.size,
      narrow: async () => units(await list.narrow()),
      complete: async () => spelled(await list.complete()),
    });
    return { apps: { ...anyOf([own, units(runs)]), single: !own.total || !runs.total }, runs };
  }

  async find(query, { readings }) {
    const number = query.digits ? numberWay(query.digits) : [];
    const ways = query.labelled ? number : [...number, ...waysOf(query.whole, readings)];
    const wordWays = (word) => [...(/^[0-9]+$/.test(word.identifier) ? numberWay(word.identifier) : []), ...waysOf(word, readings)];
    const [whole, beginnings, ...parts] = await Promise.all([
      this.part(ways),
      query.labelled ? [] : this.beginning(query.whole.folded),
      ...(query.labelled ? [] : query.words).map((word) => this.part(wordWays(word))),
    ]);
    let [apps, runs] = [whole.apps, whole.runs];
    if (parts.length) {
      apps = anyOf([apps, this.both(parts.map((part) => part.apps), 0)]);
      runs = anyOf([runs, this.both(parts.map((part) => part.runs), 1)]);
    }
    return {
      apps: this.found(apps, beginnings, whole.apps, onePiece(query)),
      providers: this.found({ ...runs, size: runs.total }, [], runs, onePiece(query)),
    };
  }

  entries(given, at) {
    return unitsOf(given, at * this.size.rows);
  }

  async rows(kind, ids) {
    return Promise.all(
      ids.map(async (id) => {
        const { apps } = await this.chunk(Math.floor(id / this.size.rows));
        const app = apps[id % this.size.rows];
        return kind === "apps" ? app : app.unit;
      }),
    );
  }
}

/** Institutions. */
export class InstitutionShards extends Shards {
  static async open(size) {
    return new InstitutionShards("institutions", size);
  }

  async find(query, { readings }) {
    if (query.labelled) return { institutions: this.found(none, [], none, true) };
    const code = query.whole.identifier;
    const [whole, beginnings, ...parts] = await Promise.all([
      this.ways(USCC.test(code) ? [spread([`@${code.slice(-4)}`], 1)] : waysOf(query.whole, readings), 0),
      this.beginning(query.whole.folded),
      ...query.words.map((word) => this.ways(waysOf(word, readings), 0)),
    ]);
    const all = parts.length ? anyOf([whole, this.both(parts, 0)]) : whole;
    return { institutions: this.found({ ...all, single: true }, beginnings, whole, onePiece(query)) };
  }

  entries(given, at) {
    return institutionsOf(given, at * this.size.rows);
  }

  async rows(kind, ids) {
    return Promise.all(ids.map(async (id) => (await this.chunk(Math.floor(id / this.size.rows)))[id % this.size.rows]));
  }

  async column(kind, key) {
    return key === "name" ? (id) => id : super.column(kind, key);
  }
}
