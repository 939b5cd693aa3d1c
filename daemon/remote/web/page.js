// What the page adds where scripts run: live values, progress, faders that move, a connection that comes back by itself.
// Everything else works without it.

import "./sheet.js";

const byId = (id) => document.getElementById(id);
const isLive = document.body.hasAttribute("data-live");
const asPage = { Accept: "text/html" }; // at the same address OSC tools get something else
const pauses = [500, 1000, 2000, 4000, 8000]; // ms until the next try

// --- the socket ---

let socket = null;
let tries = 0;
let retry = 0;
let wasThere = false;

function connect() {
  clearTimeout(retry);
  if (socket) return;
  socket = new WebSocket((location.protocol === "https:" ? "wss://" : "ws://") + location.host + "/live");
  socket.onopen = opened;
  socket.onmessage = (event) => heard(JSON.parse(event.data));
  socket.onclose = lost;
}

function opened() {
  tries = 0;
  byId("connection").hidden = true;
  byId("connection").textContent = "";
  tell({ follow: areas() });
  followValues();
  if (wasThere) refresh(); // whatever happened meanwhile
  wasThere = true;
}

function lost() {
  socket = null;
  byId("connection").textContent = "Connection lost, trying again.";
  byId("connection").hidden = false;
  retry = setTimeout(connect, pauses[Math.min(tries++, pauses.length - 1)]);
}

function tell(message) {
  if (socket && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function heard(message) {
  if (message.changed) changed(message.changed);
  if (message.work) showWork(message.work);
  if (message.values) for (const value of message.values) showValue(...value);
  if (message.refused) showRefusal(message.refused);
}

// --- parts of the page that are fetched anew ---

let fetching = false;
let again = false;
let soon = 0;

function sections() {
  return [...document.querySelectorAll("section[data-area][id]")];
}

function areas() {
  return [...new Set(["work", ...sections().flatMap((section) => section.dataset.area.split(" "))])];
}

function changed(area) {
  if (!sections().some((section) => section.dataset.area.split(" ").includes(area))) return;
  clearTimeout(soon);
  soon = setTimeout(refresh, 100);
}

async function refresh() {
  again = fetching;
  if (fetching || held.size > 0 || "turning" in document.body.dataset || location.pathname.startsWith("/do/")) return;   // what was refused is nowhere to be fetched
  fetching = true;
  try {
    const response = await fetch(location.href, { cache: "no-store", headers: asPage });
    if (response.ok) replaceParts(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch {
    // the socket tells when the daemon is there again
  }
  fetching = false;
  if (again) refresh();
}

function replaceParts(fresh) {
  for (const old of sections()) {
    const part = fresh.getElementById(old.id);
    if (!part || part.innerHTML === old.dataset.was || isTyping(old)) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const place = focused && [...old.querySelectorAll("a, button, input")].indexOf(focused);
    const top = scrollY;
    remember(part);
    old.replaceWith(part);
    dress();
    if (focused) (part.querySelectorAll("a, button, input")[place] || byId("main")).focus({ preventScroll: true });
    scrollTo(scrollX, top);
  }
}

// A section that keeps what was typed into it waits until that is sent.
function isTyping(section) {
  return "typed" in section.dataset && [...section.querySelectorAll("input, textarea")].some((field) => field.value !== field.defaultValue);
}

function remember(section) {
  section.dataset.was = section.innerHTML;
}

// --- long work ---

let own = null; // the form that is under way
let showing = 0;

function showWork(work) {
  if (!work.verb) return own || hideWork();
  byId("work-words").textContent = `${work.verb} by ${work.caller}: ${work.phase}${work.unit ? ", " + work.unit : ""} ${work.done} of ${work.total}`;
  byId("work-bar").max = Math.max(1, work.total);
  byId("work-bar").value = work.done;
  showing ||= setTimeout(() => (byId("work").hidden = false), 300); // what is over at once does not flicker
}

function hideWork() {
  clearTimeout(showing);
  showing = 0;
  byId("work").hidden = true;
}

function beginWork(form) {
  own = form;
  byId("work-words").textContent = form.dataset.work + " …";
  byId("work-bar").removeAttribute("value");
  byId("work").hidden = false;
  for (const button of form.querySelectorAll("button")) button.disabled = true;
}

function endWork(form) {
  own = null;
  hideWork();
  for (const button of form.querySelectorAll("button")) button.disabled = false;
}

// --- forms ---

async function post(form, submitter) {
  const fields = new URLSearchParams(new FormData(form));
  if (submitter && submitter.name) fields.append(submitter.name, submitter.value);
  const response = await fetch(form.action, { method: "POST", body: fields, headers: asPage });
  return { response, page: new DOMParser().parseFromString(await response.text(), "text/html") };
}

async function submitWork(form, submitter) {
  beginWork(form);
  try {
    const { response, page } = await post(form, submitter);
    if (response.redirected && response.ok) return location.assign(response.url);
    endWork(form);
    showInstead(page);
  } catch {
    endWork(form);
    showProblem(form, "The connection was lost while this was under way. What came of it stands under Reports and Log.");
  }
}

function showInstead(page) {
  byId("main").replaceWith(page.getElementById("main"));
  document.title = page.title;
  sections().forEach(remember);
  dress();
  const wrong = document.querySelector("[aria-invalid]") || byId("main");
  wrong.focus();
  if (wrong === byId("main")) scrollTo(0, 0);
}

async function submitQuietly(form, submitter) {
  try {
    const { response, page } = await post(form, submitter);
    const sure = page.getElementById("confirm");
    form.closest("dialog")?.close();
    if (sure) askFirst(sure);
    else if (response.ok) {
      if (form.closest("[data-typed]")) form.reset(); // it was sent
      refresh();
    } else showProblem(form, page.querySelector(".problem")?.textContent.trim() || "That did not work.");
  } catch {
    showProblem(form, "The daemon does not answer; nothing was done.");
  }
}

function askFirst(sure) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", "Sure?");
  dialog.append(sure);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("[data-close]")?.focus();
}

function showProblem(form, words) {
  const place = byId("refused");
  if (place) return showRefusal({ why: words });
  const problem = document.createElement("div");
  problem.className = "problem";
  problem.setAttribute("role", "alert");
  problem.textContent = words;
  form.before(problem);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (!("work" in form.dataset) && !("quiet" in form.dataset)) return;
  event.preventDefault();
  if ("work" in form.dataset) submitWork(form, event.submitter);
  else submitQuietly(form, event.submitter);
});

document.addEventListener("click", (event) => {
  const close = event.target.closest("dialog [data-close]");
  if (!close) return;
  event.preventDefault();
  close.closest("dialog").close();
});

// --- consent ---

function countTicks(form) {
  const left = new Set();
  for (const tick of form.querySelectorAll("input[name=tick]:not(:checked)")) if (tick.dataset.of) left.add(tick.dataset.of);
  const count = Math.max(0, Number(form.dataset.writes) - (form.dataset.verb === "Recall" ? left.size : 0));
  const words = count === 0 && form.dataset.hands ? form.dataset.hands : `${count} parameter${count === 1 ? "" : "s"}`;
  const button = byId("go");
  if (!button) return;
  button.textContent = form.dataset.verb === "Recall" ? `Recall ${words}${left.size ? `, ${left.size} left out` : ""}` : `Undo ${words}`;
  for (const all of form.querySelectorAll("input[data-all]")) {
    const ticks = [...all.closest("fieldset").querySelectorAll("input[name=tick]")];
    all.checked = ticks.every((tick) => tick.checked);
    all.indeterminate = !all.checked && ticks.some((tick) => tick.checked);
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("#consent");
  if (!form) return;
  if ("all" in event.target.dataset)
    for (const tick of event.target.closest("fieldset").querySelectorAll("input[name=tick]")) tick.checked = event.target.checked;
  countTicks(form);
});

// --- strips ---

const held = new Map(); // faders under a finger, and the value that came for them meanwhile
const moves = new Map(); // what is to be told next
let telling = 0;
let controls = new Map();

function followValues() {
  const strips = byId("strips");
  if (strips && strips.dataset.follow) tell({ follow_scope: strips.dataset.follow });
}

function dressStrips() {
  controls = new Map();
  const add = (name, control) => controls.set(name, [...(controls.get(name) || []), control]);
  for (const element of document.querySelectorAll("#strips [data-parameter]")) add(element.dataset.parameter, (value) => showFader(element, value));
  for (const element of document.querySelectorAll("#strips [data-value]")) add(element.dataset.value, (value) => (element.textContent = value.words));
  for (const element of document.querySelectorAll("#strips [data-label]")) add(element.dataset.label, (value) => (element.textContent = value.words));
  for (const element of document.querySelectorAll("#strips [data-mute]")) add(element.dataset.mute, (value) => showMute(element, value));
  const mayMove = byId("strips")?.hasAttribute("data-may-move");
  for (const fader of document.querySelectorAll("#strips .fader")) fader.disabled = !mayMove;
}

function showValue(unit, parameter, words, position) {
  if (unit !== byId("strips")?.dataset.unit) return;
  for (const show of controls.get(parameter) || []) show({ words, position });
}

function showFader(fader, value) {
  if (value.position === null) return;
  fader.setAttribute("aria-valuetext", value.words);
  if (held.has(fader)) held.set(fader, value);
  else fader.value = Math.round(value.position * Number(fader.max));
}

function showMute(element, value) {
  if (value.position === null) return;
  const muted = Math.abs(value.position - Number(element.dataset.mutedAt)) < 0.25;
  const button = element.querySelector("button");
  if (!button) return (element.textContent = muted ? "muted" : "open");
  button.setAttribute("aria-pressed", String(muted));
  button.value = muted ? button.dataset.on : button.dataset.off;
}

function tellMoves() {
  telling = 0;
  for (const [fader, position] of moves) tell({ move: [fader.dataset.unit, fader.dataset.parameter, position] });
  moves.clear();
}

function letGo(fader) {
  const value = held.get(fader);
  held.delete(fader);
  if (value) showFader(fader, value);
}

const rests = new Map();

function holdFor(fader, time) {
  clearTimeout(rests.get(fader));
  rests.set(fader, setTimeout(() => letGo(fader), time));
}

document.addEventListener("input", (event) => {
  const fader = event.target;
  if (!fader.matches(".fader")) return;
  if (!held.has(fader)) held.set(fader, null);
  holdFor(fader, 400);
  moves.set(fader, Number(fader.value) / Number(fader.max));
  if (!telling) telling = setTimeout(tellMoves, 30);
});

let hiding = 0;

function showRefusal(refused) {
  const place = byId("refused");
  if (!place) return;
  place.textContent = refused.why;
  place.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (place.hidden = true), 8000);
  if (!refused.parameter) return;
  for (const fader of document.querySelectorAll("#strips .fader")) {
    if (fader.dataset.parameter !== refused.parameter) continue;
    moves.delete(fader);
    held.delete(fader);
  }
  showValue(refused.unit, refused.parameter, refused.value, refused.position);
}

// --- from the start, and whenever a part was replaced ---

function dress() {
  dressStrips();
  for (const all of document.querySelectorAll("label.all")) all.hidden = false;
  const consent = byId("consent");
  if (consent) countTicks(consent);
}

sections().forEach(remember);
dress();
if (isLive) {
  connect();
  addEventListener("online", connect);
  document.addEventListener("visibilitychange", () => document.hidden || connect());
  setInterval(() => {
    if (!document.hidden && sections().some((section) => "again" in section.dataset)) refresh();
  }, 10000);
}
