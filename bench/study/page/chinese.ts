import { chineseAnswers } from "../chinese-answers.ts";
import type { DrawnWords, PageWords, SectionWords } from "./page-words.ts";

const sections: SectionWords = {
  matrix: {
    head: "每个策略防住什么，又伤了谁",
    bytesSaved: "省下的字节占比，按事件类型",
    ratedSaved: (currency) => `省下的计费额（${currency}）占比，按事件类型`,
    harm: "伤害，省得再多也不抵消",
    all: "全部类型",
    borne: (currency) => `剩下的由谁承担，${currency}`,
    heads: {
      ...{ lost: "丢失 GB", late: "迟到 GB", pending: "结束时仍在等 GB" },
      ...{ cutOff: "白白断掉的线路", told: "发给机主的消息", pushes: "误掉的推送" },
    },
    cases: (n) => `${n} 起`,
    cell: ({ saved, stake, n }) => `${stake} 中的 ${saved}，${n} 起`,
    equal: (n) => `${n} 起，一个字节不差`,
    wrong: (n) => `有 ${n} 起，处置够不着报警所在的网络`,
    note: "= ：一个字节不差。⊘ ：有这么多起报了警，但处置够不着报警所在的网络。– ：本来就没有损失可言。空白：没有案例。绿色是省下的，橙色是反而多跑的或伤害。伤害各列自有深浅，最多的最深；省下的与伤害从不相加。指向格子可看数额与区间。",
  },
  answersHead: "用话来说",
  moreAnswers: (count) => `另外 ${count} 条回答`,
  idle: (strategies) => `以下策略什么也没改变，一个字节不差：${strategies.join("、")}。`,
  beware: "注意",
  limits: {
    head: "模拟说不出什么",
    mix: (mix) =>
      `每种原因多久发生一次：没人知道。每千线月的数字都取决于组合（${mix}），策略的名次也随它变动。`,
    tariff: (tariffs) => `换一种资费会花多少钱：这里的每笔钱都按 ${tariffs.join("、")} 计。`,
    enriched: "日常生活中会有多少伤害：这里的事件和相似行为都比现实多得多，伤害按模拟中发生的计。",
    lived: "除了模型所写的，人们还会怎样应对：他们重试、等 Wi-Fi、放弃，并按策略所说的概率读消息。",
    records: "被切断之后人们会做什么：对记录只是截去后面的部分，没有人作出反应。",
    chance: "多一起案例会怎样改变区间：区间只来自模拟过的家庭，只有一户时没有区间。",
    end: "时段结束时尚未完结的部分：那时还在等的，既不算省下，也不算丢失。",
    kinds: "模型里没有的原因：列中没有的类型，就没有问过。",
  },
  records: {
    head: "这些记录会被切掉多少",
    note: "没有真相，就没人能说其中多少算省下、多少算误伤。到那时：各线路首次报警时本期的累计，合计。",
    heads: [
      ...["策略", "报警", "每天", "线路", "到那时 GB", "到那时 CUR"],
      ...["切掉 GB", "切掉的计费 CUR", "切掉的出账 CUR"],
    ],
    untold: "说不出",
  },
  loops: {
    head: "记录（开环）与生活（闭环）对照",
    note: "GB 与计费：案例中剩下的。扣住：有人要的，丢失、迟到或仍在等的。“一条记录之内”：相差不超过决定落入的那条记录。",
    heads: [
      ...["策略", "GB 开环", "GB 闭环", "计费 开环", "计费 闭环"],
      ...["扣住 开环", "扣住 闭环", "报警 开环", "报警 闭环", "是否一致"],
    ],
    agree: {
      ...{ "to the byte": "一个字节不差", "within the record": "一条记录之内", no: "否" },
    },
  },
};

const drawn: DrawnWords = {
  bars: {
    head: "逐类来看，以及有多大把握",
    label: (measure, dataset) => `${dataset}：各策略在各类型上${measure}`,
    bytes: "省下 GB",
    rated: (currency) => `省下计费 ${currency}`,
    stake: (amount) => `（共 ${amount}）`,
    interval: "95 % 区间",
    note: "条：该类型全部案例中省下的；零的左边表示反而多跑。线：按家庭配对的 95 % 区间；只有一户时没有。= ：一个字节不差，即为 0，没有区间。虚线：可能损失的全部。",
    ratedNote: "计费额（未计封顶）同样来看；没有计费的类型略去。",
    undrawn: (strategies) => `在每种类型上都一个字节不差：${strategies.join("、")}。`,
  },
  night: {
    head: "钱是怎样跑掉的",
    label: (dataset) => `${dataset}：各策略下随时间的计费额`,
    asItWas: "原样",
    caption: (currency) =>
      `案例到每一刻为止的计费额，单位 ${currency}，未计封顶，按当地时间。灰色：原样。数字是最后的数额。记录在关闭时计费：结束会话会关闭它们的记录，所以走势可能先跳到前面，然后停住。走势相同的策略合为一幅。`,
    unchanged: (strategies) => `另有 ${strategies} 个策略与原样一个字节不差。`,
    heads: ["策略", "首次计费", "末次计费", "最后计费额"],
  },
  worth: {
    head: "值不值，取决于案例有多常见",
    label: (dataset) => `${dataset}：各策略的净收益随案例多少的变化`,
    factor: "案例是组合中的多少倍",
    value: (currency) => `净收益，每千线月 ${currency}`,
    nothing: "什么也不做",
    costs: (of, currency) => `成本（${currency}）：${of.join("，")}。`,
    cost: {
      ...{ "false-cut": "白白断掉一条线路", message: "一条消息" },
      ...{ "team-hour": "团队一小时", "lost-gb": "丢失 1 GB" },
    },
    caption: (mix) =>
      `在 1 处，案例与 ${mix} 组合中一样多。省下的钱和应对案例的成本随案例增减；在没有案例的线路上应对的成本不变，每条线在左端由它而起。竖线：最好的策略在此更替。`,
    leads: ({ leader, from, to }) =>
      leader === null
        ? `案例在 ${from} 至 ${to} 倍之间，没有一个策略抵得上它的成本`
        : `案例在 ${from} 至 ${to} 倍之间，没有什么比 ${leader} 更值`,
    ...{ stop: "。", between: "；" },
    crossing: (a, b) => `${a} 超过 ${b}`,
    heads: ["案例倍数", "在此处"],
    unstated:
      "没有给出成本（--cost-of），所以没有东西与省下的相抵：省下的随案例多少成比例变化，策略的名次在任何倍数下都一样。",
    single: "一条线路不成总体：不按每千线月来说它。",
  },
  adoption: {
    head: "有多少人采用",
    label: (dataset) => `${dataset}：防护措施省下的随采用比例的变化`,
    share: "采用的线路占比",
    saved: (currency) => `每千线月省下的计费额，${currency}`,
    caption:
      "只由防护措施组成的策略：小比例时采用的人，大比例时也在其中，线路可以相加，所以是直线，画到模拟过的比例为止。这是平均而言，且线路之间互不牵连；家庭共用的流量包会牵连。虚线：卖家或运营商带检测器的策略，一次看全部线路。",
    undrawn: (strategies) => `未画出，因为无论多少人采用都得不偿失：${strategies.join("、")}。`,
    meets: ({ strategy, other, share }) => `${strategy} 在 ${share} 的线路采用时与 ${other} 相当`,
    heads: ["策略", "采用占比", "在该占比的价值"],
  },
};

/** The page in Chinese. */
export const chinese: PageWords = {
  ...{ lang: "zh", suffix: "zh", answers: chineseAnswers, ...sections, ...drawn },
  title: "什么会有用，能省下多少，又会伤了谁",
  other: { path: "report.html", lang: "en", says: "English" },
  facts: ({ isOpen, lines, days, seeds, cases, bytes, rated, billed, currency, tariffs, mix }) => [
    `${lines.toLocaleString("en-US")} 条线路 x ${Math.round(10 * days) / 10} 天`,
    isOpen ? "记录，截断后无人反应" : "有无每个策略各过一遍",
    ...(seeds === "" ? [] : [`种子 ${seeds}`]),
    ...(cases === null
      ? ["没有真相"]
      : [`${cases} 起案例：${bytes}，计费 ${rated} ${currency}，出账 ${billed}`]),
    tariffs.length === 0 ? "没有资费" : `资费 ${tariffs.join("、")}`,
    ...(mix === null ? [] : [`组合 ${mix}`]),
  ],
  enriched: "这里发生的远比现实多",
  ...{ sameAsNumbers: "同样的内容，以数字表示", strategy: "策略", by: "由谁" },
  hand: { owner: "机主", seller: "卖家", operator: "运营商" },
};
