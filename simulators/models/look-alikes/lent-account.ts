import { BLOCK_PARAMS } from "../../behaviour/block-of-accounts.ts";
import { otherProvince } from "../../behaviour/other-province.ts";
import { emitWlanVisits, planWlanVisits, wlanVisitParams } from "../../behaviour/wlan-visits.ts";
import { terminalOf } from "../../life/terminals.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...wlanVisitParams({
    ...{ days: 5, loginsMin: 1, loginsMax: 1 },
    source: "chosen: a stay of some days, mail and maps once a day",
  }),
  bytes: BLOCK_PARAMS.bytes,
  minutes: BLOCK_PARAMS.minutes,
} as const;

/**
 * Lends the family's account to a relative in another province.
 *
 * A client that was never seen before, far from its owner's home, a few megabytes a login, as when a
 * stranger has found the password; but it comes back day after day, and it is the same one.
 */
export const lentAccount: TrafficModel<typeof params> = {
  name: "lent-account",
  version: 1,
  summary: "a relative elsewhere uses the family's account for some days",
  role: "look-alike",
  twin: "account-block-sweep",
  cue: "length: it goes on for days",
  explanation: "The owner gave a relative the password for the days of a stay.",
  params,

  eligible: ({ persona }) => persona.wlanAccount > 0,

  plan: planWlanVisits,

  emit(context, options, sink) {
    const { life, random } = context;
    const away = otherProvince(random, life.persona.homeProvince);
    const mac = life.terminals[terminalOf("phone-b")]?.mac as number;
    emitWlanVisits(context, options, [{ mac, province: () => away }], sink);
  },
};
