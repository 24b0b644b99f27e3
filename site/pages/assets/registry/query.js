// What was typed into the search, and how well an entry fits it. Both carriers ask here, so both show the same.

import { folded, identifier } from "./folding.js";
import { Sound, lettersOf } from "./sound.js";
import { digitsTyped, squeeze } from "./text.js";

export const EXACT = 0;
export const BEGINS = 1;
export const INSIDE = 2;
export const NUMBER = 3;
export const UNIT = 4;
export const SOUND = 5;
export const WORDS = 6;

/** A text that is looked for as one: folded, as identifier, as pinyin (null if it is none, or if readings are not loaded).
 * `characters`: {readings, forms}, Maps or null while they are not loaded. */
function part(text, characters) {
  const letters = lettersOf(text);
  return {
    folded: folded(text, characters.forms),
    identifier: identifier(text),
    letters,
    sound: letters && characters.readings ? new Sound(letters, characters.readings) : null,
  };
}

/**
 * What was typed. `digits` of a number, alone (`labelled`) or among other meanings; the `whole`; its `words` if there are several
 * that can each be looked for (`least` characters that are not ASCII, or three).
 */
export function understand(typed, characters) {
  const digits = digitsTyped(typed);
  const words = typed.trim().split(/\s+/);
  const parts = words.map((word) => part(word, characters));
  return {
    typed,
    digits,
    labelled: digits !== null && !/^[0-9]/.test(squeeze(typed)),
    whole: part(typed, characters),
    words: parts.length > 1 && parts.every(longEnough) ? parts : [],
  };
}

const longEnough = ({ folded: text }) => /[^\x00-\x7f]/.test(text) ? Array.from(text).length > 1 : text.length > 2;

/** Whether letters or other forms were typed, so that the table of characters is needed to understand all of it. */
export const wantsReadings = (typed) => lettersOf(typed) !== null || typed.trim().split(/\s+/).some((word) => lettersOf(word) !== null);

/** The same for other forms of characters: some character that is no letter of a small alphabet. */
export const mayHoldForms = (typed) => /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u.test(typed.normalize("NFKC"));

function nameFits(name, text) {
  const at = text ? name.indexOf(text) : -1;
  if (at < 0) return null;
  if (at > 0) return INSIDE;
  return name.length === text.length ? EXACT : BEGINS;
}

const holds = (value, text) => value.length > 0 && text.length > 1 && value.includes(text);

/** How well a provider fits one text, or null. */
function unitFits(unit, text) {
  return namedFits(unit, text) ?? (holds(unit.code, text.identifier) ? UNIT : soundFits(unit, text));
}

/** How well an institution fits one text, or null. Its code must be typed whole: the index of a country's schools holds no parts of codes. */
function institutionFits(unit, text) {
  return namedFits(unit, text) ?? (unit.code === text.identifier ? EXACT : soundFits(unit, text));
}

const namedFits = (unit, text) => nameFits(unit.folded, text.folded);
const soundFits = (unit, text) => (text.sound?.fits(unit.folded) ? SOUND : null);

/** How well an app fits one text, its provider's name and code included, or null. */
function appPartFits(app, text) {
  const named = nameFits(app.folded, text.folded);
  if (named !== null) return named;
  if (app.identifiers.some((value) => holds(value, text.identifier))) return UNIT;
  if (text.sound?.fits(app.folded)) return SOUND;
  const unit = unitFits(app.unit, text);
  return unit === null ? null : Math.max(UNIT, unit);
}

/** How well an app fits a query: 0 best, null not at all. */
function appFits(app, query) {
  if (query.digits && app.number.includes(query.digits)) return app.number === query.digits ? EXACT : NUMBER;
  if (query.labelled) return null;
  const whole = appPartFits(app, query.whole);
  if (whole !== null) return whole;
  return query.words.length && query.words.every((word) => (/^[0-9]+$/.test(word.identifier) && app.number.includes(word.identifier)) || appPartFits(app, word) !== null)
    ? WORDS
    : null;
}

/** The same for units, by a function of unit and text. */
const anyFits = (fits) => (unit, query) => {
  if (query.labelled) return null;
  const whole = fits(unit, query.whole);
  if (whole !== null) return whole;
  return query.words.length && query.words.every((word) => fits(unit, word) !== null) ? WORDS : null;
};

/** How well an entry of a kind fits a query, or null. */
export const FITS = { apps: appFits, providers: anyFits(unitFits), institutions: anyFits(institutionFits) };
