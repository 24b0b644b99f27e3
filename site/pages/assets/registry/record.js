// A record page with scripts: copy buttons, the day of access in the citation and its other forms, the display kit's snippet, and on the proof its print button, the day of the data and the code as a file.
// Without scripts all of it is there to be read, marked and printed.

import { asBibtex, asMarkdown, parts, snippet } from "./cite.js";

const BOTH = { copy: "复制 Copy", copied: "已复制 Copied", print: "打印 Print", code: "下载二维码 QR code (SVG)" };
const MARGIN = 4; // modules of white around a QR code (ISO/IEC 18004)

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "reg-do";
  made.textContent = words;
  made.addEventListener("click", () => act(made));
  return made;
}

/** Marks a text, so that it can be copied by hand where the clipboard is closed to pages. */
function mark(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

async function copy(node, text, pressed) {
  try {
    await navigator.clipboard.writeText(text);
    pressed.textContent = BOTH.copied;
  } catch {
    mark(node);
  }
}

/** Today in the reader's own calendar, as 2026-11-26. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** The QR code as a drawing for print: one path, read from the picture on the page. */
function drawing(picture) {
  const size = picture.naturalWidth;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, size, size);
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (data[4 * (y * size + x)] < 128) path += `M${x + MARGIN} ${y + MARGIN}h1v1h-1z`;
    }
  }
  const side = size + 2 * MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>\n`;
}

function save(content, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function tellDay(place) {
  try {
    const answer = await fetch(new URL("../../api/v1/index.json", import.meta.url));
    const day = (await answer.json()).result.as_of;
    place.textContent = `数据截至 Data as of ${day} · 打印于 printed ${today()}`;
  } catch {
    // the proof then says nothing about it
  }
}

function preformatted(text) {
  const made = document.createElement("pre");
  made.dataset.copy = "";
  made.textContent = text;
  return made;
}

/** The other forms of the citation, and the snippet of the display kit, where the site knows its address. */
function complete() {
  const given = document.querySelector("#cite pre");
  if (!given) return;
  const number = document.querySelector(".reg-number").textContent.trim();
  const cited = parts(given.textContent, document.getElementById("name").textContent, number);
  if (!cited) return;
  given.after(preformatted(asMarkdown(cited)), preformatted(asBibtex(cited)));
  document.getElementById("kit").append(preformatted(snippet(cited.address, number)));
}

for (const blank of document.querySelectorAll(".reg-today")) blank.textContent = today();
complete();
for (const node of document.querySelectorAll("[data-copy]")) {
  const text = node.textContent.trim();
  const made = button(BOTH.copy, (pressed) => copy(node, text, pressed));
  if (node.tagName === "PRE") node.after(made);
  else node.append(" ", made);
}

const day = document.getElementById("as-of");
if (day) {
  day.before(button(BOTH.print, () => print()), " ");
  const picture = document.querySelector("img.reg-qr");
  if (picture) {
    const name = `${document.querySelector(".reg-number").textContent.match(/[0-9]{7}/)[0]}.svg`;
    day.before(button(BOTH.code, () => save(drawing(picture), "image/svg+xml", name)), " ");
  }
  tellDay(day);
}
