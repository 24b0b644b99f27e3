// Days as the rules count them: `2026-11-24`.

/** The day so many months away; where a month has no such day, its last one. */
export function monthsAway(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const total = year * 12 + (month - 1) + months;
  const last = new Date(Date.UTC(Math.floor(total / 12), (total % 12) + 1, 0)).getUTCDate();
  const two = (number) => String(number).padStart(2, "0");
  return `${Math.floor(total / 12)}-${two((total % 12) + 1)}-${two(Math.min(date, last))}`;
}
