import { codeOf } from "../../datasets/table.ts";
import { OPERATING_SYSTEMS } from "../../datasets/vocabularies.ts";
import { runningSums } from "../chance/running-sums.ts";
import { categorical, chance } from "../chance/samplers.ts";
import { keyedRandom, type Random } from "../chance/streams.ts";
import type { Persona } from "../persona.ts";

/** Who sends through a phone: itself, and whoever may be behind its hotspot. */
export const TERMINALS = ["phone", "pc", "other-pc", "tablet", "phone-a", "phone-b"] as const;

/** What can be told from a terminal's packets, whoever owns it and whatever it does. */
export interface Terminal {
  /** Code of OPERATING_SYSTEMS. */
  readonly os: number;
  /** Time to live of its packets where the operator's probe sees them. */
  readonly ttl: number;
  /** The hardware address that it was made with, hashed to 32 bits. */
  readonly mac: number;
}

/**
 * Systems of guests by kind: shares of desktop systems (cited: StatCounter, China 2024, rounded),
 * and of phones and tablets (chosen).
 */
const PC_SHARES = { windows: 0.84, macos: 0.11, linux: 0.05 };
const TABLET_SHARES = { android: 0.5, ios: 0.5 };
const PHONE_SHARES = { android: 0.75, ios: 0.25 };
const SYSTEMS = {
  pc: PC_SHARES,
  "other-pc": PC_SHARES,
  tablet: TABLET_SHARES,
  "phone-a": PHONE_SHARES,
  "phone-b": PHONE_SHARES,
} as const;

/** Windows starts at 128, all others at 64 (cited: RFC 1700 and its makers). */
const WINDOWS = /* @__PURE__ */ codeOf(OPERATING_SYSTEMS, "windows");
const [WINDOWS_TTL, OTHER_TTL] = [128, 64];
/** Share of guests whose packets leave the phone with the phone's own time to live (chosen: 5 to 15 %). */
const EVADES = 0.1;

/** Code of a terminal by its name. */
export function terminalOf(name: (typeof TERMINALS)[number]): number {
  return TERMINALS.indexOf(name);
}

/**
 * Draws the terminals of a line once: the phone and its possible guests, each with the system it
 * runs. The phone takes one hop off what a guest sends, unless one of them evades that.
 */
export function drawTerminals(
  seed: string,
  { device, os, clientMac }: Pick<Persona, "device" | "os" | "clientMac">,
): readonly Terminal[] {
  const random = keyedRandom(seed, device, "terminals");
  const phone = { os, ttl: OTHER_TTL, mac: clientMac };
  return [phone, ...Object.values(SYSTEMS).map((shares) => drawGuest(random, shares))];
}

function drawGuest(random: Random, shares: Readonly<Record<string, number>>): Terminal {
  const names = Object.keys(shares) as (typeof OPERATING_SYSTEMS)[number][];
  const drawn = categorical(random, runningSums(Object.values(shares)));
  const os = codeOf(OPERATING_SYSTEMS, names[drawn] as (typeof names)[number]);
  const evades = chance(random, EVADES);
  const first = os === WINDOWS ? WINDOWS_TTL : OTHER_TTL;
  return { os, ttl: evades ? OTHER_TTL : first - 1, mac: random.bits() };
}
