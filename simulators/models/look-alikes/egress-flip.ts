import { otherProvince } from "../../behaviour/other-province.ts";
import { emitWlanVisits, planWlanVisits, wlanVisitParams } from "../../behaviour/wlan-visits.ts";
import { integer } from "../../chance/samplers.ts";
import { terminalOf } from "../../life/terminals.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...wlanVisitParams({
    ...{ days: 2, loginsMin: 4, loginsMax: 9 },
    source: "chosen: a day at hot spots",
  }),
} as const;

/**
 * Uses hot spots whose controllers stand now in one province, now in another.
 *
 * Accounting books one client's sessions far apart within the hour; but it is one client, one session
 * at a time, and nothing about it is new.
 */
export const egressFlip: TrafficModel<typeof params> = {
  name: "egress-flip",
  version: 1,
  summary: "one client whose sessions are booked in changing provinces",
  role: "look-alike",
  twin: "wlan-credential-theft",
  cue: "overlap: one session at a time",
  explanation: "The owner used the account as always; the operator moved traffic between gateways.",
  params,

  eligible: ({ persona }) => persona.wlanAccount > 0,

  plan: planWlanVisits,

  emit(context, options, sink) {
    const { life, random } = context;
    const home = life.persona.homeProvince;
    const macOf = (name: Parameters<typeof terminalOf>[0]) =>
      life.terminals[terminalOf(name)]?.mac as number;
    const gateways = [home, otherProvince(random, home), otherProvince(random, home)];
    const booked = () => gateways[integer(random, gateways.length)] as number;
    const visitor = { mac: macOf("pc"), province: () => home, booked };
    emitWlanVisits(context, options, [visitor], sink);
  },
};
