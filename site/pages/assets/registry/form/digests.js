// The SHA-256 of evidence files, computed on this device; the files go nowhere.

import { digestOf } from "../seal/digest.js";
import { element, say } from "./words.js";

const WRONG = {
  large: () => say("超过 100 MB，没有计算", "has more than 100 MB and was not computed"),
  empty: () => say("是空文件，没有计算", "is empty and was not computed"),
  unread: () => say("无法读取，没有计算", "cannot be read and was not computed"),
};

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
      said.textContent = say("正在计算……", "Computing…");
      const digests = [];
      try {
        for (const file of files) digests.push(await digestOf(file));
      } catch (error) {
        if (!WRONG[error.code]) throw error;
        said.textContent = say(`${error.fileName} ${WRONG[error.code]()}。`, `${error.fileName} ${WRONG[error.code]()}.`);
        return;
      }
      add(field, digests);
      input.value = "";
      said.textContent = say(`已计算 ${files.length} 个文件。`, `${files.length} file(s) computed.`);
    });
    const seal = element("a", { href: "../../seal/" }, say("加密递交这些文件", "Seal these files for the authority"));
    field.append(label, said, element("p", { class: "form-note" }, seal));
  }
}
