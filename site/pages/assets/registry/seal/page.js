// The page on which a filer seals evidence and a contact. Nothing that is chosen or typed leaves this browser.

import { element, say } from "../apps.js";
import { checkDigit } from "../text.js";
import { MOST_FILES } from "./archive.js";
import { FileError, MOST_BYTES, bytesOf, digest } from "./digest.js";
import { NoLibraryError, seal } from "./seal.js";

const form = document.getElementById("seal");
const field = (id) => document.getElementById(id);
const [authority, filing, unit, chosen, contact] = ["authority", "filing", "unit", "files", "contact"].map(field);
const [digests, problem, progress, done] = ["digests", "problem", "progress", "done"].map(field);
const LONGEST_CONTACT = 10_000;
const SENTENCES = {
  empty: ["“%”是空文件，请检查是否保存完整。", "“%” is empty; check whether it was saved."],
  large: [`文件合计超过 ${MOST_BYTES / 2 ** 20} MB，请压缩图片或分成几次。`, `The files are larger than ${MOST_BYTES / 2 ** 20} MB together; make pictures smaller or seal them in several steps.`],
  many: [`文件超过 ${MOST_FILES - 1} 个，请合并或分成几次。`, `More than ${MOST_FILES - 1} files; join some, or seal them in several steps.`],
  unread: ["“%”读取不了：文件可能已移动或改动，请重新选择。", "“%” cannot be read: it may have been moved or changed; choose it again."],
  insecure: ["浏览器只在 https 网页上提供加密功能，请用 https 打开本页。", "Browsers offer cryptography on https pages only; open this page by https."],
  nothing: ["请选择证明材料，或填写联系人。", "Choose evidence files, or write a contact."],
  authority: ["请选择办理备案的部门。", "Choose the authority that decides on the filing."],
  unit: ["统一社会信用代码应为18位，最后一位是校验位，请对照证照核对。", "A unified social credit code has 18 characters, the last of which checks the others; compare it with the licence."],
  contact: ["联系人超过10,000字节，请写得简短些。", "The contact is longer than 10,000 bytes; make it shorter."],
  library: ["这个站点没有加密组件，或网络中断；请重试，或在终端用 registry seal，或询问主管部门怎样递交。", "This site has no sealing library, or the network is gone; try again, use registry seal in a terminal, or ask the authority how to send evidence."],
  memory: ["浏览器内存不够，没有加密成功；请减少文件，或在终端用 registry seal。", "The browser ran out of memory and nothing was sealed; take fewer files, or use registry seal in a terminal."],
};

const sentence = (code, name = "") => say(...SENTENCES[code]).replace("%", name);
const size = (bytes) => (bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** What is published about the authorities: rows of the table below the form. */
const published = Array.from(document.querySelectorAll("[data-keys]"), (row) => ({
  slug: row.dataset.authority,
  name: row.dataset.name,
  channel: row.dataset.channel,
  keys: row.dataset.keys.split(" "),
}));

/** The chosen files with their bytes and digests; read once for each choice. */
let read = [];
let latest = 0;

function complain(code, input, name) {
  problem.textContent = sentence(code, name);
  if (input) {
    input.setAttribute("aria-invalid", "true");
    input.focus();
  }
}

function calm() {
  problem.textContent = "";
  done.replaceChildren();
  for (const input of form.elements) input.removeAttribute("aria-invalid");
}

function showDigests() {
  digests.replaceChildren();
  if (!read.length) return;
  const rows = read.map(({ name, bytes, sha256 }) =>
    element("li", {}, element("span", { class: "seal-name" }, name), ` ${size(bytes.length)} `, element("code", { class: "reg-mono" }, sha256)),
  );
  const lines = `evidence_sha256:\n${read.map(({ sha256 }) => `  - ${sha256}\n`).join("")}`;
  const copy = element("button", { type: "button", class: "reg-more" }, say("复制，填入备案文件", "Copy for the filing"));
  const told = element("span", { role: "status" });
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(lines);
      told.textContent = say(" 已复制", " copied");
    } catch {
      told.textContent = say(" 复制不了，请手动选取上面的摘要", " cannot copy; select the digests above");
    }
  });
  digests.append(
    element("h2", {}, say("材料的摘要", "Digests of the evidence")),
    element("p", {}, say("写在备案文件相应业务系统的“证明材料摘要”(evidence_sha256)中；联系人不写摘要。", "They go into the filing, below the business system, as “digests of evidence” (evidence_sha256); a contact has none.")),
    element("ul", { class: "seal-digests" }, ...rows),
    element("p", {}, copy, told),
  );
}

/** Read the chosen files; the last choice counts. */
async function choose() {
  calm();
  latest += 1;
  const [mine, files] = [latest, Array.from(chosen.files)];
  read = [];
  showDigests();
  if (files.length >= MOST_FILES) return complain("many", chosen);
  if (files.reduce((sum, file) => sum + file.size, 0) > MOST_BYTES) return complain("large", chosen);
  const found = [];
  try {
    for (const file of files) {
      progress.textContent = say(`正在读取 ${found.length + 1} / ${files.length}`, `Reading ${found.length + 1} of ${files.length}`);
      const bytes = await bytesOf(file);
      found.push({ name: file.name, kind: "evidence", bytes, sha256: await digest(bytes, file.name) });
      if (mine !== latest) return undefined;
    }
  } catch (error) {
    if (mine !== latest) return undefined;
    progress.textContent = "";
    return error instanceof FileError ? complain(error.code, chosen, error.fileName) : complain("memory", chosen);
  }
  progress.textContent = "";
  read = found;
  showDigests();
  return undefined;
}

/** The file to download, and where it goes. */
function offer(bytes, to, code) {
  const name = `${to.slug}-${code}.age`;
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = element("a", { class: "reg-go", href: address, download: name }, say(`下载 ${name}（${size(bytes.length)}）`, `Download ${name} (${size(bytes.length)})`));
  done.replaceChildren(
    element("h2", { tabindex: "-1" }, say("已加密", "Sealed")),
    element("p", {}, link),
    element(
      "ol",
      {},
      element("li", {}, say("下载文件；它只有这个部门能打开，您自己也打不开，请保留原件。", "Download the file. Only this authority can open it, not even you: keep the originals.")),
      element("li", {}, say(`从这个渠道送达：${to.channel}`, `Send it by this channel: ${to.channel}`)),
      element("li", {}, say("不要放进仓库或合并请求，也不要公开张贴；合并请求会拒收。", "Do not put it into the repository or a pull request, and do not post it: a request that holds it is refused.")),
    ),
  );
  done.querySelector("h2").focus();
}

async function submit(event) {
  event.preventDefault();
  calm();
  const to = published.find(({ slug }) => slug === authority.value);
  if (!to) return complain("authority", authority);
  const code = unit.value.normalize("NFKC").replace(/\s/g, "").toUpperCase();
  if (!/^[0-9A-HJ-NP-RTUWXY]{18}$/.test(code) || checkDigit(code) !== code[17]) return complain("unit", unit);
  const written = contact.value.trim();
  const text = new TextEncoder().encode(written);
  if (text.length > LONGEST_CONTACT) return complain("contact", contact);
  const files = [...read, ...(written ? [{ name: "contact.txt", kind: "contact", bytes: text }] : [])];
  if (!files.length) return complain("nothing", chosen);
  form.setAttribute("aria-busy", "true");
  progress.textContent = say("正在加密…", "Sealing …");
  try {
    const about = { authority: to.slug, filing: filing.value, uscc: code, apps: [] };
    offer(await seal(to.keys, about, files), to, code);
  } catch (error) {
    if (error instanceof NoLibraryError) complain("library");
    else if (error instanceof FileError) complain(error.code, chosen, error.fileName);
    else complain("memory");
  } finally {
    progress.textContent = "";
    form.removeAttribute("aria-busy");
  }
  return undefined;
}

/** `?to=beijing&unit=…&filing=user`: what a page that leads here knows already. */
function fillIn() {
  const asked = new URLSearchParams(location.search);
  // Sealed for the wrong authority it could be read by nobody who decides: no one of several is chosen beforehand.
  if (published.length > 1) authority.append(element("option", { value: "" }, say("请选择", "please choose")));
  for (const { slug, name } of published) authority.append(element("option", { value: slug }, name));
  if (published.some(({ slug }) => slug === asked.get("to"))) authority.value = asked.get("to");
  if (asked.get("unit")) unit.value = asked.get("unit").slice(0, 40);
  if (asked.get("filing") === "user") filing.value = "user";
}

if (published.length) {
  fillIn();
  form.hidden = false;
  form.addEventListener("submit", submit);
  chosen.addEventListener("change", choose);
}
