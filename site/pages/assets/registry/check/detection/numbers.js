// Twin of core/detection/numbers.py: numbers of identity cards and mobiles in a reading.
import { isCalendarDate } from "../formats.js";
import { firstMatch, matches } from "./patterns.js";

const PROVINCES = new Set("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split(" "));
const CHECK_DIGITS = "10X98765432";

function* numbers(read, name, real) {
  for (const match of matches(name, read.digits)) {
    const first = match.index;
    const end = first + match[1].length;
    let start = first;
    if (name === "mobile") {
      const from = Math.max(0, first - 8);
      const code = firstMatch("called_as", read.digits.slice(from, first));
      if (code) start = from + code.index;
    }
    if (read.digitGoesOn(start, start - 1)) start = first;
    if (read.digitGoesOn(start, start - 1) || read.digitGoesOn(end - 1, end)) continue;
    if (read.styles.slice(first, end).includes("l") && !lettersFit(read, first, end, real)) continue;
    const groups = match[1].match(/[0-9x]+/g);
    const signs = match[1].split(/[0-9x]+/).slice(1, -1).filter(Boolean);
    yield { start, first, end, groups, signs, figures: groups.join("") };
  }
}

/** Whether letters may be meant as digits: most are digits, each group has one, and no word goes on at the edges. */
function lettersFit(read, start, end, real) {
  const styles = read.styles.slice(start, end);
  if (styles.match(/[dn]/g)?.length < real || !/[dn]/.test(styles)) return false;
  if (styles[0] === "l" && isLetter(read.letters.slice(Math.max(0, start - 1), start))) return false;
  if (styles.at(-1) === "l" && isLetter(read.letters.slice(end, end + 1))) return false;
  return styles.match(/[dnl]+/g).every((group) => /[dn]/.test(group));
}

const isLetter = (character) => /^[a-zA-Z]$/.test(character);

export function* mobiles(read) {
  for (const number of numbers(read, "mobile", 5)) {
    if (isGroupedAsAMobile(read, number) && !isSomethingElse(read, number)) {
      yield { kind: "mobile", start: number.start, end: number.end, tail: number.figures.slice(-2), signs: number.signs.length };
    }
  }
}

const isOneOf = (signs, known) => [...signs].every((sign) => known.includes(sign));
const equal = (one, other) => one.join() === other.join();

/** Whether signs stand where a person who writes, or hides, a mobile would put them, not as in a list or a table. */
function isGroupedAsAMobile(read, number) {
  const lengths = number.groups.map((group) => group.length);
  if (lengths.length === 1) return true;
  const years = number.groups.map((group) => /^(?:19|20)[0-9]{2}$/.test(group));
  const signs = new Set(number.signs.map((sign) => sign.trim()));
  if (equal(lengths, [3, 4, 4])) {
    const spanOfYears = years[1] && years[2] && signs.size > 1; // 150，2024-2025
    return !(spanOfYears || (isOneOf(signs, ["、", ",", ";", "/"]) && goesOn(read, number)));
  }
  if (signs.size > 1 || goesOn(read, number)) return false;
  if (Math.max(...lengths) === 1) return true;
  const tabular = lengths.length > 5 && !(Math.max(...lengths) === 2 && lengths.filter((length) => length === 1).length === 1);
  if (years.includes(true) || signs.has(".") || signs.has(":") || tabular) return false; // dates, times, versions and tables
  const values = number.groups.map(Number);
  const rising = values.every((value, index) => !index || values[index - 1] <= value);
  const listed = rising && (values.length > 3 || isOneOf(signs, ["、", ",", ";", "/"]));
  const thousands = signs.size === 1 && signs.has(",") && lengths[0] <= 3 && lengths.slice(1).every((length) => length === 3);
  return !(listed || thousands);
}

/** Whether the same sign leads to further groups of its kind, so that the stretch is cut out of something longer. */
function goesOn(read, number) {
  const sign = number.signs[0]?.trim();
  const single = number.groups.every((group) => group.length === 1);
  const from = Math.max(0, number.start - 5);
  const before = firstMatch("last_group", read.digits.slice(from, number.start));
  const after = firstMatch("next_group", read.digits.slice(number.end));
  const isMore = (group, edge, neighbour) =>
    group.sign.trim() === sign && !(single && group.figures.length > 1) && read.digitGoesOn(edge, neighbour);
  return Boolean(
    (before && isMore(before.groups, number.start, from + before.index + before.groups.figures.length - 1)) ||
      (after && isMore(after.groups, number.end - 1, number.end + after.groups.sign.length)),
  );
}

/** Whether the digits stand where other numbers stand: certificates, fractions, digests, opaque web addresses. */
function isSomethingElse(read, { start, first }) {
  if (read.opaque[start]) return !firstMatch("contact_key", read.letters.slice(Math.max(0, start - 24), start));
  return /(?<![0-9])0\.$/.test(read.digits.slice(Math.max(0, start - 3), start)) || Boolean(firstMatch("certificate", read.digits.slice(first)));
}

export function* identityNumbers(read) {
  for (const number of numbers(read, "identity", 10)) {
    const { figures, groups } = number;
    const apart = groups.every((group) => group.length === 1) && goesOn(read, number);
    if (isBorn(figures.slice(0, 2), figures.slice(6, 14)) && checkDigit(figures) === figures.at(-1).toUpperCase() && !apart) {
      yield { kind: "id_number", start: number.start, end: number.end, tail: figures.slice(-2).toUpperCase(), signs: number.signs.length };
    }
  }
  for (const number of numbers(read, "old_identity", 15)) {
    const { figures, groups, start } = number;
    const lengths = groups.map((group) => group.length);
    // Without a check digit it must look like one: a living person's year, a county, the usual groups, and no licence.
    if (
      (lengths.length === 1 || equal(lengths, [6, 6, 3]) || Math.max(...lengths) === 1) &&
      figures[6] >= "2" &&
      figures.slice(2, 4) !== "00" &&
      figures.slice(4, 6) !== "00" &&
      isBorn(figures.slice(0, 2), `19${figures.slice(6, 12)}`) &&
      !read.letters.slice(0, start).endsWith("教民") &&
      !read.opaque[start] &&
      !goesOn(read, number)
    ) {
      yield { kind: "old_id_number", start, end: number.end, tail: figures.slice(-2), signs: number.signs.length };
    }
  }
}

/** The last character of an identity card's number (GB 11643, ISO 7064 mod 11-2). */
function checkDigit(figures) {
  let sum = 0;
  for (const digit of figures.slice(0, 17)) sum = ((sum + Number(digit)) * 2) % 11;
  return CHECK_DIGITS[sum];
}

/** Whether a place and a day of birth exist. */
function isBorn(province, day) {
  if (!PROVINCES.has(province) || !["19", "20"].includes(day.slice(0, 2))) return false;
  return isCalendarDate(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`);
}
