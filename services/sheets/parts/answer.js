
"use strict";

const form = document.querySelector("form");
const notice = document.querySelector("[role=status]");
let unsaved = false;

const value = (line, selector) => line.querySelector(selector).value.trim();

/** The contact's word on one company, or null where the line is skipped. */
function answerOf(line) {
  const answer = line.querySelector("input[type=radio]:checked").value;
  if (!answer) return null;
  const words = value(line, ".words input");
  const until = answer === "ask-later" ? value(line, ".until input") : "";
  return { company: line.dataset.company, answer, ...(until && { until }), ...(words && { words }) };
}

function save(answers) {
  const text = JSON.stringify(answers, null, 1) + "\n";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `answers-${answers.sheet.slice(0, 8).replace(/[^\w-]/g, "_")}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

form.addEventListener("input", () => { unsaved = true; });

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const lines = [...form.querySelectorAll("fieldset")].map(answerOf).filter(Boolean);
  if (!lines.length) {
    notice.textContent = "Nothing is answered yet: choose something on one line at least.";
    return;
  }
  save({ format: "inroad-sheet-answers-1", sheet: form.dataset.sheet, saved: new Date().toISOString(), lines });
  unsaved = false;
  notice.textContent = "Thank you. Your answers are in your downloads, as a file whose name begins with answers-. Please send it back to me.";
});

window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
