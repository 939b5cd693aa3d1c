// Sheets of analog gear where scripts run: controls are turned on the drawing of their panel, photos are made small before they are sent.
// The drawing only moves the fields of the form; what is in the fields is what is noted.

const byId = (id) => document.getElementById(id);
const wholeTurn = 160; // pixels of a finger from one end of a dial to the other
const oneClick = 24; // pixels to the next position of a switch
const dials = ["knob", "slider", "trim"];
const presses = ["toggle", "button", "radio", "cycle"];

// --- printed scales: `30`, `4k7`, `+8`, `−10`; where nothing is printed, a clock ---

function printed(label) {
  const found = /^([+\-−]?)(\d*\.?\d+)(?:(k)(\d*))?$/i.exec(label);
  if (!found) return null;
  const number = found[3] ? (Number(found[2]) + (found[4] ? Number(found[4]) / 10 ** found[4].length : 0)) * 1000 : Number(found[2]);
  return found[1] === "-" || found[1] === "−" ? -number : number;
}

function clock(position) {
  const minutes = Math.round(position * 600);
  return `${7 + Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

function wordsAt(marks, position) {
  const labelled = marks.filter(([, label]) => label);
  const near = labelled.find(([at]) => Math.abs(at - position) < 0.015);
  if (near) return near[1];
  const right = labelled.findIndex(([at]) => at > position);
  const [a, b] = [labelled[right - 1], labelled[right]];
  const [from, to] = [a && printed(a[1]), b && printed(b[1])];
  if (a && b && from !== null && to !== null) return String(Number((from + ((position - a[0]) / (b[0] - a[0])) * (to - from)).toPrecision(3)));
  return clock(position);
}

function positionOf(marks, words) {
  const found = marks.find(([, label]) => label && label.toLowerCase() === words.trim().toLowerCase());
  if (found) return found[0];
  const hour = /^(\d+):(\d\d)$/.exec(words.trim());
  if (hour) return Math.min(1, Math.max(0, (Number(hour[1]) + (Number(hour[1]) < 7 ? 12 : 0) - 7 + Number(hour[2]) / 60) / 10));
  const number = printed(words.trim());
  const numbered = marks.map(([at, label]) => [at, printed(label)]).filter(([, value]) => value !== null);
  for (let i = 1; number !== null && i < numbered.length; ++i) {
    const [[a, from], [b, to]] = [numbered[i - 1], numbered[i]];
    if (from !== to && (number - from) * (number - to) <= 0) return a + ((number - from) / (to - from)) * (b - a);
  }
  return 0;
}

// --- a finger on the drawing ---

let turning = null;

const fieldOf = (control) => document.querySelector(`#sheet-form [data-control="${CSS.escape(control.dataset.parameter)}"]`);

function say(field, words) {
  byId("turning").textContent = `${field.labels[0].textContent.trim()}: ${words || "not known"}`;
  byId("turning").hidden = false;
}

function enter(field, words) {
  const tolerance = field.value.includes("~") && field.dataset.marks ? "~" + field.value.split("~")[1] : "";
  field.value = words + tolerance;
  field.classList.add("turned");
  say(field, field.tagName === "SELECT" ? field.selectedOptions[0]?.textContent : field.value);
}

function choose(field, index) {
  const first = 2; // not known, does not matter
  const last = field.options.length - 1;
  enter(field, field.options[Math.min(last, Math.max(first, index))].value);
}

function begin(event) {
  const control = event.target.closest(".turns g.control[data-parameter]");
  const field = control && fieldOf(control);
  if (!field || field.disabled) return;
  event.preventDefault();
  const marks = field.dataset.marks ? JSON.parse(field.dataset.marks) : [];
  const isDial = dials.includes(control.dataset.kind) && marks.length > 0;
  turning = { field, marks, isDial, kind: control.dataset.kind, x: event.clientX, y: event.clientY, moved: false, from: isDial ? positionOf(marks, field.value.split("~")[0]) : field.selectedIndex };
  document.body.dataset.turning = control.dataset.parameter;
  say(field, field.value);
  try {
    control.setPointerCapture(event.pointerId);
  } catch {
    // a finger that is gone already is followed by nobody
  }
}

function move(event) {
  if (!turning) return;
  const way = turning.y - event.clientY + (turning.kind === "slider" ? 0 : event.clientX - turning.x);
  if (Math.abs(way) < 4 && !turning.moved) return;
  turning.moved = true;
  if (turning.isDial) enter(turning.field, wordsAt(turning.marks, Math.min(1, Math.max(0, turning.from + way / wholeTurn))));
  else if (turning.field.tagName === "SELECT") choose(turning.field, Math.max(turning.from, 2) + Math.round(way / oneClick));
}

function end() {
  if (!turning) return;
  const { field, kind, moved, from } = turning;
  turning = null;
  delete document.body.dataset.turning;
  if (!moved && presses.includes(kind) && field.tagName === "SELECT") choose(field, from + 1 >= field.options.length ? 2 : from + 1);
  else if (!moved) field.focus();
}

document.addEventListener("pointerdown", begin);
document.addEventListener("pointermove", move);
document.addEventListener("pointerup", end);
document.addEventListener("pointercancel", end);

// --- photos ---

const longestSide = 1600;
const mostBytes = 700_000; // a request over the network has 1 MiB, and base64 takes a third more

async function small(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const factor = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * factor)));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  for (const quality of [0.85, 0.7, 0.5, 0.3]) {
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (blob.size <= mostBytes || quality === 0.3) return blob;
  }
}

function base64(blob) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",")[1]);
    reader.onerror = failed;
    reader.readAsDataURL(blob);
  });
}

function complain(words) {
  const place = byId("refused");
  place.textContent = words;
  place.hidden = false;
}

async function sendPhoto(input) {
  const file = input.files[0];
  if (!file) return;
  let photo;
  try {
    photo = await base64(await small(file));
  } catch {
    return complain("This picture cannot be read here; take another one.");
  }
  try {
    const body = JSON.stringify({ unit: input.dataset.unit, photo, name: file.name.slice(-100) });
    const response = await fetch("/v1/sheet_photo", { method: "POST", body, headers: { "Content-Type": "application/json" } });
    const lines = (await response.text()).trim().split("\n");
    const answer = JSON.parse(lines[lines.length - 1]);
    if (answer.error) return complain(answer.error.message);
    location.assign(location.pathname + "?saved=1");
  } catch {
    complain("The daemon does not answer; the photo was not kept.");
  }
}

document.addEventListener("change", (event) => {
  if (event.target.id === "photo-file") sendPhoto(event.target);
});
const label = byId("photo-label");
if (label) label.hidden = false;
