import type { Param } from "../../../datasets/param.ts";
import { HOUR, MB, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { ACCESS } from "../../../datasets/vocabularies.ts";
import { SESSION_UP_PARAMS, sessionUpShare } from "../../behaviour/session-up.ts";
import { wholeDay } from "../../behaviour/sessions.ts";
import { clientTraces } from "../../behaviour/wlan-client.ts";
import { holdWlanPen } from "../../behaviour/wlan-pen.ts";
import { chance, integer, lognormal, poisson, uniform } from "../../chance/samplers.ts";
import type { DeviceLife } from "../../life/device-life.ts";
import { hourOf } from "../../life/hot-spots.ts";
import { terminalOf } from "../../life/terminals.ts";
import type { EmitContext, Sink, TrafficModel } from "../../model.ts";

const params = {
  logins: {
    summary: "mean number of logins a day",
    unit: "1/day",
    default: 1,
    min: 0,
    max: 20,
    source: "chosen: 0-3 a day",
  },
  length: {
    summary: "median length of a session",
    unit: "ms",
    default: 25 * MINUTE,
    min: MINUTE,
    max: 24 * HOUR,
    source: "chosen: half an hour in a cafe",
  },
  lengthSigma: {
    summary: "ln-sigma of the length",
    unit: "1",
    default: 1,
    min: 0,
    max: 4,
    source: "chosen: from a glance to an afternoon",
  },
  size: {
    summary: "median bytes of a session, before the root of the preset's size scale",
    unit: "bytes",
    default: 40 * MB,
    min: 1,
    max: 1e11,
    source: "chosen: a few clips",
  },
  second: {
    summary: "share of sessions during which another of the household's clients is left logged in",
    unit: "share",
    default: 0.04,
    min: 0,
    max: 1,
    source: "chosen: one account, two clients, no harm",
  },
  ...SESSION_UP_PARAMS,
} as const satisfies Record<string, Param>;

const CELLULAR = codeOf(ACCESS, "cellular");
/** Hot spots that a person usually goes to, and share of logins at home that are there (chosen). */
const [HAUNTS, USUAL] = [3, 0.8];
const MOST_LOGINS = 3;

type Options = { readonly [K in keyof typeof params]: number };

/**
 * Uses the operator's WLAN out of doors with an account in use: no session overlaps another of
 * this phone's, all are where the phone is. Now and then the household's tablet is still logged
 * in under the same account, with hardly a byte.
 */
export const wlanUse: TrafficModel<typeof params> = {
  name: "wlan-use",
  version: 2,
  summary: "sessions on the operator's WLAN where the phone is",
  role: "normal",
  params,
  eligible: ({ persona }) => persona.wlanAccount === 1,
  plan: wholeDay,
  emit(context, options, sink) {
    const { life, random } = context;
    if (life.persona.wlanAccount !== 1) return;
    const logins = Math.min(MOST_LOGINS, poisson(random, options.logins));
    let free = 0;
    for (let i = 0; i < logins; i++) {
      // One share of the day each, so that logins come in order.
      const start = life.awakeMoment(CELLULAR, (i + random.uniform()) / logins);
      const length = lognormal(random, options.length, options.lengthSigma);
      if (Number.isNaN(start) || start < free) continue;
      const end = Math.floor(Math.min(start + length, leaves(life, start)));
      if (end - start < MINUTE) continue;
      logIn(context, options, sink, { start, end });
      free = end + MINUTE;
    }
  },
};

/** When the phone leaves the place, its owner falls asleep or the day ends. */
function leaves(life: DeviceLife, t: number): number {
  const { today, sleptAt, sleepsAt } = life;
  let i = life.segmentAt(t);
  const place = today.place[i];
  const access = today.access[i];
  while (i < today.length && today.place[i] === place && today.access[i] === access) i++;
  return Math.min(today.start[i], t < sleptAt ? sleptAt : sleepsAt);
}

function logIn(
  { life, random, dayStart }: EmitContext,
  options: Options,
  sink: Sink,
  { start, end }: { readonly start: number; readonly end: number },
): void {
  const { persona, today, volume } = life;
  const province = today.province[life.segmentAt(start)];
  if (province === 0) return;
  const most = ((end - start) / 1000) * (uniform(random, 2, 8) * 125_000);
  const size = options.size * Math.sqrt(volume.sizeScale);
  const bytes = Math.min(most, lognormal(random, size, 1.3));
  const up = Math.round(bytes * sessionUpShare(random, options));
  const hour = hourOf(start, dayStart);
  const spots = life.hotSpots(province);
  const usual = chance(random, USUAL) && province === persona.homeProvince;
  const which = integer(random, HAUNTS);
  const spot = usual ? spots.haunt(persona.clientMac, which, hour) : spots.pick(random, hour);
  const login = {
    ...{ start, end, up, down: Math.round(bytes) - up, own: 1 as const },
    ...{ ...clientTraces(random, persona.clientMac), province: spot.province, nas: spot.nas },
  } as const;
  holdWlanPen(sink, random);
  sink.session(login);
  if (chance(random, options.second)) {
    const tablet = life.terminals[terminalOf("tablet")]?.mac as number;
    const idle = { up: 20_000 + integer(random, 200_000), down: 50_000 + integer(random, 900_000) };
    sink.session({
      ...{ ...login, ...idle, ...clientTraces(random, tablet), own: 0 },
      start: start + Math.floor((end - start) / 4),
    });
  }
}
