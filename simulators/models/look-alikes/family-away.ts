import { otherProvince } from "../../behaviour/other-province.ts";
import { emitWlanVisits, planWlanVisits, wlanVisitParams } from "../../behaviour/wlan-visits.ts";
import { terminalOf } from "../../life/terminals.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...wlanVisitParams({
    ...{ days: 4, loginsMin: 1, loginsMax: 3 },
    source: "chosen: a long weekend at both ends",
  }),
} as const;

/**
 * Shares the household's account with a child who studies in another province.
 *
 * Two provinces at once, both moving bytes, farther apart than anybody travels between two logins; but
 * the same two or three clients day after day, a few logins each.
 */
export const familyAway: TrafficModel<typeof params> = {
  name: "family-away",
  version: 1,
  summary: "a child in another province uses the family's account",
  role: "look-alike",
  twin: "wlan-credential-theft",
  cue: "clients: the same two or three day after day",
  explanation: "The family let the child who studies elsewhere use the account too.",
  params,

  eligible: ({ persona }) => persona.wlanAccount > 0,

  plan: planWlanVisits,

  emit(context, options, sink) {
    const { life, random } = context;
    const home = life.persona.homeProvince;
    const macOf = (name: Parameters<typeof terminalOf>[0]) =>
      life.terminals[terminalOf(name)]?.mac as number;
    const away = otherProvince(random, home);
    const visitors = [
      { mac: macOf("tablet"), province: () => home },
      { mac: macOf("phone-a"), province: () => away },
    ];
    emitWlanVisits(context, options, visitors, sink);
  },
};
