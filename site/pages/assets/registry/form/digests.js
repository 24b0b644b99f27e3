// The SHA-256 of evidence files, computed on this device; the files go nowhere.

import { element, say } from "./words.js";

const LARGEST = 200 * 1024 * 1024;

async function digestOf(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Gives each list of digests a button that takes them from files. `add(field, digests)` puts them in. */
export function offerDigests(form, add) {
  if (!window.crypto?.subtle) return; // a page that is not served securely: digests are typed in
  for (const field of form.querySelectorAll("[data-key=evidence_sha256]")) {
    if (field.querySelector("input[type=file]")) continue;
    const said = element("p", { class: "form-note", role: "status" });
    const input = element("input", { type: "file", multiple: "" });
    const label = element("label", { class: "form-files" }, say("从文件计算（文件不离开这台设备）", "Compute from files (they stay on this device)"), input);
    input.addEventListener("change", async (event) => {
      event.stopPropagation();
      const files = [...input.files];
      const large = files.find(({ size }) => size > LARGEST);
      said.textContent = large ? say(`${large.name} 超过 200 MB，没有计算。`, `${large.name} has more than 200 MB and was not computed.`) : say("正在计算……", "Computing…");
      if (large) return;
      const digests = [];
      for (const file of files) digests.push(await digestOf(file));
      add(field, digests);
      input.value = "";
      said.textContent = say(`已计算 ${files.length} 个文件。`, `${files.length} file(s) computed.`);
    });
    field.append(label, said);
  }
}
