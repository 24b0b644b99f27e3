// Pasted text made fit for a filing where nothing can be meant by what is changed, and what was changed, in words.

const INVISIBLE = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8]/g;
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
const BREAKS = /\s*[\n\r\v\f\u0085\u2028\u2029]+\s*/g;
const SPACES = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]/g;
const DATE = /^((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/;

const found = (text, pattern) => (text.match(pattern) ?? []).length;

/** {text, notes: [[zh, en]]}. `folds`: full-width letters and digits mean ordinary ones here. `capitals`: and small letters capitals. `day`: a date is written in one way. */
export function clean(typed, { folds = false, capitals = false, day = false } = {}) {
  const notes = [];
  let text = typed;
  const change = (made, zh, en) => {
    if (made !== text) notes.push([zh, en]);
    text = made;
  };
  const breaks = found(text.trim(), BREAKS);
  change(text.replace(BREAKS, (match, at) => (at === 0 || at + match.length === typed.length ? "" : " ")), `${breaks || 1} 处换行改为空格`, `${breaks || 1} line break(s) made a space`);
  const invisible = found(text, INVISIBLE) + found(text, CONTROLS);
  change(text.replace(INVISIBLE, "").replace(CONTROLS, ""), `去掉 ${invisible} 个不可见字符`, `removed ${invisible} invisible character(s)`);
  const spaces = found(text, SPACES);
  change(text.replace(SPACES, " "), `${spaces} 个特殊空格改为普通空格`, `${spaces} special space(s) made ordinary ones`);
  change(text.normalize("NFC"), "统一了组合字符的写法", "composed characters written in the usual way");
  if (folds) change(text.replace(/[\uff01-\uff5e\u3000]/g, (c) => (c === "\u3000" ? " " : String.fromCharCode(c.charCodeAt(0) - 0xfee0))), "全角字符改为半角", "full-width characters made half-width");
  if (capitals) change(text.toUpperCase(), "小写字母改为大写", "small letters made capitals");
  text = text.replace(/^[ \u3000]+|[ \u3000]+$/g, "");
  const parts = day && text.match(DATE);
  if (parts) change(`${parts[1]}-${parts[2].padStart(2, "0")}-${parts[3].padStart(2, "0")}`, `日期改写为 ${parts[1]}-${parts[2].padStart(2, "0")}-${parts[3].padStart(2, "0")}`, `date written as ${parts[1]}-${parts[2].padStart(2, "0")}-${parts[3].padStart(2, "0")}`);
  return { text, notes };
}
