// A result as a file that opens in Excel: UTF-8 with a mark, and no cell that a spreadsheet would take for a formula.

const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;

const cell = (value) => {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Lines of cells as the text of a CSV file. */
export const asCsv = (lines) => `\ufeff${lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;

/** Offers a text as a file of that name. */
export function offer(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
