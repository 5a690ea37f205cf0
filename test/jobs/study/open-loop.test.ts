import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cutBill } from "../../../bench/cutting/cut-bill.ts";
import { recordOrders } from "../../../bench/cutting/record-orders.ts";
import { openRecordedWorld, type RecordedWorld } from "../../../bench/cutting/recorded-world.ts";
import { type Dataset, openDataset } from "../../../datasets/dataset.ts";
import {
  type EnforcementRow,
  fillEnforcement,
  type GivenRow,
} from "../../../datasets/enforcement.ts";
import { RATING_GROUPS } from "../../../datasets/vocabularies.ts";
import { generate } from "../../../jobs/generate.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { accountsOf } from "../../../jobs/study/accounts.ts";
import { openStudyWorld, type StudyWorld } from "../../../jobs/study/study-world.ts";
import { SAFEGUARDS } from "../../../simulators/safeguards/catalogue.ts";
import type { Scenario } from "../../../simulators/scenario.ts";

const WLAN = RATING_GROUPS.indexOf("wlan");

/*
 * The same world twice: lived with a decision, and lived without it, its records cut afterwards.
 */
const folder = mkdtempSync(join(tmpdir(), "billshock-open-"));
const open: Dataset[] = [];
afterAll(() => {
  for (const dataset of open) dataset.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Both {
  readonly lived: StudyWorld;
  readonly recorded: RecordedWorld;
}

async function both(name: string, scenario: Scenario): Promise<Both> {
  const out = join(folder, name);
  await generate({ scenario, seed: "1", out });
  const dataset = openDataset(out);
  open.push(dataset);
  return {
    lived: openStudyWorld(scenario, "1", { models: OWN_MODELS, safeguards: SAFEGUARDS }),
    recorded: openRecordedWorld(dataset),
  };
}

const rowOf = (given: GivenRow): EnforcementRow => {
  const row = fillEnforcement(given, (column, message) => {
    throw new RangeError(`${column} ${message}`);
  });
  if (row === null) throw new RangeError("no row");
  return row;
};

/** Bytes and minor units of one line, and of all cases on it, in both loops. */
function compared({ lived, recorded }: Both, device: number, done: readonly GivenRow[]) {
  const enforcement = done.map((given) => rowOf({ device, ...given }));
  const accounts = accountsOf(lived, [device], { safeguards: [], enforcement });
  const line = accounts.lines.get(device);
  const { books, straddled } = cutBill(recorded, device, recordOrders(recorded, enforcement));
  const own = books.lines.get(device);
  const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
  return {
    closed: {
      bytes: line?.billedBytes,
      rated: line?.rated,
      billed: accounts.bills.get(device)?.billed,
      caseBytes: sum([...accounts.cases.values()].map(({ billedBytes }) => billedBytes)),
      caseRated: sum([...accounts.cases.values()].map(({ rated }) => rated)),
    },
    open: {
      ...{ bytes: own?.bytes, rated: own?.rated, billed: books.billed },
      caseBytes: sum([...books.cases.values()].map(({ bytes }) => bytes)),
      caseRated: sum([...books.cases.values()].map(({ rated }) => rated)),
    },
    straddled,
  };
}

const at = (moment: string) => Date.parse(`${moment}+08:00`);

describe("Nanjing's sessions, that move evenly", () => {
  let night: Both;
  beforeAll(async () => {
    night = await both("nanjing", loadScenario("nanjing-2015"));
  });

  it.each(["20:30:01", "20:56:34", "21:47:51", "22:50:35", "23:59:59"])(
    "are cut at %s as they would have been, to the byte and the fen",
    (time) => {
      const from = at(`2015-11-12T${time}`);
      for (const actions of [
        ["block-new-login", "disconnect-session"],
        ["block-new-login"],
        ["suspend-line"],
        ["owner-stops"],
        ["require-second-factor"],
        ["cut-data"],
      ]) {
        const { closed, open: records } = compared(
          night,
          0,
          actions.map((action) => ({ action, from })),
        );
        expect(records).toEqual(closed);
      }
    },
  );

  it.each(["00:32:00", "07:00:00", "07:44:00"])(
    "are cut at %s of the next day but for a rounding of each",
    (time) => {
      const from = at(`2015-11-13T${time}`);
      const cut = compared(night, 0, [
        { action: "block-new-login", from },
        { action: "disconnect-session", from },
      ]);
      const apart = Math.abs((cut.open.bytes ?? 0) - (cut.closed.bytes ?? 0));
      expect(apart).toBeLessThanOrEqual(cut.straddled.cases);
      expect(cut.straddled.cases).toBeLessThan(400);
      expect(cut.open.rated).toBe(cut.closed.rated);
    },
  );
});

describe("Wuhan's records, that a download fills", () => {
  let night: Both;
  beforeAll(async () => {
    night = await both("wuhan", loadScenario("wuhan-2015"));
  });

  it("come to the same where nothing is done", () => {
    const { closed, open: records } = compared(night, 0, []);
    expect(records.rated).toBe(closed.rated);
    expect(records.billed).toBe(closed.billed);
    expect(records.caseRated).toBe(closed.caseRated);
    expect(records.caseBytes).toBe(closed.caseBytes);
  });

  it.each([
    "2015-11-11T22:31:00",
    "2015-11-11T23:10:37",
    "2015-11-11T23:41:03",
    "2015-11-12T00:32:00",
    "2015-11-12T03:20:11",
  ])("are cut at %s within the record that it falls into", (moment) => {
    const from = at(moment);
    for (const action of ["cut-data", "suspend-line", "owner-stops"]) {
      const { closed, open: records, straddled } = compared(night, 0, [{ action, from }]);
      const apart = Math.abs(records.caseBytes - closed.caseBytes);
      expect(apart).toBeLessThanOrEqual(straddled.cases);
      // A record or two of 50 MB, and no more of one than a second or so.
      expect(straddled.cases).toBeLessThanOrEqual(2 * (50 * 1024 * 1024 + 2000));
      expect(apart).toBeLessThan(2e6);
      // Where only the torrent ends, the phone lives on that the cap had stopped at six.
      if (action === "owner-stops") continue;
      expect(Math.abs(records.caseRated - closed.caseRated)).toBeLessThanOrEqual(60);
    }
  });
});

describe("a quiet city", () => {
  let city: Both;
  beforeAll(async () => {
    const set = [
      "enrichment.devicesPerCase=16",
      "clock.warmUp=0",
      "enrichment.from=1d",
      "enrichment.to=3d",
    ];
    city = await both("city", loadScenario("city@L1", { set, devices: 32, days: 5 }));
  });

  /** Moments in the middle of the longest silences of a line's mobile data, for days 1 to 3. */
  const silences = (device: number): number[] => {
    const { ledger, world } = city.recorded;
    const { length, start, end, ratingGroup } = ledger.rowsOf(device);
    const { from, to } = world.span;
    const mobile = Array.from({ length }, (_, i) => i).filter((i) => ratingGroup[i] !== WLAN);
    const gaps = mobile.slice(1).map((row, k) => {
      const before = end[mobile[k] as number] as number;
      return { length: (start[row] as number) - before, middle: before + 1 };
    });
    return gaps
      .filter(({ length: ms, middle }) => ms > 60_000 && middle > from && middle < to)
      .toSorted((a, b) => b.length - a.length)
      .slice(0, 2)
      .map(({ middle, length: ms }) => Math.floor(middle + ms / 2));
  };

  it("is cut in silence to the byte and the fen", () => {
    const { payer } = city.recorded.fleet;
    let cuts = 0;
    for (const device of [...payer.keys()].filter((line) => payer[line] === line).slice(0, 8)) {
      // WLAN sessions that nobody cuts may still be open at the end of the span.
      const { ratingGroup } = city.recorded.ledger.rowsOf(device);
      if (ratingGroup.includes(WLAN)) continue;
      for (const from of silences(device)) {
        const { closed, open: records } = compared(city, device, [{ action: "cut-data", from }]);
        expect(records).toEqual(closed);
        cuts++;
      }
    }
    expect(cuts).toBeGreaterThan(3);
  });

  it("says of its cases what truth says of them", () => {
    const { recorded, lived } = city;
    const { cases } = accountsOf(
      lived,
      lived.personas.map(({ device }) => device),
      { safeguards: [], enforcement: [] },
    );
    expect(cases.size).toBeGreaterThan(1);
    const truth = recorded.dataset.readTruth("cases");
    for (const [i, { device }] of recorded.world.cases.entries()) {
      const { books } = cutBill(recorded, recorded.fleet.payer[device] as number, null);
      const row = truth.device.indexOf(device);
      const own = [...cases.values()].filter((each) => each.device === device);
      expect(own).toHaveLength(1);
      expect(books.cases.get(i)?.rated ?? 0).toBe(own[0]?.rated);
      expect(truth.cost[row]).toBe(own[0]?.rated);
    }
  });
});
