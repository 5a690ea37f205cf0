import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import type { Settings } from "../life/device-life.ts";
import type { Pen } from "../pen.ts";

const PUSH = /* @__PURE__ */ codeOf(APPS, "push");

/**
 * Which network a phone lets a demand take, whatever model asks: its switches decide at the moment
 * of the transfer. An app that nobody looks at gets no cellular data where its owner restricted it
 * (cited: Android's Data Saver, Apple's Low Data Mode), and waits for Wi-Fi; pushed messages still
 * come, since their channel is the system's. Where the phone does not leave a Wi-Fi for cellular,
 * nothing unseen asks for cellular by itself. What a guest asks for behind the hotspot is no app of
 * the phone.
 */
export function routeOf(pen: Readonly<Pen>, settings: Readonly<Settings>): Pen["network"] {
  if (pen.terminal > 0) return pen.network;
  const unseen = pen.foreground === 0;
  const denied = settings.wifiOnly | (unseen && pen.app !== PUSH ? settings.unseenWifiOnly : 0);
  if (((denied >>> pen.app) & 1) === 1) return "wifi-only";
  if (unseen && !settings.wifiFallback && pen.network === "cellular-only") return "any";
  return pen.network;
}

/** Bits of apps, by their words. */
export function appBits(words: readonly (typeof APPS)[number][]): number {
  return words.reduce((bits, word) => bits | (1 << codeOf(APPS, word)), 0);
}

/** Bits of all apps. */
export const ALL_APPS: number = /* @__PURE__ */ (1 << APPS.length) - 1;
