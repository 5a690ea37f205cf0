import { checkParams } from "../../datasets/param.ts";
import { PROVINCES } from "../../datasets/places.ts";
import { DAY } from "../../datasets/sizes.ts";
import { APPS, LOGIN_METHODS, TERMINATE_CAUSES } from "../../datasets/vocabularies.ts";
import { TERMINALS } from "../life/terminals.ts";
import type { Cause, TrafficModel, WlanLogin } from "../model.ts";
import { checkProtocol } from "../protocol.ts";
import { PLAIN_SCENARIO, type Play } from "./model-play.ts";
import type { RecordedTransfer } from "./recorder.ts";

const ROLES = ["normal", "incident", "look-alike"];

/** Checks what a model says of itself: names, texts, options, and what its role asks for and forbids. */
export function checkDescription(model: TrafficModel): void {
  const { name, version, summary, role } = model;
  const isName = typeof name === "string" && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);
  must(isName, "a model's name must be in kebab-case", name);
  const say = (holds: boolean, rule: string, value: unknown) =>
    must(holds, `${name}: ${rule}`, value);
  for (const part of ["plan", "emit"] as const) {
    say(typeof model[part] === "function", `${part} must be a function`, typeof model[part]);
  }
  say(typeof model.params === "object", "params must list its options", typeof model.params);
  say(Number.isInteger(version) && version > 0, "version must be a whole number above 0", version);
  say(summary !== "", "summary must say what it is", summary);
  say(ROLES.includes(role), `role must be one of ${ROLES.join(", ")}`, role);
  const isAlike = role === "look-alike";
  for (const text of ["cue", "explanation"] as const) {
    const value = model[text];
    if (isAlike) say((value ?? "") !== "", `a look-alike must have its ${text}`, value);
    else say(value === undefined, `a model of role ${role} must have no ${text}`, value);
  }
  if (isAlike) say((model.twin ?? "") !== "", "a look-alike must name its twin", model.twin);
  if (role === "normal") say(model.twin === undefined, "a normal model has no twin", model.twin);
  if (role === "incident")
    say(model.cause !== undefined, "an incident must have a cause", model.cause);
  else say(model.cause === undefined, "only an incident has a cause", "one");
  checkParams(name, model.params);
  // The kit plays a model at both bounds of each option.
  for (const [option, { unit, min = -Infinity, max = Infinity }] of Object.entries(model.params)) {
    say(unit !== "", `option ${option} must have a unit`, unit);
    const isBounded = Number.isFinite(min) && Number.isFinite(max);
    say(isBounded, `option ${option} must have finite bounds`, `${min} to ${max}`);
  }
}

/** Checks what a model demanded in one episode; `how` tells with which options. */
export function checkPlay(model: TrafficModel, play: Play, how: string): void {
  const { device, day, episode, cause, transfers, logins } = play;
  const where = `${model.name}: device ${device}, day ${day}, ${how}`;
  const dayStart = PLAIN_SCENARIO.from + day * DAY;
  const latest = model.role === "normal" ? dayStart + DAY : dayStart + 2 * DAY;
  must(
    episode.start >= dayStart && episode.start < latest,
    `${where}: an episode must begin on the day that plan was asked for`,
    `${(episode.start - dayStart) / 3_600_000} h after its midnight`,
  );
  must(
    episode.end >= episode.start && Number.isFinite(episode.end),
    `${where}: an episode must not end before it begins`,
    episode.end - episode.start,
  );
  checkCircumstances(where, model, play);
  for (const [note, value] of Object.entries(episode.notes ?? {})) {
    must(Number.isFinite(value), `${where}: note ${note} must be a finite number`, value);
  }
  if (cause !== undefined) checkCause(where, cause);
  for (const protocol of new Set(transfers.map((transfer) => transfer.protocol))) {
    checkProtocol(protocol);
  }
  for (const [i, transfer] of transfers.entries()) {
    const say = sayAt(`${where}, transfer`, i);
    checkTransfer(say, transfer);
    checkMoment(say, model, play, transfer.start);
  }
  for (const [i, login] of logins.entries()) {
    const say = sayAt(`${where}, session`, i);
    checkLogin(say, login);
    checkMoment(say, model, play, login.start);
  }
}

/** What only an episode that a scenario places can bring about. */
function checkCircumstances(where: string, { role }: TrafficModel, { episode }: Play): void {
  const { wifiDown, everyday } = episode;
  if (role === "normal") {
    must(wifiDown === undefined, `${where}: a normal model takes nobody's Wi-Fi`, "wifiDown");
    must(
      everyday === undefined,
      `${where}: a normal model's episodes are all everyday`,
      "everyday",
    );
  }
  if (wifiDown === undefined) return;
  const { from, to } = wifiDown;
  must(Number.isInteger(from) && Number.isInteger(to), `${where}: wifiDown must be whole ms`, from);
  must(to > from, `${where}: wifiDown must end after it begins`, `${to - from} ms`);
}

function checkMoment(say: Say, { role }: TrafficModel, { episode }: Play, start: number) {
  say(start >= episode.start, "must not start before its episode", () => {
    return `${episode.start - start} ms before`;
  });
  say(role === "normal" || start <= episode.end, "must not start after its episode ended", () => {
    return `${start - episode.end} ms after`;
  });
}

function checkTransfer(say: Say, transfer: RecordedTransfer): void {
  checkBytes(say, transfer);
  const { rate, remotes, foreground } = transfer;
  say(rate > 0 && Number.isFinite(rate), "rate must be finite and above 0", rate);
  const isCount = Number.isInteger(remotes) && remotes >= 0;
  say(isCount, "remotes must be whole, 0 or more", remotes);
  say(foreground === 0 || foreground === 1, "foreground must be 0 or 1", foreground);
  checkCode(say, "terminal", transfer.terminal, TERMINALS);
  checkCode(say, "app", transfer.app, APPS);
  checkCode(say, "guess", transfer.guess, APPS);
}

function checkLogin(say: Say, login: WlanLogin): void {
  checkBytes(say, login);
  const { start, end } = login;
  say(Number.isInteger(start) && Number.isInteger(end), "must have whole ms", start);
  say(end > start, "must end after it starts", () => `${end - start} ms`);
  say(login.province > 0, "province must be a known one", login.province);
  checkCode(say, "province", login.province, PROVINCES);
  checkCode(say, "method", login.method, LOGIN_METHODS);
  checkCode(say, "terminateCause", login.terminateCause, TERMINATE_CAUSES);
  for (const side of ["nas", "clientMac"] as const) {
    const id = login[side];
    say(id >>> 0 === id, () => `${side} must be a whole number of 32 bits`, id);
  }
}

function checkBytes(say: Say, { up, down }: { up: number; down: number }): void {
  for (const bytes of [up, down]) {
    const isWhole = Number.isSafeInteger(bytes) && bytes >= 0;
    say(isWhole, "bytes must be whole, 0 or more, below 2^53", () => `${up} up, ${down} down`);
  }
}

function checkCode(say: Say, what: string, code: number, words: readonly string[]): void {
  const isKnown = Number.isInteger(code) && code >= 0 && code < words.length;
  const rule = () => `${what} must be a code of its vocabulary, 0 to ${words.length - 1}`;
  say(isKnown, rule, code);
}

/** Refuses where something does not hold. There are many transfers, so texts are made where they are needed. */
type Say = (holds: boolean, rule: Text, value: unknown) => void;
type Text = string | (() => string);

function sayAt(what: string, i: number): Say {
  return (holds, rule, value) => {
    if (holds) return;
    const told = typeof value === "function" ? value() : value;
    must(false, `${what} ${i}: ${typeof rule === "string" ? rule : rule()}`, told);
  };
}

function checkCause(where: string, cause: Cause): void {
  for (const link of ["trigger", "vector", "amplifier"] as const) {
    must((cause[link] ?? "") !== "", `${where}: its cause must have a ${link}`, cause[link]);
  }
  const extra = Object.keys(cause).find((key) => !["trigger", "vector", "amplifier"].includes(key));
  must(
    extra === undefined,
    `${where}: a cause tells trigger, vector and amplifier, the engine says what did not hold`,
    extra,
  );
}

function must(holds: boolean, rule: string, value: unknown): void {
  if (!holds) throw new RangeError(`${rule}, got ${String(value)}`);
}
