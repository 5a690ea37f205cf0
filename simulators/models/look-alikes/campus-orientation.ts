import { emitWlanVisits, planWlanVisits, wlanVisitParams } from "../../behaviour/wlan-visits.ts";
import { terminalOf } from "../../life/terminals.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...wlanVisitParams({
    ...{ days: 1, loginsMin: 2, loginsMax: 6 },
    source: "chosen: each device is set up, and again",
  }),
} as const;

/**
 * Logs a family's whole bag of devices in on a campus on orientation day.
 *
 * Many clients that were never seen before, several moving bytes at once, login after login; but all
 * of them in one place.
 */
export const campusOrientation: TrafficModel<typeof params> = {
  name: "campus-orientation",
  version: 1,
  summary: "a new student's devices log in on campus",
  role: "look-alike",
  twin: "wlan-credential-theft",
  cue: "places: all logins are in one province",
  explanation: "A new student set up a phone, a tablet and two PCs on the campus WLAN.",
  params,

  eligible: ({ persona }) => persona.wlanAccount > 0,

  plan: planWlanVisits,

  emit(context, options, sink) {
    const { life } = context;
    const home = life.persona.homeProvince;
    const macOf = (name: Parameters<typeof terminalOf>[0]) =>
      life.terminals[terminalOf(name)]?.mac as number;
    const visitors = (["pc", "other-pc", "tablet", "phone-a", "phone-b"] as const).map((name) => ({
      mac: macOf(name),
      province: () => home,
    }));
    emitWlanVisits(context, options, visitors, sink);
  },
};
