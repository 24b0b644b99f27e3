// Twin of core/detection/mailboxes.py: personal mailboxes and accounts in a reading.
import { matches } from "./patterns.js";

const isLocal = (character) => character !== undefined && /[a-z0-9._+-]/.test(character);

export function* mailboxes(read) {
  for (const match of matches("domain", read.letters)) {
    const { at, word, domain } = match.groups;
    const start = startOfLocalPart(read.letters, match.index);
    const local = read.letters.slice(start, match.index).replaceAll(" ", "");
    if (word && !/dot|点/.test(domain) && (local.length < 4 || !/[0-9._]/.test(local))) continue; // “sign in at qq.com”
    if (read.opaque[match.index] && at !== "@" && at !== "%40") continue; // www.look-at-me.com
    // Two characters of a short name would be most of it.
    if (local) yield { kind: "mailbox", start, end: match.index + match[0].length, tail: local.length > 3 ? local.slice(-2) : "", signs: 0 };
  }
}

/** Where the name before an @ starts; single characters with spaces between them belong to it. */
function startOfLocalPart(letters, end) {
  let start = end;
  while (start > 0 && end - start < 64 && isLocal(letters[start - 1])) start -= 1;
  while (
    start >= 2 &&
    end - start < 128 &&
    letters[start - 1] === " " &&
    isLocal(letters[start - 2]) &&
    (start === 2 || !isLocal(letters[start - 3])) &&
    end > start
  ) {
    start -= 2;
  }
  return start;
}

export function* accounts(read) {
  for (const match of matches("account", read.letters)) {
    const account = match.groups.wechat || match.groups.qq;
    const end = match.index + match[0].length;
    yield { kind: "account", start: end - account.length, end, tail: account.slice(-2), signs: 0 };
  }
}
