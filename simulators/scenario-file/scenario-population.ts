import { z } from "zod";
import { PROVINCES } from "../../datasets/places.ts";
import { parseHours } from "../../datasets/quantity.ts";
import { HOUR } from "../../datasets/sizes.ts";
import { DEVICE_TYPES, SEGMENTS } from "../../datasets/vocabularies.ts";
import {
  choice,
  flag,
  number,
  object,
  parsed,
  text,
  whole,
} from "../../datasets/yaml/yaml-fields.ts";
import { civilDays, share, size } from "./scenario-quantities.ts";
import { parseDuration } from "./units.ts";

/** What a line may have of the operator's WLAN, in order of Persona's codes. */
export const ACCOUNTS = ["none", "in-use", "dormant"] as const;
const province = z.enum(PROVINCES as [string, ...string[]], {
  error: "must be a province, such as Hubei",
});

const tariff = (about: string) =>
  z
    .union([text("a name"), z.record(z.string(), z.unknown())], {
      error: "must be the name of a tariff, a file such as ./mine.yaml, or a tariff written out",
    })
    .describe(about);

const plan = object(
  {
    name: text("name of the plan; the tariff's when left out").optional(),
    share: share("share of the lines that have it").default(1),
    tariff: tariff("name of the tariff, path of a file beside this one, or the tariff itself"),
    abroad: tariff(
      "tariff of the second SIM, which carries all data abroad: prepaid by days, or pay-as-you-go",
    ).optional(),
    bundle: size("data bundle of a period, instead of the tariff's").optional(),
    price: text("price over the bundle, such as 0.0003 CNY/KB").optional(),
    moneyCap: text("most that a period is billed, such as 1000 CNY").optional(),
    volumeCap: size("most that a period may carry").optional(),
    suspensionLag: parsed(
      parseLag,
      "from the money cap to the line's suspension; a duration such as 6h34m, or never",
    ).prefault("never"),
    reinstated: choice(
      ["next-morning", "never"],
      "when a suspended line comes back, or a used-up package is bought anew: the next morning, or not before the next period",
    ).default("next-morning"),
    usedAtStart: size("data of the bundle used before the span starts").prefault("0"),
    shared: flag(
      "lines of one household that have this plan share its bundle, its caps and its bill",
    ).default(false),
  },
  "a plan that a share of the lines has",
);

const line = object(
  {
    lines: parsed(parseLines, "their numbers, such as 3 or 0-1"),
    plan: text("name of their plan").optional(),
    household: flag("they live together").default(false),
    segment: choice(SEGMENTS.slice(1) as [string, ...string[]], "market segment").optional(),
    deviceType: choice(DEVICE_TYPES.slice(1) as [string, ...string[]], "what it is").optional(),
    os: choice(["android", "ios"], "operating system of the phone").optional(),
    homeProvince: province.optional().describe("where they are at home"),
    volume: number(0.001, 1000, "how many times the mean they use").optional(),
    homeWifi: flag("there is Wi-Fi at home").optional(),
    workWifi: flag("there is Wi-Fi at work").optional(),
    p2pVideo: flag("they watch video that viewers share among themselves").optional(),
    hotspot: flag("they use the hotspot on purpose now and then").optional(),
    wlanAccount: choice(ACCOUNTS, "operator-WLAN account").optional(),
    billingDay: whole(1, 28, "day of the month on which the bill starts").optional(),
    updatesOverCellular: flag("they let the store update over cellular").optional(),
  },
  "lines that are described instead of drawn; what is not said is drawn",
);

const trips = object(
  {
    share: share("share of the households that take one").default(1),
    from: civilDays("first day on which one may begin").prefault("1d"),
    to: civilDays(
      "first day on which none may begin; the day after `from` when left out",
    ).optional(),
    shortest: civilDays("civil days from departure to return, at least").prefault("5d"),
    longest: civilDays("civil days from departure to return, at most 60").prefault("10d"),
    hotelWifi: share("share of hotels that have Wi-Fi").default(0.9),
    wifiLoss: number(0, 0.5, "share of the time in which that Wi-Fi is down").default(0.3),
  },
  "a trip abroad that a share of the households takes; all of a household go together",
);

/** Who takes part: how many lines, on which plans, and which of them are described. */
export const population = object(
  {
    devices: whole(1, 4_294_967_294, "lines").default(500),
    only: whole(
      0,
      4_294_967_294,
      "the one line that lives, as it does among all, with those that share its bundle; all live when left out",
    ).optional(),
    homeProvince: province
      .optional()
      .describe("where all lines are at home; spread over the country when left out"),
    billingDay: whole(
      1,
      28,
      "day of the month on which every bill starts; drawn for each line when left out",
    ).optional(),
    atHome: flag(
      "all lines stay at home on cellular, day and night: for a case whose night is on record",
    ).default(false),
    asleep: parsed(
      parseSleep,
      "when all owners sleep, such as 22:20-07:00: for a case whose night is on record; drawn when left out",
    ).optional(),
    wlanAccounts: choice(
      ACCOUNTS,
      "operator-WLAN account of all lines; drawn for each line when left out",
    ).optional(),
    firstPasswords: share(
      "share of operator-WLAN accounts whose password is still the first one, which a block of numbers shares; all when left out",
    ).optional(),
    trips: trips.optional(),
    plans: z
      .array(plan, { error: "must be a list of plans" })
      .min(1, { error: "must hold at least one plan" })
      .prefault([{ tariff: "cn-2024" }]),
    lines: z
      .array(line, { error: "must be a list of lines" })
      .default([])
      .describe("lines that are described; all others are drawn"),
  },
  "who takes part",
).prefault({});

/** First line, and the first after the last. */
function parseLines(value: string | number): { from: number; to: number } {
  const [, first, last = first] = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(String(value)) ?? [];
  const from = Number(first);
  const to = Number(last) + 1;
  if (first === undefined || to <= from) {
    throw new RangeError(`must be line numbers such as 3 or 0-1, got ${value}`);
  }
  return { from, to };
}

/** From the evening, or after midnight, to the morning of the next day. */
function parseSleep(value: string | number): { from: number; to: number } {
  const [from, to] = parseHours(String(value)) ?? [];
  if (from === undefined || to === undefined || to >= 12 || (from < 18 && from >= to)) {
    throw new RangeError(`must be a night such as 22:20-07:00, got ${value}`);
  }
  const evening = from < 12 ? from + 24 : from;
  return { from: Math.round(evening * HOUR), to: Math.round(to * HOUR) };
}

function parseLag(value: string | number): number | null {
  return value === "never" ? null : parseDuration(value);
}
