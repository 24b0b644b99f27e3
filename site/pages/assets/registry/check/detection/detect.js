// Twin of core/detection/detect.py: all personal data in a text, and the text without it.
import { accounts, mailboxes } from "./mailboxes.js";
import { identityNumbers, mobiles } from "./numbers.js";
import { firstMatch } from "./patterns.js";
import { plain, Reading } from "./reading.js";

const SUREST_FIRST = ["mailbox", "account", "id_number", "old_id_number", "mobile"];

/** `[{kind, start, end, tail}]` from left to right, none overlapping another. `tail` is all of it that may be shown. */
export function detect(text) {
  const read = plain(text);
  const [hasNumbers, hasAccounts, hasMailboxes] = ["eleven_digits", "account_hint", "domain"].map((name) => firstMatch(name, read) !== null);
  if (!hasNumbers && !hasAccounts && !hasMailboxes) return [];
  const reading = new Reading(text);
  const found = [
    ...(hasMailboxes ? mailboxes(reading) : []),
    ...(hasAccounts ? accounts(reading) : []),
    ...(hasNumbers ? [...identityNumbers(reading), ...mobiles(reading)] : []),
  ];
  // Of two that overlap the surer one stays: a mailbox rather than the number in it, a number rather than parts of two.
  const rank = ({ kind }) => SUREST_FIRST.indexOf(kind);
  found.sort((one, other) => rank(one) - rank(other) || one.signs - other.signs || one.start - other.start);
  const taken = new Uint8Array(reading.letters.length);
  const kept = found.filter((span) => {
    if (taken.subarray(span.start, span.end).includes(1)) return false;
    taken.fill(1, span.start, span.end);
    return true;
  });
  kept.sort((one, other) => one.start - other.start);
  return kept.map(({ kind, start, end, tail }) => {
    const last = reading.at[end - 1];
    return { kind, start: reading.at[start], end: last + String.fromCodePoint(text.codePointAt(last)).length, tail };
  });
}

/** The text with every piece of personal data cut down to its tail. */
export function masked(text) {
  let [shown, done] = ["", 0];
  for (const { start, end, tail } of detect(text)) {
    shown += `${text.slice(done, start)}…${tail}`;
    done = end;
  }
  return shown + text.slice(done);
}
