// Twin of core/formats.py, of what no pattern says: check digits and days.

const USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** The 18th character that belongs to the first 17 of a unified social credit code (GB 32100-2015). */
export function usccCheckDigit(code) {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += weight * USCC_ALPHABET.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return USCC_ALPHABET[(31 - (sum % 31)) % 31];
}

/** Whether the check digit of an 18-character code agrees. */
export const usccCheckDigitHolds = (code) => code.length === 18 && usccCheckDigit(code) === code[17];

/** Whether `YYYY-MM-DD` names a day that exists. */
export function isCalendarDate(text) {
  const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
