import { describe, expect, it } from "vitest";
import { cellsOf } from "../../../bench/study/cells.ts";
import type { CaseOutcome, LineOutcome, StrategyOutcome } from "../../../bench/study/outcome.ts";
import { rankedStrategies } from "../../../bench/study/ranking.ts";
import { answersOf } from "../../../bench/study/sentences.ts";
import type { StudyDataset } from "../../../bench/study/study-file.ts";
import { GB } from "../../../datasets/sizes.ts";
import { loadStrategy } from "../../../jobs/load-strategies.ts";
import { aCase, aLine, NOTHING } from "./made-outcomes.ts";

const WORLD: StudyDataset = {
  ...{
    name: "city",
    mode: "closed",
    truth: true,
    seeds: ["1"],
    lines: 10,
    days: 30,
    currency: "CNY",
  },
  ...{ tariffs: ["ct2015"], enriched: true },
};

function outcome(
  cases: readonly CaseOutcome[],
  lines: readonly LineOutcome[] = [],
  name = "torrent-cut",
): StrategyOutcome {
  const strategy = loadStrategy(name);
  return { strategy, mode: "closed", cases, lines, alarms: 1, wrongPlane: 0, touched: 1 };
}
const cells = (of: StrategyOutcome) =>
  cellsOf({ dataset: "city", lineDays: 300 }, [{ seed: "1", outcome: of }]);
const said = (of: StrategyOutcome) => answersOf(WORLD, cells(of))[0]?.text ?? "";

describe("a sentence follows its numbers", () => {
  it.each<[title: string, cases: CaseOutcome[], lines: LineOutcome[], text: RegExp]>([
    [
      "what is saved, under which tariff",
      [aCase()],
      [],
      /^torrent-cut saves 6\.0 GB of 10\.0 GB; of 500 CNY rated under ct2015, 200 are left, of 400 billed 200\. It harms nobody\.$/,
    ],
    ["all of it", [aCase({ bytesLeft: 0 })], [], /^torrent-cut saves all 10\.0 GB;/],
    [
      "the sign of an effect",
      [aCase({ bytesLeft: 12 * GB })],
      [],
      /^torrent-cut burns 2\.0 GB more than the 10\.0 GB that were burnt;/,
    ],
    [
      "nothing, to the byte",
      [aCase({ bytesLeft: 10 * GB, ratedLeft: 50_000, moneyLeft: 40_000 })],
      [],
      /saves nothing: all 10\.0 GB are burnt as they were, equal to the byte/,
    ],
    [
      "bills that shrink by what no incident cost",
      [aCase()],
      [aLine({ ratedSaved: 700_00 })],
      /It lowers the bills of lines without a case by 700 CNY, which no incident cost\.$/,
    ],
    [
      "bills that grow",
      [aCase()],
      [aLine({ ratedSaved: -700_00 })],
      /It raises the bills of lines without a case by 700 CNY/,
    ],
    [
      "what is withheld, late, and whom it cuts off",
      [aCase()],
      [
        aLine({
          harm: {
            ...{ lost: [GB, 0, 0, 0], delayed: [0, 2 * GB, 0, 0] },
            ...{ byteHours: 4 * GB, pending: 20, pushesMissed: 3 },
          },
          isCutOff: true,
        }),
      ],
      /It withholds 1\.0 GB that somebody wanted, delays 2\.0 GB, leaves 20 B waiting when it is over, keeps back 3 messages of apps and cuts off 1 line for nothing\./,
    ],
    [
      "pushes alone that were missed",
      [aCase()],
      [aLine({ harm: { ...NOTHING, pending: 0, pushesMissed: 1 } })],
      /It keeps back 1 message of apps\.$/,
    ],
    [
      "what alone still waits",
      [aCase()],
      [aLine({ harm: { ...NOTHING, pending: GB, pushesMissed: 0 } })],
      /It leaves 1\.0 GB waiting when it is over\.$/,
    ],
    [
      "messages, which harm nobody",
      [aCase()],
      [aLine({ messages: 2 })],
      /It harms nobody\. It sends owners 2 messages\.$/,
    ],
    [
      "an action on the wrong network",
      [aCase({ wrongPlane: true, bytesLeft: 10 * GB, ratedLeft: 50_000, moneyLeft: 40_000 })],
      [],
      /On 1 case it alarmed, and its action does not reach the network of its alarm\./,
    ],
    [
      "money that comes back",
      [aCase({ bytesLeft: 10 * GB, ratedLeft: 50_000, moneyLeft: 40_000, refunded: 40_000 })],
      [],
      /equal to the byte\. 400 CNY come back, which the operator bears\./,
    ],
    [
      "which kinds it stops, and which not",
      [aCase(), aCase({ kind: "app-auto-update", device: 2, cluster: 2, bytesLeft: 10 * GB })],
      [],
      /It stops something of bt-over-hotspot \(6\.0 GB of 10\.0 GB\), and of nothing else\./,
    ],
  ])("%s", (_, cases, lines, text) => {
    expect(said(outcome(cases, lines))).toMatch(text);
  });
});

describe("cells", () => {
  it("keep incidents, ordinary bills and harm apart", () => {
    const all = cells(outcome([aCase()], [aLine({ ratedSaved: 900_000 })]));
    const of = (kind: string) => all.find((cell) => cell.kind === kind);
    expect(of("all")?.ratedSaved.value).toBe(30_000);
    expect(of("ordinary")?.ratedSaved.value).toBe(900_000);
    expect(of("ordinary")?.bytesSaved.value).toBe(0);
  });

  it("say who bears what is left: its owner up to the cap, the operator the rest and refunds", () => {
    const [cell] = cells(
      outcome([aCase({ ratedLeft: 90_000, moneyLeft: 40_000, refunded: 10_000 })]),
    );
    expect(cell?.borneBy).toEqual({ owner: 30_000, seller: 0, operator: 60_000 });
  });

  it("bound the share of cases prevented exactly", () => {
    const cases = Array.from({ length: 18 }, (_, device) => aCase({ device, bytesLeft: 0 }));
    const [cell] = cells(outcome(cases));
    expect(cell?.prevented).toMatchObject({ value: 1, n: 18, method: "clopper-pearson" });
    expect(cell?.prevented?.low).toBeCloseTo(0.815, 3);
  });

  it("call a case prevented when under a hundredth of it is left", () => {
    const [almost] = cells(outcome([aCase({ bytesLeft: 0.0101 * 10 * GB })]));
    const [whole] = cells(outcome([aCase({ bytesLeft: 0.0099 * 10 * GB })]));
    expect([almost?.prevented?.value, whole?.prevented?.value]).toEqual([0, 1]);
  });
});

it("turns counts into a mix: what a case saves, as often as the mix has it", () => {
  const twice = [aCase(), aCase({ device: 3, cluster: 3 })];
  const of = (rates: Record<string, number> | null) =>
    cellsOf({ dataset: "city", lineDays: 300, mix: { name: "mine", rates } }, [
      { seed: "1", outcome: outcome(twice) },
    ])[0]?.perThousandLineMonths;
  // 300 yuan a case; as lived two cases in ten line-months are 200 in a thousand.
  expect(of(null)).toMatchObject({ mix: "mine", ratedSaved: 200 * 30_000 });
  expect(of({ "bt-over-hotspot": 0.5 })?.ratedSaved).toBe(15_000);
  expect(of({ "app-auto-update": 50 })?.ratedSaved).toBe(0);
});

it("ranks by what is saved of incidents, not by what else shrinks on bills", () => {
  const honest = cells(outcome([aCase()]));
  const greedy = cells(
    outcome([aCase({ ratedLeft: 49_000 })], [aLine({ ratedSaved: 9_000_000 })], "usage-day-cut"),
  );
  const ranked = rankedStrategies([...greedy, ...honest], WORLD);
  expect(ranked.map(({ strategy }) => strategy)).toEqual(["torrent-cut", "usage-day-cut"]);
});
