// What a person typed, made comparable and classified. No page, no network: plain functions.

/** Full-width as half-width, capitals as small letters, as the names in the data are compared. */
export const fold = (text) => text.normalize("NFKC").toLowerCase();

/** Folded, without the spaces and signs that people put into numbers. */
export const squeeze = (text) => fold(text).replace(/[\s\-–—.·:：,，。;；'"“”()（）\[\]【】]/g, "");

const LABEL = "(?:备案号|备案编号|编号)?(?:教?app(?:备|備)案?号?)";
const LABELLED = new RegExp(`^${LABEL}([0-9]*)号?$`);
const LABELLED_INSIDE = new RegExp(`${LABEL}([0-9]+)`);
const ICP = /icp(?:备|備|证)?[0-9]{4,}|(?:^|[^a-z0-9])(?:[ab][12]\.?)+[0-9]{8}/;
const POLICE = /公?网安备/;
const USCC = /^[0-9a-hj-npqrtuwxy]{2}[0-9]{6}[0-9a-hj-npqrtuwxy]{10}$/;

/**
 * The digits of a number that is being typed, for the search: `教app备 119…` gives 119. Null if it is not a number.
 */
export function digitsTyped(text) {
  const plain = squeeze(text);
  const match = plain.match(LABELLED) ?? plain.match(/^([0-9]{2,7})号?$/);
  return match?.[1] || null;
}

/**
 * What a text is, for verification: {kind: "number", digits} | {kind: "icp" | "police" | "uscc" | "name" | "empty", text}.
 */
export function classify(typed) {
  const plain = squeeze(typed);
  if (!plain) return { kind: "empty", text: "" };
  const labelled = plain.match(LABELLED) ?? plain.match(LABELLED_INSIDE);
  if (labelled?.[1]) return { kind: "number", digits: labelled[1] };
  if (POLICE.test(plain)) return { kind: "police", text: typed.trim() };
  if (ICP.test(plain)) return { kind: "icp", text: typed.trim() };
  if (USCC.test(plain)) return { kind: "uscc", text: plain.toUpperCase() };
  if (/^[0-9]{5,9}号?$/.test(plain)) return { kind: "number", digits: plain.replace("号", "") };
  const inside = plain.match(/(?:^|[^0-9])([0-9]{7})(?:[^0-9]|$)/);
  return inside ? { kind: "number", digits: inside[1] } : { kind: "name", text: typed.trim() };
}

/** Whether two numbers differ by one slip: one digit wrong, missing or too many, or two neighbours swapped. */
export function oneSlipApart(typed, real) {
  if (typed === real) return false;
  if (typed.length === real.length) {
    const wrong = [...real].flatMap((digit, i) => (digit === typed[i] ? [] : [i]));
    const [a, b] = wrong;
    return wrong.length === 1 || (wrong.length === 2 && b === a + 1 && typed[a] === real[b] && typed[b] === real[a]);
  }
  if (Math.abs(typed.length - real.length) !== 1) return false;
  const [short, long] = typed.length < real.length ? [typed, real] : [real, typed];
  return [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short);
}
