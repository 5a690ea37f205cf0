import {
  BLOCK_PARAMS,
  dayKey,
  emitBlockUse,
  planBlockUse,
  provinceOfDay,
} from "../../behaviour/block-of-accounts.ts";
import { mix } from "../../chance/mix.ts";
import type { TrafficModel } from "../../model.ts";

const params = BLOCK_PARAMS;

/** Clients that the stranger has (chosen: a phone and a computer). */
const CLIENTS = 2;

/**
 * Lets one stranger use one account after the other of a block whose password is still the first one.
 *
 * Each account is used little: once or some times an afternoon, a few megabytes. So no line's own rule
 * on bytes, places at once or logins sees it; what shows is one place and one client on many accounts,
 * in order of their numbers. Whoever sits there on a civil day is the same for all lines; a scenario
 * says with `cohort` how many it hits, and with `population.firstPasswords` which share of the accounts
 * an operator has left open to it. The safeguards unique-passwords and two-factor-login keep the
 * stranger out.
 */
export const accountBlockSweep: TrafficModel<typeof params> = {
  name: "account-block-sweep",
  version: 1,
  summary: "a stranger uses a block of accounts with their first password",
  role: "incident",
  twin: "account-handout",
  params,

  eligible: ({ persona }) => persona.wlanAccount > 0 && (persona.firstPassword ?? true),

  plan: planBlockUse,

  emit(context, options, sink) {
    const { life, dayStart } = context;
    const key = dayKey(dayStart);
    const province = provinceOfDay(dayStart);
    const spot = (hour: number) => life.hotSpots(province).haunt(key, 0, hour);
    // What the world's places are numbered by makes the stranger another one in each world.
    const world = spot(0).nas;
    const visitors = Array.from({ length: CLIENTS }, (_, client) => ({
      ...{ mac: mix(mix(world ^ key) + client), province: () => province },
      ...{ spot, stranger: true as const, firstPassword: true as const },
    }));
    emitBlockUse(context, options, visitors, sink);
  },

  cause() {
    return {
      trigger: "a block of numbers, tried one after the other",
      vector: "default-password",
      amplifier: "a first password that all accounts of a block share",
    };
  },
};
