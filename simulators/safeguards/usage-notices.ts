import type { Param, Params } from "../../datasets/param.ts";
import { HOUR, MINUTE } from "../../datasets/sizes.ts";
import { tighterStop } from "../charging/line-terms.ts";
import { READER } from "../charging/notice-params.ts";
import { hear, stepBits } from "../charging/notice-terms.ts";
import type { Safeguard } from "../safeguard.ts";

const step = <S extends Param["source"]>(n: string, share: number, source: S) =>
  ({
    summary: `${n} part of the bundle at which a message is sent, in steps of 5 %, 0 = none`,
    unit: "share",
    default: share,
    min: 0,
    max: 1,
    source,
  }) as const;

const params = {
  first: step("first", 0.5, "chosen: half of it"),
  second: step("second", 0.8, "cited: Regulation (EU) 531/2012, article 15, for use abroad"),
  third: step("third", 0.85, "chosen: a reminder while there is time"),
  fourth: step("fourth", 1, "chosen: from here on it costs"),
  money: {
    summary: "minor units rated in a period at whose multiples a message is sent, 0 = at none",
    unit: "minor",
    default: 5_000,
    min: 0,
    max: 1e9,
    source: "chosen: 50 of the currency, as the limit of Regulation (EU) 531/2012 in euros",
  },
  lag: {
    summary: "from the record that reaches it to the message",
    unit: "ms",
    default: 6.5 * HOUR,
    min: 0,
    max: 48 * HOUR,
    source: "cited: Wuhan, where the cap was reached at 23:34 and the line stopped at 06:08",
  },
  ...READER,
} as const satisfies Params;

/**
 * Sends the owner a message at parts of the bundle and at sums of money. The operator knows no more than
 * the records that were rated, so messages are as late as those; and no earlier read than on waking.
 * Who has little of a large bundle left by wanted use is told just as well.
 */
export const usageNotices: Safeguard<typeof params> = {
  name: "usage-notices",
  summary: "messages at parts of the bundle and at sums of money",
  by: "operator",
  claims: [
    { kind: "bt-over-hotspot", source: "article C: unusual volume was not told in time" },
    { kind: "buggy-app-version", source: "cited: Shunde 2015, seven messages in an afternoon" },
    {
      kind: "app-auto-update",
      source: "cited: 2016, a message at 65 % of a plan, which was ignored",
    },
  ],
  params,
  apply({ notices }, { first, second, third, fourth, money, lag, ...reader }) {
    notices.steps |= stepBits([first, second, third, fourth]);
    notices.moneyStep = tighterStop(notices.moneyStep, Math.round(money));
    notices.lag = Math.min(notices.lag ?? Infinity, MINUTE * Math.round(lag / MINUTE));
    hear(notices, reader);
  },
};
