import {
  BLOCK_PARAMS,
  dayKey,
  emitBlockUse,
  planBlockUse,
} from "../../behaviour/block-of-accounts.ts";
import { terminalOf } from "../../life/terminals.ts";
import type { TrafficModel } from "../../model.ts";

const params = BLOCK_PARAMS;

/**
 * Logs in to accounts that a campus or a company has just handed out, one after the other.
 *
 * Many accounts, dormant until then, at one place on one afternoon, a few megabytes each, in order of
 * their numbers; but each with a client of its own, and where its owner lives. A scenario that gives
 * the incident a `cohort` gives one to this too.
 */
export const accountHandout: TrafficModel<typeof params> = {
  name: "account-handout",
  version: 1,
  summary: "a block of accounts is handed out and tried on one afternoon",
  role: "look-alike",
  twin: "account-block-sweep",
  cue: "at home: each logs in where its owner lives",
  explanation: "A campus handed accounts out, and each owner logged in for the first time.",
  params,

  eligible: ({ persona }) => persona.wlanAccount > 0,

  plan: planBlockUse,

  emit(context, options, sink) {
    const { life, dayStart } = context;
    const { homeProvince } = life.persona;
    const visitors = (["pc", "phone-a"] as const).map((name) => ({
      mac: life.terminals[terminalOf(name)]?.mac as number,
      province: () => homeProvince,
      spot: (hour: number) => life.hotSpots(homeProvince).haunt(dayKey(dayStart), 0, hour),
    }));
    emitBlockUse(context, options, visitors, sink);
  },
};
