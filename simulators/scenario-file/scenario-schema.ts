import { z } from "zod";
import { choice, flag, number, object, text, whole } from "../../datasets/yaml/yaml-fields.ts";
import { PRESET_NAMES } from "../scenario.ts";
import { PROFILES } from "./observation-profiles.ts";
import { population } from "./scenario-population.ts";
import { civilDays, date, duration, offset, rate, share, size } from "./scenario-quantities.ts";

const ANY = Number.POSITIVE_INFINITY;

// What an option may be is checked where its name is known, so that a wrong name is named first.
const option = z.unknown().meta({ type: ["number", "string"] });
const options = z
  .record(z.string(), option, { error: "must be a mapping of options to values" })
  .describe("options of the model; the others keep their defaults");
const models = (about: string) =>
  z
    .record(
      z.string(),
      z.union([options, z.null(), z.literal(false)], {
        error: "must be a mapping of options, {} for the defaults, or false to leave the model out",
      }),
      { error: "must be a mapping of model names to their options" },
    )
    .prefault({})
    .describe(about);

const clock = object(
  {
    start: date("first civil day of the span").prefault("2024-11-01"),
    utcOffset: offset("offset of civil time from UTC").prefault("+08:00"),
    days: whole(1, 3660, "civil days of the span").default(14),
    warmUp: civilDays("first days, which scoring leaves out").prefault("0d"),
    holidays: z
      .array(date("a free day"), { error: "must be a list of dates" })
      .default([])
      .describe("free days beside Saturdays and Sundays"),
  },
  "when it happens",
).prefault({});

const network = object(
  {
    down: rate("median rate of the cellular link to the phone").prefault("40Mbps"),
    up: rate("median rate of the cellular link from the phone").prefault("12Mbps"),
    sigma: number(0, 3, "ln-sigma of both rates over places").default(0.6),
    contention: flag("transfers slow each other down").default(false),
  },
  "the cellular network",
).prefault({});

const VOLUME = number(0.001, 1000, "times the bytes and rates that options say");

const enrichment = object(
  {
    devicesPerCase: whole(
      0,
      1_048_576,
      "block of lines in each half of which every incident kind has one case; a multiple of 8, 0 = no cases",
    )
      .multipleOf(8, {
        error: "must be a multiple of 8: households of up to four lines, in two halves",
      })
      .optional(),
    lookAlikesPerCase: whole(
      0,
      1000,
      "look-alike episodes for each case; 1 when look-alikes are listed and this is left out",
    ).optional(),
    from: civilDays(
      "first day on which a case may begin; a day after the warm-up when left out",
    ).optional(),
    to: civilDays(
      "first day on which no case may begin; three days before the end when left out",
    ).optional(),
    maxVolumeFactor: number(0, ANY, "only lines that use at most so many times the mean").default(
      1.5,
    ),
    abroad: flag("cases and look-alikes begin only on days of a trip, spent wholly abroad").default(
      false,
    ),
    volume: z
      .union([VOLUME, z.record(z.string(), VOLUME)], {
        error: "must be a number from 0.001 to 1000, or one for each kind of incident",
      })
      .describe(
        "bytes and rates of incidents and look-alikes beside those that their options say, of all or by kind",
      )
      .default(1),
  },
  "how densely incidents and look-alikes happen",
).prefault({});

const charging = object(
  {
    volumeLimit: size("volume at which a record closes").prefault("50MB"),
    overshoot: size("bytes by which a record passes that volume").prefault("1KB"),
    timeLimit: duration("age at which a record closes").prefault("1h"),
    idleRelease: duration("silence after which the bearer is released").prefault("30m"),
    mediationDelay: duration("longest delay of a record on its way to the bill").prefault("10m"),
  },
  "how the charging plane cuts records",
).prefault({});

const observation = object(
  {
    profile: choice(PROFILES, "what the keys below are where they are not given").default(
      "perfect",
    ),
    p2pRecall: share("share of BitTorrent that the probe names p2p").optional(),
    unknownApp: share("share of other traffic whose app the probe can't tell").optional(),
    unknownSystem: share("share of traffic whose system it can't tell").optional(),
    flowLoss: share("share of rows that the probe loses").optional(),
    flowLate: share("share of rows that the probe keeps back").optional(),
    flowLateBy: duration("longest time that it keeps a row back").optional(),
    probeDelay: duration("longest delay of a probe's other rows").optional(),
    flowTwice: share("share of rows that the probe delivers twice").optional(),
    sampling: whole(1, 1_000_000, "the probe counts one packet in so many; 1 = all").optional(),
    uplink: share("share of lines whose bytes sent the probe sees").optional(),
    counterLoss: share("share of buckets that a phone's counters lose").optional(),
    clockSkew: duration("longest time by which a phone's clock is off").optional(),
    vpnTwice: share("share of phones whose counters book a VPN's bytes twice").optional(),
    interim: duration("time between two interim rows of a WLAN session").optional(),
    interimLoss: share("share of interim rows that are lost").optional(),
    lostStop: share("share of WLAN stops that are lost").optional(),
    gigawordsLost: share("share of access controllers that send no gigawords").optional(),
    egress: share("share of hot spots that are booked in another province").optional(),
    nat: share("share of hot spots whose router hides its clients' addresses").optional(),
  },
  "what the observers miss or tell twice",
).prefault({});

const pinned = object(
  {
    model: text("name of a model, also one of daily use"),
    device: whole(0, 4_294_967_294, "number of the line"),
    day: date("civil day on which it begins"),
    options: options.default({}),
  },
  "what a model does on a named line and day",
);

const word = z.unknown().meta({ type: "string" });
const time = z.unknown().meta({ type: ["string", "number"] });
// Words and times are checked together: what one may be depends on the action.
const enforcement = object(
  {
    device: whole(0, 4_294_967_294, "number of the line"),
    from: time.describe("first moment at which it holds; a civil time such as 2015-11-11 22:26"),
    until: time.default("never").describe("first moment at which it no longer holds, or never"),
    action: word.describe("what is done, such as block-new-login or throttle"),
    plane: word.optional().describe("cellular, wlan or both"),
    terminal: word.optional().describe("any, phone or guest"),
    app: word.optional().describe("an app, or any"),
    province: word.optional().describe("a province, or any"),
    foreground: word.optional().describe("any, or background to spare the app on screen"),
    rate: z.union([z.string(), z.number()]).default(0).describe("of a throttle, such as 128kbps"),
    retry: word.optional().describe("whether what it stopped asks again: none or later"),
    by: word.optional().describe("who acts: owner, seller or operator"),
    alarm: z.unknown().optional().describe("ordinal of the alarm that it answers, -1 = none"),
  },
  "what was done about a line",
);

const safeguard = z.union(
  [
    text("name of a safeguard"),
    z
      .record(z.string(), option)
      .describe("use: its name, adoption: the share of lines that have it"),
  ],
  { error: "must be the name of a safeguard, or a mapping such as { use: NAME, adoption: 0.6 }" },
);

const parts = {
  clock,
  population,
  network,
  models: models("models of daily use"),
  incidents: models("incident kinds that enrichment spreads over the lines"),
  lookAlikes: models("look-alikes that enrichment spreads over the lines"),
  enrichment,
  attribution: choice(
    ["confirmed", "attributed"],
    "whether what happened is known, or only inferred from the records",
  ).default("confirmed"),
  pinned: z.array(pinned, { error: "must be a list of episodes" }).default([]),
  without: z
    .array(text("name of an incident or look-alike"), { error: "must be a list of models" })
    .default([])
    .describe("incidents and look-alikes that keep their lines and days but do not happen"),
  safeguards: z
    .array(safeguard, { error: "must be a list of safeguards" })
    .default([])
    .describe("what is said to prevent runaway use, on for all lines or a share of them"),
  charging,
  observation,
  enforcement: z
    .array(enforcement, { error: "must be a list of rows" })
    .default([])
    .describe("what was done about lines, and when"),
  split: object(
    { calibration: share("share of the households in the calibration half").default(0.5) },
    "how the lines are halved",
  ).prefault({}),
};

const HINTS = {
  wlanClosures: "write rows of enforcement: block-new-login and disconnect-session",
};
const layer = object(parts, "what a level or preset changes", HINTS);
const layers = (about: string) =>
  z
    .record(z.string(), layer, { error: "must be a mapping of names to what they change" })
    .default({})
    .describe(about);

/** What a scenario file may hold. Every key may be left out; a default stands for it. */
export const scenarioFile = object(
  {
    billshock: z
      .literal(1, { error: "must be 1, the version of this format" })
      .default(1)
      .describe("version of this format"),
    name: text("name of the scenario").default("unnamed"),
    summary: text("one sentence on what it shows").default("no summary"),
    extends: text(
      "named dataset, or path of a file beside this one, that this one changes",
    ).optional(),
    level: text("level that applies when none is asked for").optional(),
    preset: choice(
      PRESET_NAMES,
      "whose volumes: China in 2015 or 2024, travellers on an eSIM, Finland in 2017, the United Kingdom in 2019",
    ).default("cn2024"),
    ...parts,
    levels: layers("what each level changes"),
    presets: layers("what each preset changes"),
  },
  "A billshock scenario: population, network, plans, incidents, look-alikes, observation, split.",
  HINTS,
);

/** A scenario file after parsing: units read, defaults filled in. */
export type ScenarioFile = z.output<typeof scenarioFile>;

/** Makes the JSON Schema of scenario files, draft 2020-12, for editors and other programs. */
export function scenarioJsonSchema(): unknown {
  return z.toJSONSchema(scenarioFile, { io: "input" });
}
