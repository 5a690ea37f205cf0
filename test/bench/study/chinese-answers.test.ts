import { describe, expect, it } from "vitest";
import { chineseAnswers } from "../../../bench/study/chinese-answers.ts";
import { costsOf } from "../../../bench/study/costs.ts";
import type { CaseOutcome, LineOutcome } from "../../../bench/study/outcome.ts";
import { answersOf } from "../../../bench/study/sentences.ts";
import { GB } from "../../../datasets/sizes.ts";
import { aCase, aLine, NOTHING } from "./made-outcomes.ts";
import { MADE_WORLD, madeStudy } from "./made-study.ts";

const EQUAL = { bytesLeft: 10 * GB, ratedLeft: 50_000, moneyLeft: 40_000 };
const said = (cases: readonly CaseOutcome[], lines: readonly LineOutcome[] = [], cost?: string) => {
  const file = madeStudy(
    [{ name: "torrent-cut", cases, lines }],
    {},
    {
      ...(cost === undefined ? {} : { costs: costsOf(cost) }),
    },
  );
  return answersOf(MADE_WORLD, file.cells, chineseAnswers)[0]?.text ?? "";
};

describe("a sentence in Chinese follows its numbers", () => {
  it.each<[title: string, cases: CaseOutcome[], lines: LineOutcome[], text: string]>([
    [
      "what is saved, under which tariff",
      [aCase()],
      [],
      "torrent-cut 省下 10.0 GB 中的 6.0 GB；按 ct2015，计费 500 CNY 还剩 200，出账 400 还剩 200。没有伤及任何人。",
    ],
    ["all of it", [aCase({ bytesLeft: 0 })], [], "torrent-cut 省下全部 10.0 GB；"],
    [
      "the sign of an effect",
      [aCase({ bytesLeft: 12 * GB })],
      [],
      "torrent-cut 反而多跑 2.0 GB（原为 10.0 GB）；",
    ],
    [
      "nothing, to the byte, and what comes back",
      [aCase({ ...EQUAL, refunded: 40_000 })],
      [],
      "什么也没省下：10.0 GB 照样全部跑掉，一个字节不差。退回 400 CNY，由运营商承担。",
    ],
    [
      "bills that shrink",
      [aCase()],
      [aLine({ ratedSaved: 70_000 })],
      "账单减少 700 CNY，这与事件无关",
    ],
    ["bills that grow", [aCase()], [aLine({ ratedSaved: -70_000 })], "账单增加 700 CNY"],
    [
      "harm, part by part",
      [aCase()],
      [
        aLine({
          harm: {
            ...{ lost: [GB, 0, 0, 0, 0], delayed: [0, 2 * GB, 0, 0, 0] },
            ...{ byteHours: 4 * GB, pending: 3 * GB, pushesMissed: 1200 },
          },
          ...{ isCutOff: true, messages: 2 },
        }),
      ],
      "它扣住有人要的 1.0 GB，使 2.0 GB 迟到，到结束时还有 3.0 GB 在等，误了应用的 1,200 条推送，白白断掉 1 条线路。它给机主发了 2 条消息。",
    ],
    [
      "the wrong network",
      [aCase({ ...EQUAL, wrongPlane: true })],
      [],
      "有 1 起它报了警，但处置够不着报警所在的网络。",
    ],
    [
      "which kinds it stops, and which not",
      [aCase(), aCase({ ...EQUAL, kind: "app-auto-update", device: 2, cluster: 2 })],
      [],
      "它只对这些类型有用：bt-over-hotspot（10.0 GB 中的 6.0 GB）；其他类型毫无作用。",
    ],
  ])("%s", (_, cases, lines, text) => {
    expect(said(cases, lines)).toContain(text);
  });

  it("says what it is worth, and turns with what harm costs", () => {
    const harm = { ...NOTHING, lost: [2 * GB, 0, 0, 0, 0], pending: 0, pushesMissed: 0 };
    const lines = [aLine({ harm })];
    expect(said([aCase()], lines, "lost-gb=10")).toContain(
      "每千线月它净赚 28,000 CNY。案例达到 0.067 倍即可回本。",
    );
    expect(said([aCase()], lines, "lost-gb=1000")).toContain(
      "每千线月它得不偿失，净亏 170,000 CNY。案例达到 6.7 倍即可回本。",
    );
    expect(said([aCase(EQUAL)], lines, "lost-gb=1")).toContain("案例再多也不划算。");
  });

  it("says how the order moves under a mix, and what harm comes to in it", () => {
    const order = { mix: "everyday", byWorth: false, of: 4 };
    const moved = [{ strategy: "torrent-cut", from: 1, to: 3 }];
    expect(chineseAnswers.moves(order, moved, 2)).toBe(
      "4 个策略按省下的钱排：torrent-cut 在模拟中排第 1，在 everyday 组合下排第 3；另有 2 个变动较小。",
    );
    expect(chineseAnswers.sameOrder({ ...order, byWorth: true })).toBe(
      "按净收益排，everyday 组合下 4 个策略的次序与模拟中一样。",
    );
    expect(
      chineseAnswers.mixedHarm({
        ...{ mix: "everyday", lost: "1.0 GB", late: null, cutOff: null, messages: "12" },
      }),
    ).toBe("按 everyday 组合，每千线月合扣住 1.0 GB，消息 12 条。");
  });
});
