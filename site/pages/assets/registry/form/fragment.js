// A filing that comes with the address, after #load=: base64url of raw DEFLATE of {"path", "text", "findings": [{"code", "place", "zh", "en"}]}.
// The bot's comment makes it (docs/decisions/0070-form.md). The part after # is sent to nobody.

import { Unreadable } from "./unreadable.js";
import { isPath } from "./where.js";

const LARGEST = 256 * 1024;
const MOST = 200;
const LONGEST = 2000;
const CODE = /^[A-Z][0-9]{2}(?:-[0-9]{1,2})?$/;

const broken = () => new Unreadable("链接不完整，请从原处重新打开，或选择文件载入。", "The link is not complete; open it again from where it stands, or load the file itself.");

async function inflated(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  let size = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    size += step.value.length;
    if (size > LARGEST) {
      await reader.cancel();
      throw new Unreadable("链接中的内容过大，请选择文件载入。", "What the link holds is too large; load the file itself.");
    }
    parts.push(step.value);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(await new Blob(parts).arrayBuffer());
}

const isStep = (step) => (typeof step === "string" && step.length <= 64) || (Number.isInteger(step) && step >= 0);
const isSentence = (text) => typeof text === "string" && text.length <= LONGEST;
const isFinding = (one) => one && CODE.test(one.code) && Array.isArray(one.place) && one.place.every(isStep) && isSentence(one.zh) && isSentence(one.en);

/** {path, text, findings}, or null if the address brings nothing; the path is empty while the text does not say whose it is. Throws Unreadable for what no bot made. */
export async function fromFragment(hash) {
  const [, given] = /^#load=([A-Za-z0-9_-]+)$/.exec(hash) ?? [];
  if (!given) {
    if (hash.startsWith("#load=")) throw broken();
    return null;
  }
  let made;
  try {
    const bytes = Uint8Array.from(atob(given.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    made = JSON.parse(await inflated(bytes));
  } catch (error) {
    throw error instanceof Unreadable ? error : broken();
  }
  const { path, text, findings = [] } = made ?? {};
  if ((path !== "" && !isPath(path)) || typeof text !== "string" || !Array.isArray(findings)) throw broken();
  return { path, text, findings: findings.filter(isFinding).slice(0, MOST) };
}
