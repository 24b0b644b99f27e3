// A field is left by pressing on the next one. What is shown because of that must not move the next one away between press and release.

let pressed = false;
const waiting = [];

function flush() {
  for (const run of waiting.splice(0)) run();
}

function release() {
  pressed = false;
  setTimeout(flush);
}

document.addEventListener("pointerdown", () => (pressed = true), true);
for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, release, true);
document.addEventListener("click", flush, true); // before what was pressed does its work

/** Runs now, or once the pointer that is down is up. */
export function whenReleased(run) {
  if (pressed) waiting.push(run);
  else run();
}
