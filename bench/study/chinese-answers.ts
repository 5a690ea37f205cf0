import type { AnswerPhrases, PaidWords } from "./answer-phrases.ts";

/** A study's answers in Chinese. */
export const chineseAnswers: AnswerPhrases = {
  between: "",
  nothing: (strategy, bytes) => `${strategy} 什么也没省下：${bytes} 照样全部跑掉，一个字节不差。`,
  more: (strategy, { more, bytes }, paid) =>
    `${strategy} 反而多跑 ${more}（原为 ${bytes}）；${paidOf(paid)}。`,
  saves: (strategy, { saved, bytes }, paid) =>
    `${strategy} 省下${saved === null ? `全部 ${bytes}` : ` ${bytes} 中的 ${saved}`}；${paidOf(paid)}。`,
  refund: (money, currency) => `退回 ${money} ${currency}，由运营商承担。`,
  chance: (p) => `这可能只是偶然：按所问的全部策略校正后，p 为 ${p}。`,
  kinds: (kinds) =>
    `它只对这些类型有用：${kinds.map(({ kind, saved, bytes }) => `${kind}（${bytes} 中的 ${saved}）`).join("、")}；其他类型毫无作用。`,
  wrongNetwork: (cases) => `有 ${count(cases)} 起它报了警，但处置够不着报警所在的网络。`,
  unharmed: "没有伤及任何人。",
  harm: ({ lost, delayed, pending, pushes, cutOff }) =>
    `它${[
      ...(lost === null ? [] : [`扣住有人要的 ${lost}`]),
      ...(delayed === null ? [] : [`使 ${delayed} 迟到`]),
      ...(pending === null ? [] : [`到结束时还有 ${pending} 在等`]),
      ...(pushes === null ? [] : [`误了应用的 ${count(pushes)} 条推送`]),
      ...(cutOff === null ? [] : [`白白断掉 ${count(cutOff)} 条线路`]),
    ].join("，")}。`,
  messages: (sent) => `它给机主发了 ${count(sent)} 条消息。`,
  bills: (isLower, money, currency) =>
    `它使没有出事的线路的账单${isLower ? "减少" : "增加"} ${money} ${currency}，这与事件无关。`,
  worth: ({ isLoss, money, currency, mix }) =>
    `若案例按 ${mix} 组合出现，每千线月它${isLoss ? "得不偿失，净亏" : "净赚"} ${money} ${currency}。`,
  neverPays: "案例再多也不划算。",
  pays: (times) => `案例达到${times}即可回本。`,
  times: (factor) => (factor === null ? "不到 0.01 倍" : ` ${factor} 倍`),
  best: ({ strategy, of, saved, interval, stake, currency }) =>
    `在校准的一半上，${of} 个策略中 ${strategy} 省得最多；在测试的一半上，它省下 ${saved}${interval === null ? "" : `（95 %：${interval[0]} 至 ${interval[1]}）`}，计费额共 ${stake} ${currency}。`,
  sameOrder: ({ mix, of, byWorth }) =>
    `按${orderedBy(byWorth)}排，${mix} 组合下 ${of} 个策略的次序与模拟中一样。`,
  moves: ({ mix, of, byWorth }, moved, others) => {
    const names = moved.map(
      ({ strategy, from, to }) => `${strategy} 在模拟中排第 ${from}，在 ${mix} 组合下排第 ${to}`,
    );
    const more = others > 0 ? `；另有 ${count(others)} 个变动较小` : "";
    return `${of} 个策略按${orderedBy(byWorth)}排：${names.join("；")}${more}。`;
  },
  mixedHarm: ({ mix, lost, late, cutOff, messages }) =>
    `按 ${mix} 组合，每千线月合${[
      ...(lost === null ? [] : [`扣住 ${lost}`]),
      ...(late === null ? [] : [`迟到 ${late}`]),
      ...(cutOff === null ? [] : [`白断 ${cutOff} 条线路`]),
      ...(messages === null ? [] : [`消息 ${messages} 条`]),
    ].join("，")}。`,
  reach: ({ stake, currency, isHalved, hands }) =>
    `${isHalved ? "在测试的一半上，" : ""}计费额共 ${stake} ${currency}：${hands
      .map((hand) =>
        hand.strategy === null
          ? `${WHO[hand.by]}单独什么也省不下`
          : `${WHO[hand.by]}单独最多省 ${hand.saved}，靠 ${hand.strategy}${hand.alike === 0 ? "" : `（另有 ${count(hand.alike)} 个一样多）`}`,
      )
      .join("；")}。`,
  enough: ({ members, isEnough, isPriced, isHalved, saved, stake, currency }) => {
    const names = members
      .map(({ strategy, by }) => (by === null ? strategy : `${strategy}（${WHO[by]}）`))
      .join("、");
    const where = isHalved ? "在校准的一半上，" : "";
    const head = isEnough
      ? `${where}省下计费额九成${isPriced ? "花费最少" : "所需最少"}的策略：${names}。`
      : `${where}任何三个策略都省不下计费额的九成；最接近的是 ${names}。`;
    const assumed = members.length > 1 ? ASSUMED : "";
    return `${head}${isHalved ? "在测试的一半上，" : ""}${members.length > 1 ? "合起来" : "它"}省下 ${stake} ${currency} 中的 ${saved}${assumed}。`;
  },
  besideLeader: ({ leader, saved, stake, currency, isHalved, ...others }) => {
    const { adding, addingMore, idle, idleMore } = others;
    const some = [
      ...adding.map(({ strategy, adds, saved: alone }) =>
        adds === null
          ? `${strategy} 再省下它单独省的全部 ${alone}`
          : `${strategy} 再省 ${adds}（单独省 ${alone}）`,
      ),
      ...(addingMore > 0 ? [`另有 ${count(addingMore)} 个更少`] : []),
      ...(idle.length > 0
        ? [
            `${idle.join("、")}${idleMore > 0 ? ` 等 ${count(idle.length + idleMore)} 个` : " "}是多余的`,
          ]
        : []),
    ];
    return `${isHalved ? "在测试的一半上，" : ""}${leader} 省下 ${stake} ${currency} 中的 ${saved}；有了它，${some.join("；")}${ASSUMED}。`;
  },
};

/** They were lived one by one. */
const ASSUMED = "（每起案例都按其中对它最有效的一个来算，并未一起模拟）";

const WHO = { owner: "机主", seller: "卖家", operator: "运营商" } as const;

function orderedBy(byWorth: boolean): string {
  return byWorth ? "净收益" : "省下的钱";
}

function paidOf({ rated, ratedLeft, billed, billedLeft, currency, tariffs }: PaidWords): string {
  return `按 ${tariffs.join(" 和 ")}，计费 ${rated} ${currency} 还剩 ${ratedLeft}，出账 ${billed} 还剩 ${billedLeft}`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
