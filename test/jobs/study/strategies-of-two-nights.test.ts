import { beforeAll, describe, expect, it } from "vitest";
import type { CoursePoint } from "../../../bench/study/course.ts";
import type { Cell, NightCourse, StudyFile } from "../../../bench/study/study-file.ts";
import { GB, HOUR } from "../../../datasets/sizes.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { loadStrategy } from "../../../jobs/load-strategies.ts";
import { study } from "../../../jobs/study.ts";

/** Every strategy of the two nights, by what is left of the case: GB, and yuan rated and billed. */
const WUHAN: readonly (readonly [string, number, number, number])[] = [
  ["bill-read-each-morning", 53.5, 15_423.9, 1000],
  ["torrent-told", 53.5, 15_423.9, 1000],
  ["notices-at-50-percent", 53.5, 15_423.9, 1000],
  ["notices-at-100-percent", 53.5, 15_423.9, 1000],
  ["caches-cleared", 53.5, 15_423.9, 1000],
  ["updates-over-wifi", 53.5, 15_423.9, 1000],
  ["background-off", 53.5, 15_423.9, 1000],
  ["seller-second-factor", 53.5, 15_423.9, 1000],
  ["usage-notices", 53.5, 15_423.9, 1000],
  ["hotspot-off-when-idle", 53.5, 15_423.9, 1000],
  ["refunded", 53.5, 15_423.9, 1000],
  ["money-cap-at-once", 7.84, 1008.46, 1000],
  ["money-cap-after-1h", 15.8, 3523.54, 1000],
  ["money-cap-after-6h30", 53.35, 15_376.66, 1000],
  ["dual-cap-at-once", 7.84, 1008.46, 1000],
  ["torrent-throttled", 1.19, 0, 0],
  ["torrent-guests-refused", 1.01, 0, 0],
  ["torrent-cut", 1.01, 0, 0],
  ["night-use-suspend", 6.29, 523.09, 523.09],
  ["hotspot-off-at-bedtime", 0, 0, 0],
  ["airplane-nights", 0, 0, 0],
  ["data-on-when-used", 0, 0, 0],
];
const NANJING: readonly (readonly [string, number, number])[] = [
  ["refunded", 1713.82, 172.2],
  ["caches-cleared", 1713.82, 172.2],
  ["airplane-nights", 1713.82, 172.2],
  ["sessions-cut-data", 1713.82, 172.2],
  ["sessions-disconnect-only", 1713.65, 172.21],
  ["bill-read-each-morning", 1225.72, 123.4],
  ["night-use-suspend", 145.7, 14.86],
  ["logins-elsewhere-second-factor", 103.93, 10.45],
  ["sessions-block-only", 76.3, 7.66],
  ["wlan-volume-suspend", 59.24, 6.05],
  ["sessions-block-and-disconnect", 4.93, 0.52],
  ["logins-elsewhere-told", 4.98, 0.52],
  ["seller-second-factor", 0, 0],
];

const files: Record<string, StudyFile> = {};
const cellOf = (night: string, strategy: string) =>
  files[night]?.cells.find((cell) => cell.strategy === strategy && cell.kind === "all") as Cell;
const left = (cell: Cell) => ({
  gigabytes: (cell.bytesAtStake - cell.bytesSaved.value) / GB,
  rated: (cell.ratedAtStake - cell.ratedSaved.value) / 100,
  billed: (cell.moneyAtStake - cell.moneySaved.value) / 100,
});

beforeAll(async () => {
  for (const [name, strategies] of [
    ["wuhan-2015", WUHAN],
    ["nanjing-2015", NANJING],
  ] as const) {
    files[name] = await study({
      on: [{ name, scenario: loadScenario(name) }],
      strategies: strategies.map(([strategy]) => loadStrategy(strategy)),
    });
  }
}, 120_000);

describe("the night of Wuhan", () => {
  it.each<[strategy: string, messages: number]>([
    ["torrent-told", 1],
    // Four parts of the bundle, and a sum of money in each of seven hours.
    ["usage-notices", 11],
    ["bill-read-each-morning", 0],
    ["torrent-cut", 0],
  ])("counts what %s tells its owner", (strategy, messages) => {
    expect(cellOf("wuhan-2015", strategy).harm.messages).toBe(messages);
  });

  it.each(WUHAN)(
    "under %s leaves %d GB, %d yuan rated and %d billed",
    (strategy, gb, rated, billed) => {
      const is = left(cellOf("wuhan-2015", strategy));
      expect(is.gigabytes).toBeCloseTo(gb, 1);
      expect(is.rated).toBe(rated);
      expect(is.billed).toBe(billed);
    },
  );

  it("says equal to the byte, and gives no interval, where nothing that waits for the owner helped", () => {
    for (const strategy of ["bill-read-each-morning", "torrent-told", "caches-cleared"]) {
      const { bytesSaved, ratedSaved } = cellOf("wuhan-2015", strategy);
      expect(bytesSaved).toMatchObject({ value: 0, equal: true, low: null });
      expect(ratedSaved.equal).toBe(true);
    }
  });

  it("loses the phone's own bytes to a cut and none to a refusal of guests", () => {
    const lost = (strategy: string) => {
      const { inUse, background } = cellOf("wuhan-2015", strategy).harm.wantedBytesLost;
      return inUse + background;
    };
    expect(lost("torrent-cut")).toBeGreaterThan(0.1 * GB);
    expect(lost("torrent-guests-refused")).toBe(0);
  });

  it("refunds all that was billed and saves no byte", () => {
    const { borneBy, bytesSaved } = cellOf("wuhan-2015", "refunded");
    expect(bytesSaved.equal).toBe(true);
    expect(borneBy).toEqual({ owner: 0, seller: 0, operator: 1_542_390 });
  });
});

describe("the night of Nanjing", () => {
  it.each(NANJING)("under %s leaves %d GB and %d yuan", (strategy, gb, yuan) => {
    const is = left(cellOf("nanjing-2015", strategy));
    expect(is.gigabytes).toBeCloseTo(gb, 1);
    expect(is.rated).toBe(yuan);
  });

  it("tells an action on the wrong network: an alarm, an answer, and not a byte", () => {
    const { wrongPlane, bytesSaved, alarms } = cellOf("nanjing-2015", "sessions-cut-data");
    expect([wrongPlane, bytesSaved.equal, alarms]).toEqual([1, true, 1]);
  });

  it("says so in words", () => {
    const { answers = [] } = files["nanjing-2015"] ?? {};
    const said = answers.find(({ strategy }) => strategy === "sessions-cut-data")?.text;
    expect(said).toContain(
      "saves nothing: all 1713.8 GB are burnt as they were, equal to the byte",
    );
    expect(said).toContain("its action does not reach the network of its alarm");
  });
});

describe.each(["wuhan-2015", "nanjing-2015"])("the course of %s", (name) => {
  const night = () => {
    const [only, ...more] = files[name]?.nights ?? [];
    expect(more).toEqual([]);
    return only as NightCourse;
  };
  const endOf = (points: readonly CoursePoint[]) => (points.at(-1)?.[1] ?? 0) / 100;

  it("ends under each strategy at what its cell says is left, and names each of them once", () => {
    const { asItWas, unchanged, courses } = night();
    const ends = new Map([
      ...unchanged.map((strategy) => [strategy, endOf(asItWas)] as const),
      ...courses.flatMap(({ strategies, points }) =>
        strategies.map((strategy) => [strategy, endOf(points)] as const),
      ),
    ]);
    const listed = [...unchanged, ...courses.flatMap(({ strategies }) => strategies)];
    expect(listed.length).toBe(ends.size);
    const cells = files[name]?.cells.filter(({ kind }) => kind === "all") ?? [];
    expect(ends).toEqual(new Map(cells.map((cell) => [cell.strategy, left(cell).rated])));
    expect(endOf(asItWas)).toBe((cells[0]?.ratedAtStake ?? 0) / 100);
  });

  it("is small, in order of time, and lies in its case until what closes after it", () => {
    const { onset, end, asItWas, courses } = night();
    for (const points of [asItWas, ...courses.map((course) => course.points)]) {
      expect(points.length).toBeLessThanOrEqual(96);
      const times = points.map(([time]) => time);
      expect(times.toSorted((a, b) => a - b)).toEqual(times);
      for (const time of times) expect(time).toBeGreaterThanOrEqual(onset);
    }
    expect(asItWas.at(-1)?.[0]).toBeGreaterThan(end - HOUR);
  });
});

it("the course of Wuhan was at what a cut at 00:32 leaves, but for a step", () => {
  const asItWas = files["wuhan-2015"]?.nights[0]?.asItWas ?? [];
  const by = Date.parse("2015-11-12T00:32:00+08:00");
  const rated = (asItWas.findLast(([time]) => time <= by)?.[1] ?? 0) / 100;
  expect(Math.abs(rated - 3420.94)).toBeLessThanOrEqual(0.02 * 15_423.9);
});
