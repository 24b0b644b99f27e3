// What a person typed, made comparable and classified. No page, no network: plain functions.

/** Full-width as half-width, capitals as small letters, as the names in the data are compared. */
export const fold = (text) => text.normalize("NFKC").toLowerCase();

/** Folded, without the spaces and signs that people put into numbers. */
export const squeeze = (text) => fold(text).replace(/[\s\-–—.·:：,，。;；'"“”()（）\[\]【】]/g, "");

const LABEL = "(?:备案号|备案编号|编号)?(?:教?app(?:备|備)案?号?)";
const LABELLED = new RegExp(`^${LABEL}([0-9oil]*)号?$`);
const LABELLED_INSIDE = new RegExp(`${LABEL}([0-9oil]*[0-9][0-9oil]*)`);

/** Letters that are taken for digits where a number must stand. */
const asDigits = (text) => text.replace(/o/g, "0").replace(/[il]/g, "1");
const ICP = /icp(?:备|備|证)?[0-9]{4,}|(?:^|[^a-z0-9])(?:[ab][12]\.?)+[0-9]{8}/;
const POLICE = /公?网安备/;
const USCC = /^[0-9a-hj-npqrtuwxy]{2}[0-9]{6}[0-9a-hj-npqrtuwxy]{10}$/;

/**
 * The digits of a number that is being typed, for the search: `教app备 119…` gives 119. Null if it is not a number.
 */
export function digitsTyped(text) {
  const plain = squeeze(text);
  const match = plain.match(LABELLED) ?? plain.match(/^([0-9]{2,7})号?$/);
  return match?.[1] ? asDigits(match[1]) : null;
}

/**
 * What a text is, for verification: {kind: "number", digits} | {kind: "icp" | "police" | "uscc" | "name" | "empty", text}.
 */
export function classify(typed) {
  const plain = squeeze(typed);
  if (!plain) return { kind: "empty", text: "" };
  const labelled = plain.match(LABELLED) ?? plain.match(LABELLED_INSIDE);
  if (labelled?.[1]) return { kind: "number", digits: asDigits(labelled[1]) };
  if (POLICE.test(plain)) return { kind: "police", text: typed.trim() };
  if (ICP.test(plain)) return { kind: "icp", text: typed.trim() };
  if (USCC.test(plain)) return { kind: "uscc", text: plain.toUpperCase() };
  if (/^[0-9]{5,9}号?$/.test(plain)) return { kind: "number", digits: plain.replace("号", "") };
  const inside = plain.match(/(?:^|[^0-9])([0-9]{7})(?:[^0-9]|$)/);
  return inside ? { kind: "number", digits: inside[1] } : { kind: "name", text: typed.trim() };
}

/**
 * All seven-digit numbers that differ from some digits by one slip of the pen, the likeliest slips first: two neighbours swapped,
 * a digit missing or too many, one digit wrong.
 */
export function slips(digits) {
  const cut = Array.from({ length: digits.length + 1 }, (_, at) => [digits.slice(0, at), digits.slice(at)]);
  const swapped = cut.filter(([, right]) => right.length > 1).map(([left, right]) => left + right[1] + right[0] + right.slice(2));
  const fewer = cut.filter(([, right]) => right).map(([left, right]) => left + right.slice(1));
  const ten = Array.from("0123456789");
  const further = cut.flatMap(([left, right]) => ten.map((digit) => left + digit + right));
  const wrong = cut.filter(([, right]) => right).flatMap(([left, right]) => ten.map((digit) => left + digit + right.slice(1)));
  return [...new Set([...swapped, ...fewer, ...further, ...wrong])].filter((number) => number.length === 7 && number !== digits);
}

const CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The check character that a unified social credit code must end with (GB 32100-2015). */
export function checkDigit(uscc) {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * CODE.indexOf(uscc[at]), 0);
  return CODE[(31 - (sum % 31)) % 31];
}
