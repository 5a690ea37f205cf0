import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import type { Settings } from "../life/device-life.ts";
import type { Pen } from "../pen.ts";

const PUSH = /* @__PURE__ */ codeOf(APPS, "push");

/**
 * Which network a phone lets a demand take, whatever model asks: its switches decide at the moment
 * of the transfer. An app that nobody looks at gets no cellular data where its owner restricted it
 * (cited: Android's Data Saver, Apple's Low Data Mode), and waits for Wi-Fi; pushed messages still
 * come, since their channel is the system's. What a guest asks for behind the hotspot is no app of the
 * phone.
 */
export function routeOf(pen: Readonly<Pen>, settings: Readonly<Settings>): Pen["network"] {
  const { wifiOnly, unseenWifiOnly } = settings;
  if ((wifiOnly | unseenWifiOnly) === 0 || pen.terminal > 0) return pen.network;
  const isUnseen = pen.foreground === 0 && pen.app !== PUSH;
  const denied = wifiOnly | (isUnseen ? unseenWifiOnly : 0);
  return ((denied >>> pen.app) & 1) === 1 ? "wifi-only" : pen.network;
}

/**
 * Whether a demand waits where the phone stays on a Wi-Fi that carries nothing, even one that asks for
 * cellular alone: an app that nobody looks at takes what the phone is on.
 */
export function staysOnWifi(pen: Readonly<Pen>, { wifiFallback }: Readonly<Settings>): boolean {
  return !wifiFallback && pen.terminal === 0 && pen.foreground === 0;
}

/** Bits of apps, by their words. */
export function appBits(words: readonly (typeof APPS)[number][]): number {
  return words.reduce((bits, word) => bits | (1 << codeOf(APPS, word)), 0);
}

/** Bits of all apps. */
export const ALL_APPS: number = /* @__PURE__ */ (1 << APPS.length) - 1;
