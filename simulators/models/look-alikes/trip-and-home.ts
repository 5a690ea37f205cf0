import { otherProvince } from "../../behaviour/other-province.ts";
import { emitWlanVisits, planWlanVisits, wlanVisitParams } from "../../behaviour/wlan-visits.ts";
import { terminalOf } from "../../life/terminals.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...wlanVisitParams({
    ...{ days: 2, loginsMin: 1, loginsMax: 3 },
    source: "chosen: a journey over a weekend",
  }),
} as const;

/**
 * Travels with the account while the family goes on using it at home.
 *
 * Two provinces at once and a client or two that nobody has seen before; but few logins, and one place
 * away from home.
 */
export const tripAndHome: TrafficModel<typeof params> = {
  name: "trip-and-home",
  version: 1,
  summary: "a traveller and the family at home use one account",
  role: "look-alike",
  twin: "wlan-credential-theft",
  cue: "logins: a few a day",
  explanation: "One of the family was on a journey; all of them used the account.",
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
      { mac: macOf("phone-b"), province: () => home },
      { mac: macOf("phone-a"), province: () => away },
      { mac: macOf("other-pc"), province: () => away },
    ];
    emitWlanVisits(context, options, visitors, sink);
  },
};
