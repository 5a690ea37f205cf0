import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BillingCalendar, openRater } from "../../../datasets/billing/rating.ts";
import type { GroupPrice, Tariff } from "../../../datasets/billing/tariff.ts";
import { cmccWlan2013 } from "../../../datasets/billing/tariffs/cmcc-wlan-2013.ts";
import { ct2015 } from "../../../datasets/billing/tariffs/ct2015.ts";
import { dayOfDate, startOfDay } from "../../../datasets/civil-time.ts";
import { DAY, GB, HOUR, KB, MB, SECOND } from "../../../datasets/sizes.ts";
import { RATING_GROUPS } from "../../../datasets/vocabularies.ts";

const DATA = RATING_GROUPS.indexOf("data");
const WLAN = RATING_GROUPS.indexOf("wlan");
const NIGHT = startOfDay(dayOfDate(2015, 11, 11), 480) + 22 * HOUR;
const CHINA: BillingCalendar = { utcOffset: 480, billingDay: 1, from: NIGHT - DAY };
const FULL_RECORD = 51_201 * KB;

function priced(price: Partial<GroupPrice>, rest: Partial<Tariff> = {}): Tariff {
  const data = { bundleBytes: 0, amount: 3, perBytes: 102_400, incrementBytes: 1024, ...price };
  return { ...ct2015, moneyCap: 0, ...rest, groups: { data } as Tariff["groups"] };
}

describe("the Wuhan bill", () => {
  it.each([
    ["a full record of 50 MB and 1 KB", 51_201, 1537],
    ["a full record of 50 MB and 32 KB", 51_232, 1537],
    ["50 MB without overshoot would be a fen less", 51_200, 1536],
    ["50 MB and 34 KB would be a fen more", 51_234, 1538],
    ["the last record, 44 MB 779 KB", 45_835, 1376],
    ["what the split record had over the bundle", 31_317, 940],
    ["the least that rates 9.40", 31_301, 940],
    ["the most that rates 9.40", 31_333, 940],
  ])("rates %s", (_, kb, fen) => {
    const rater = openRater(priced({}), CHINA);
    expect(rater.book(DATA, kb * KB, NIGHT)).toBe(fen);
    expect(rater.book(DATA, kb * KB - 1023, NIGHT)).toBe(fen);
  });

  it("has 95 free records, one split, 1,002 full ones and the last, and bills the cap", () => {
    const rater = openRater(ct2015, CHINA);
    const left = 95 * FULL_RECORD + FULL_RECORD - 31_317 * KB;
    rater.preload(DATA, 5 * GB - left, NIGHT);
    const charges: number[] = [];
    const covered: number[] = [];
    for (let i = 0; i < 1099; i++) {
      const bytes = i < 1098 ? FULL_RECORD : 45_835 * KB;
      charges.push(rater.book(DATA, bytes, NIGHT + i * 25 * SECOND));
      covered.push(rater.inBundle);
    }
    expect(charges.slice(0, 95).every((fen) => fen === 0)).toBe(true);
    expect(covered.slice(0, 95).every((bytes) => bytes === FULL_RECORD)).toBe(true);
    expect([charges[95], covered[95]]).toEqual([940, FULL_RECORD - 31_317 * KB]);
    expect(charges.slice(96, 1098).every((fen) => fen === 1537)).toBe(true);
    expect([charges[1098], covered[1098]]).toEqual([1376, 0]);
    expect(rater.periodCharge).toBe(1_542_390);
    expect(rater.billed()).toBe(100_000);
  });

  it("reaches the cap with the 65th record after the split one", () => {
    const rater = openRater(priced({}), CHINA);
    rater.book(DATA, 31_317 * KB, NIGHT);
    let charged = 0;
    while (rater.periodCharge < ct2015.moneyCap) {
      rater.book(DATA, FULL_RECORD, NIGHT);
      charged++;
    }
    expect(charged).toBe(65);
  });

  it("charges 10.25 for a full record at 0.0002 yuan a KB", () => {
    expect(openRater(priced({ amount: 2 }), CHINA).book(DATA, FULL_RECORD, NIGHT)).toBe(1025);
  });
});

describe("the Nanjing bill", () => {
  it.each([
    ["half a GB", GB / 2, 5],
    ["a tenth of a GB, rounded up", Math.ceil(GB / 10), 2],
    ["a byte", 1, 1],
    ["nothing", 0, 0],
    ["4.2 GB, past 32-bit counters", 4.2 * GB, 42],
    ["38.45 GB", Math.floor(38.45 * GB), 385],
  ])("rates a stopped session of %s", (_, bytes, fen) => {
    expect(openRater(cmccWlan2013, CHINA).book(WLAN, Math.floor(bytes), NIGHT)).toBe(fen);
  });

  it("adds up to the fen over 143 and then 26 sessions", () => {
    const rater = openRater(cmccWlan2013, CHINA);
    const share = (fen: number, of: number, i: number) =>
      Math.floor((fen * (i + 1)) / of) - Math.floor((fen * i) / of);
    const bytes = (fen: number) => Math.floor(((fen - 0.5) * GB) / 10);
    for (let i = 0; i < 143; i++) rater.book(WLAN, bytes(share(7210, 143, i)), NIGHT);
    expect(rater.periodCharge).toBe(7210);
    for (let i = 0; i < 26; i++) rater.book(WLAN, bytes(share(10_010, 26, i)), NIGHT);
    expect(rater.billed()).toBe(17_220);
  });
});

describe("periods", () => {
  const month = startOfDay(dayOfDate(2015, 12, 1), 480);

  it("gives a new month a new bundle and a new cap", () => {
    const tariff = priced({ bundleBytes: MB }, { moneyCap: 100 });
    const rater = openRater(tariff, CHINA);
    expect(rater.book(DATA, 11 * MB, month - 1)).toBe(308);
    expect([rater.period, rater.billed()]).toEqual([0, 100]);
    expect(rater.book(DATA, MB, month)).toBe(0);
    expect([rater.period, rater.periodCharge, rater.periodBytes]).toEqual([1, 0, MB]);
    rater.book(DATA, MB, month);
    expect(rater.billed()).toBe(131);
  });

  it("starts periods of days at the span's start", () => {
    const rater = openRater(priced({}, { period: 30 }), CHINA);
    rater.book(DATA, MB, CHINA.from + 30 * DAY - 1);
    expect(rater.period).toBe(0);
    rater.book(DATA, MB, CHINA.from + 30 * DAY);
    expect(rater.period).toBe(1);
    rater.book(DATA, MB, CHINA.from + 95 * DAY);
    expect([rater.period, rater.billed()]).toEqual([3, 93]);
  });

  it("follows the billing day", () => {
    const rater = openRater(priced({}), { ...CHINA, billingDay: 12 });
    rater.book(DATA, MB, NIGHT);
    rater.book(DATA, MB, NIGHT + 2 * HOUR - 1);
    expect(rater.period).toBe(0);
    rater.book(DATA, MB, NIGHT + 2 * HOUR);
    expect(rater.period).toBe(1);
  });

  it("refuses a record of a period that is closed", () => {
    const rater = openRater(ct2015, CHINA);
    rater.book(DATA, MB, month);
    expect(() => rater.book(DATA, MB, month - 1)).toThrow(
      `rating: records must come in order of closing, got ${month - 1} after the period from ${month}`,
    );
  });
});

describe("kinds of tariff", () => {
  it("wears a prepaid bundle down to exactly its price, in however many records", () => {
    const tariff = priced({ bundleBytes: GB, amount: 320, perBytes: GB }, { kind: "prepaid" });
    const rater = openRater(tariff, CHINA);
    for (let i = 0; i < 5000; i++) rater.book(DATA, 777 * KB, NIGHT);
    expect(rater.billed()).toBe(320);
    expect(rater.inBundle).toBe(0);
  });

  it("charges nothing over a throttled quota", () => {
    const rater = openRater(priced({ bundleBytes: MB }, { kind: "throttle" }), CHINA);
    expect([rater.book(DATA, GB, NIGHT), rater.inBundle, rater.periodBytes]).toEqual([0, MB, GB]);
  });

  it("has no bundle when it is pay-as-you-go", () => {
    const rater = openRater(priced({ bundleBytes: GB }, { kind: "pay-as-you-go" }), CHINA);
    expect(rater.book(DATA, FULL_RECORD, NIGHT)).toBe(1537);
  });

  it("leaves a rating group free that the tariff does not name, but counts its bytes", () => {
    const rater = openRater(priced({}), CHINA);
    expect(rater.book(WLAN, GB, NIGHT)).toBe(0);
    expect([rater.inBundle, rater.periodBytes, rater.billed()]).toEqual([0, GB, 0]);
  });

  it("keeps a bundle for each rating group", () => {
    const group = { bundleBytes: MB, amount: 1, perBytes: KB, incrementBytes: 1024 } as const;
    const rater = openRater({ ...priced({}), groups: { data: group, wlan: group } }, CHINA);
    expect([rater.book(DATA, MB, NIGHT), rater.book(WLAN, MB, NIGHT)]).toEqual([0, 0]);
    expect([rater.book(DATA, KB, NIGHT), rater.book(WLAN, 1, NIGHT)]).toEqual([1, 1]);
  });
});

describe("for any price and any records", () => {
  const records = fc.array(fc.integer({ min: 0, max: 60 * MB }), { maxLength: 40 });
  const tariffs = fc.record({
    bundleBytes: fc.integer({ min: 0, max: 500 * MB }),
    amount: fc.integer({ min: 0, max: 5000 }),
    perBytes: fc.constantFrom(1, KB, 102_400, MB, GB),
    incrementBytes: fc.constantFrom(1 as const, 1024 as const),
  });

  function billOf(price: GroupPrice, sizes: readonly number[], moneyCap = 0): number {
    const rater = openRater(priced(price, { moneyCap }), CHINA);
    for (const bytes of sizes) rater.book(DATA, bytes, NIGHT);
    return rater.billed();
  }

  it("agrees with the same arithmetic in bigint", () => {
    fc.assert(
      fc.property(tariffs, records, (price, sizes) => {
        const max0 = (n: bigint) => (n > 0n ? n : 0n);
        let [used, sum] = [0n, 0n];
        for (const bytes of sizes) {
          const step = BigInt(price.incrementBytes);
          const after = used + ((BigInt(bytes) + step - 1n) / step) * step;
          const bundle = BigInt(price.bundleBytes);
          const product = (max0(after - bundle) - max0(used - bundle)) * BigInt(price.amount);
          sum += (product + BigInt(price.perBytes) - 1n) / BigInt(price.perBytes);
          used = after;
        }
        expect(BigInt(billOf(price, sizes))).toBe(sum);
      }),
      { seed: 1 },
    );
  });

  it("stays exact where bytes times price passes 2^53", () => {
    const sizes = fc.bigInt({ min: 0n, max: 9_000_000_000_000_000n });
    const amounts = fc.integer({ min: 1, max: 8_000_000 });
    fc.assert(
      fc.property(sizes, amounts, (bytes, amount) => {
        const price = { bundleBytes: 0, amount, perBytes: GB, incrementBytes: 1 } as const;
        const exact = (bytes * BigInt(amount) + BigInt(GB) - 1n) / BigInt(GB);
        expect(BigInt(billOf(price, [Number(bytes)]))).toBe(exact);
      }),
      { seed: 6, numRuns: 2000 },
    );
  });

  it("never bills less for more bytes", () => {
    fc.assert(
      fc.property(tariffs, records, fc.nat(40), fc.nat(MB), (price, sizes, at, more) => {
        const larger = sizes.map((bytes, i) => (i === at ? bytes + more : bytes));
        expect(billOf(price, larger)).toBeGreaterThanOrEqual(billOf(price, sizes));
      }),
      { seed: 2 },
    );
  });

  it("bills the whole at least like one record, and at most a unit a record more", () => {
    fc.assert(
      fc.property(tariffs, records, (price, sizes) => {
        const whole = sizes.map((bytes) => Math.ceil(bytes / KB) * KB);
        const parts = billOf(price, whole);
        const one = billOf(
          price,
          whole.length === 0 ? [] : [whole.reduce((sum, bytes) => sum + bytes, 0)],
        );
        expect(parts).toBeGreaterThanOrEqual(one);
        expect(parts).toBeLessThanOrEqual(one + Math.max(0, sizes.length - 1));
      }),
      { seed: 3 },
    );
  });

  it("bills the smaller of the cap and the charges", () => {
    fc.assert(
      fc.property(tariffs, records, fc.integer({ min: 1, max: 1e6 }), (price, sizes, cap) => {
        expect(billOf(price, sizes, cap)).toBe(Math.min(cap, billOf(price, sizes)));
      }),
      { seed: 4 },
    );
  });

  it("splits each record into what the bundle covered and what was charged", () => {
    fc.assert(
      fc.property(tariffs, records, (price, sizes) => {
        const rater = openRater(priced(price), CHINA);
        let covered = 0;
        for (const bytes of sizes) {
          rater.book(DATA, bytes, NIGHT);
          expect(rater.inBundle).toBeGreaterThanOrEqual(0);
          expect(rater.inBundle).toBeLessThanOrEqual(bytes);
          covered += rater.inBundle;
        }
        expect(covered).toBeLessThanOrEqual(price.bundleBytes);
      }),
      { seed: 5 },
    );
  });
});

describe("a period of thirty days", () => {
  const bundle: Tariff = {
    ...priced({ bundleBytes: 10 * KB, perBytes: KB, amount: 1 }),
    period: 30,
  };

  it("is one bundle for all its records, from the span's start to the last ms", () => {
    const rater = openRater(bundle, CHINA);
    const { from } = CHINA;
    const days = [0, 12, 29.9];
    expect(days.map((day) => rater.book(DATA, 4 * KB, from + day * DAY))).toEqual([0, 0, 2]);
    expect([rater.period, rater.periodBytes, rater.periodCharge]).toEqual([0, 12 * KB, 2]);
    expect(rater.book(DATA, 4 * KB, from + 30 * DAY - 1)).toBe(4);
  });

  it("gives a new bundle with its end, and keeps what was billed", () => {
    const rater = openRater(bundle, CHINA);
    const { from } = CHINA;
    rater.book(DATA, 11 * KB, from);
    expect(rater.book(DATA, 10 * KB, from + 30 * DAY)).toBe(0);
    expect([rater.period, rater.periodBytes, rater.billed()]).toEqual([1, 10 * KB, 1]);
    expect(rater.book(DATA, 3 * KB, from + 60 * DAY - 1)).toBe(3);
    expect(rater.billed()).toBe(4);
  });

  it("refuses a record of a period that is over", () => {
    const rater = openRater(bundle, CHINA);
    rater.book(DATA, KB, CHINA.from + 30 * DAY);
    rater.book(DATA, KB, CHINA.from + 30 * DAY);
    expect(() => rater.book(DATA, KB, CHINA.from + 30 * DAY - 1)).toThrow(
      /records must come in order of closing/,
    );
  });
});
