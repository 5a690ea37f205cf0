import type { OptionsOf, Param } from "../../datasets/param.ts";
import { GB, MB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { chance, lognormal } from "../chance/samplers.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { vpnRelay } from "../protocols/vpn-relay.ts";
import { holdAppPen } from "./app-pen.ts";
import type { circumstanceParams } from "./circumstances.ts";
import { drawBetween } from "./draw-between.ts";
import { drawLogBetween } from "./draw-log-between.ts";
import { eachBurst, planScattered, scatteredParams } from "./scattered-bursts.ts";
import { spread } from "./spread.ts";

/** Shares of what a relay of a story has about it. */
interface Shares {
  readonly sitting: number;
  readonly many: number;
  readonly source: Param["source"];
}

/** Options of a phone that relays what is others', wanted or not. */
export function relayParams({ sitting, many, source }: Shares) {
  return {
    ...scatteredParams({
      ...{ sitting, source },
      burst: { median: 3 * MB, source: "chosen: a page with its pictures, there and back" },
    }),
    many: {
      summary: "share that talks to hundreds of remotes; the others keep one tunnel",
      unit: "share",
      default: many,
      min: 0,
      max: 1,
      source,
    },
    ...RELAY_PARAMS,
  } as const satisfies Record<string, Param>;
}

const RELAY_PARAMS = {
  dailyMin: {
    summary: "least bytes of a day, both directions added",
    unit: "bytes",
    default: 0.05 * GB,
    min: 1e6,
    max: 2e10,
    source: "chosen: no published figure found; a little-used exit",
  },
  dailyMax: {
    summary: "most bytes of a day, both directions added",
    unit: "bytes",
    default: 2 * GB,
    min: 1e6,
    max: 2e10,
    source: "chosen: no published figure found; a much-used exit",
  },
  upSpread: {
    summary: "share of a burst that goes up lies so far from a half, uniformly",
    unit: "share",
    default: 0.06,
    min: 0,
    max: 0.5,
    source: "chosen: what comes in goes out, and a little is the relay's own",
  },
  remotesMin: {
    summary: "least remotes of a minute, where it talks to hundreds",
    unit: "count",
    default: 100,
    min: 1,
    max: 2000,
    source: "chosen: the customers' targets, some hundreds",
  },
  remotesMax: {
    summary: "most remotes of a minute, where it talks to hundreds",
    unit: "count",
    default: 400,
    min: 1,
    max: 2000,
    source: "chosen: as the least",
  },
  rate: {
    summary: "median rate of a burst, both directions at once",
    unit: "bit/s",
    default: 4e6,
    min: 1e5,
    max: 1e9,
    source: "chosen: below a median LTE uplink",
  },
  rateSigma: {
    summary: "ln-sigma of that rate",
    unit: "ln",
    default: 0.4,
    min: 0,
    max: 1.5,
    source: "chosen: as the median",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<ReturnType<typeof relayParams>> &
  OptionsOf<ReturnType<typeof circumstanceParams>>;

const WEB = codeOf(APPS, "web", "relay");

/** Plans a relay: how much a day, and with how many it talks; 0 remotes = as a tunnel has them. */
export function planRelay(context: PlanContext, options: Options): Episode[] {
  const { random } = context;
  const daily = drawLogBetween(random, options.dailyMin, options.dailyMax);
  const many = chance(random, options.many);
  const drawn = Math.round(drawBetween(random, options.remotesMin, options.remotesMax));
  const remotes = many ? drawn : 0;
  return planScattered(context, options, { daily, protocol: vpnRelay }).map((episode) => ({
    ...episode,
    notes: { ...episode.notes, remotes },
  }));
}

/** Relays: what comes in for others goes out to others, and is counted twice. */
export function emitRelay(context: EmitContext, options: Options, sink: Sink): void {
  const { random, episode } = context;
  const { remotes, screenOff } = episode.notes as Record<"remotes" | "screenOff", number>;
  const foreground = screenOff === 1 ? 0 : 1;
  holdAppPen(sink, { app: WEB, protocol: vpnRelay, foreground });
  sink.remotes = remotes;
  eachBurst(context, options, (at, bytes) => {
    const up = Math.round(bytes * spread(random, 0.5, options.upSpread));
    sink.transfer(at, up, bytes - up, lognormal(random, options.rate, options.rateSigma));
  });
}
