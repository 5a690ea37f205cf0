import { codeOf } from "../../datasets/table.ts";
import { LOGIN_METHODS, TERMINATE_CAUSES } from "../../datasets/vocabularies.ts";
import { chance, integer } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { WlanLogin } from "../model.ts";

const PORTAL = codeOf(LOGIN_METHODS, "portal", "wlan-client");
const MAC = codeOf(LOGIN_METHODS, "mac", "wlan-client");
const LEAVES = (["User-Request", "Lost-Carrier", "Idle-Timeout"] as const).map((word) =>
  codeOf(TERMINATE_CAUSES, word, "wlan-client"),
);
/** Share of sessions under a fresh hardware address (chosen: phones since 2019 randomise by network). */
const RANDOMISED = 0.3;
/** Share of the others that type the password all the same (chosen: the binding expires). */
const TYPES_AGAIN = 0.4;

/** How a client shows itself, and how it leaves: the same for whoever uses it. */
export type ClientTraces = Pick<WlanLogin, "clientMac" | "method" | "terminateCause">;

/** Draws what accounting notes of a client in one session; `fixed` is the address it was made with. */
export function clientTraces(random: Random, fixed: number): ClientTraces {
  const fresh = chance(random, RANDOMISED);
  const typed = chance(random, TYPES_AGAIN);
  return {
    clientMac: fresh ? random.bits() : fixed,
    method: fresh || typed ? PORTAL : MAC,
    terminateCause: LEAVES[integer(random, LEAVES.length)] as number,
  };
}
