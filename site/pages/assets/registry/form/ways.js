// Ways out: the file opened on the forge with its text filled in, downloaded, or copied.

import { say } from "./words.js";

const LONGEST = 7000;
const BRANCH = "main";
/** Characters of a filing that an issue still takes, with what else stands in it. */
export const LONGEST_ISSUE = 60_000;

/** Bytes of an address once everything in it is percent-encoded, as it goes over the wire. */
export const bytesOf = (address) => new URL(address).href.length;

const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");

/**
 * The address at which the forge opens the file: {href, filled, edit}. `filled`: the text is in it; an address with it would be too long
 * otherwise, and the page is opened empty. `edit`: the file is there already, and forges fill in nothing then.
 */
export function forgeLink(repository, path, text, exists) {
  if (exists) return { href: `${repository}/edit/${BRANCH}/${encoded(path)}`, filled: false, edit: true };
  const cut = path.lastIndexOf("/");
  const empty = `${repository}/new/${BRANCH}/${encoded(path.slice(0, cut))}?filename=${encodeURIComponent(path.slice(cut + 1))}`;
  const href = `${empty}&value=${encodeURIComponent(text)}`;
  return bytesOf(href) <= LONGEST ? { href, filled: true, edit: false } : { href: empty, filled: false, edit: false };
}

/** The address of the issue form, with the text filled in where the address stays short enough: {href, filled}. */
export function issueLink(repository, kind, language, text) {
  const empty = `${repository}/issues/new?template=${kind}-filing.${language}.yml`;
  const href = `${empty}&filing=${encodeURIComponent(text)}`;
  return bytesOf(href) <= LONGEST ? { href, filled: true } : { href: empty, filled: false };
}

/** Gives the browser a file to keep. */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Puts a text on the clipboard; false where the browser refuses. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** What is said after copying. */
export const copied = (done) => (done ? say("已复制。", "Copied.") : say("浏览器不允许复制，请选中下面的文字自己复制。", "The browser does not allow it; please select the text below and copy it."));
