// Letters as pinyin: whether a name is read so, in full (the last syllable may be cut short) or by its initials.

const LONGEST = 30; // letters that fit into one machine word with room to shift

/** The letters of a text that could be pinyin, or null. */
export function lettersOf(text) {
  const letters = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/ü/g, "v")
    .normalize("NFKC")
    .replace(/[\s'’]/g, "");
  return /^[a-z0-9]{2,60}$/.test(letters) && /[a-z]/.test(letters) ? letters : null;
}

/**
 * Tells which folded names are read as some letters. A name is walked once; a set of places in the letters, kept as bits, says how far
 * each reading has come. `readings` is a Map from syllable to its characters.
 */
export class Sound {
  constructor(letters, readings) {
    this.letters = letters;
    const wide = letters.length > LONGEST;
    this.one = wide ? 1n : 1;
    this.none = wide ? 0n : 0;
    this.number = (value) => (wide ? BigInt(value) : value);
    this.last = this.bit(letters.length - 1);
    this.table = new Map();
    for (const [syllable, characters] of readings) {
      const entry = this.entry(syllable);
      if (entry) for (const character of characters) this.add(character.codePointAt(0), entry);
    }
    for (const letter of new Set(letters)) this.add(letter.codePointAt(0), this.entry(letter));
  }

  bit(place) {
    return this.one << this.number(place);
  }

  /** Where in the letters a syllable can stand: whole (`step`), cut short at the end (`end`), by its initial (`initial`). */
  entry(syllable) {
    let [step, end, initial] = [this.none, this.none, this.none];
    for (let at = 0; at < this.letters.length; at += 1) {
      if (this.letters[at] !== syllable[0]) continue;
      initial |= this.bit(at);
      if (this.letters.startsWith(syllable, at)) step |= this.bit(at);
      if (at > 0 && syllable.startsWith(this.letters.slice(at))) end |= this.bit(at);
    }
    return initial ? { steps: [[step, this.number(syllable.length)]], end, initial } : null;
  }

  add(code, entry) {
    const known = this.table.get(code);
    this.table.set(
      code,
      known
        ? { steps: [...known.steps, ...entry.steps], end: known.end | entry.end, initial: known.initial | entry.initial }
        : entry,
    );
  }

  /** Whether at least two characters of the name, one after the other, are read so. */
  fits(name) {
    let [full, initials] = [this.none, this.none];
    for (let at = 0; at < name.length; at += 1) {
      const code = name.codePointAt(at);
      if (code > 0xffff) at += 1;
      const entry = this.table.get(code);
      if (entry === undefined) {
        full = this.none;
        initials = this.none;
        continue;
      }
      const from = full | this.one;
      if (from & entry.end) return true;
      const by = (initials | this.one) & entry.initial;
      if (by & this.last) return true;
      initials = by << this.one;
      full = this.none;
      for (const [step, length] of entry.steps) full |= (from & step) << length;
    }
    return false;
  }
}

/** The ways to split letters into whole syllables, the last of which may be cut short; at most `most` of them, none of one syllable. */
export function syllablesOf(letters, readings, most = 16) {
  const found = [];
  const walk = (at, before) => {
    if (found.length >= most) return;
    const rest = letters.slice(at);
    if (before.length) {
      const ends = [...readings.keys()].filter((syllable) => syllable.startsWith(rest));
      if (ends.length) found.push([...before, ends]);
    }
    for (let length = Math.min(6, rest.length - 1); length > 0; length -= 1) {
      const syllable = rest.slice(0, length);
      if (readings.has(syllable)) walk(at + length, [...before, [syllable]]);
    }
  };
  walk(0, []);
  return found;
}
