import { describe, expect, it } from "vitest";
import { type Action, fillEnforcement } from "../../../datasets/enforcement.ts";
import { GB } from "../../../datasets/sizes.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { accountsOf } from "../../../jobs/study/accounts.ts";
import { openStudyWorld, type Treatment } from "../../../jobs/study/study-world.ts";
import { SAFEGUARDS } from "../../../simulators/safeguards/catalogue.ts";

/*
 * The two nights under decisions at known moments. What a trial measured before any of it was
 * written differs by the record that straddles the moment in Wuhan (at most 0.10 yuan), and in
 * Nanjing by how the sessions of that night are drawn since then.
 */
const open = (name: string) =>
  openStudyWorld(loadScenario(name), "1", { models: OWN_MODELS, safeguards: SAFEGUARDS });
const wuhan = open("wuhan-2015");
const nanjing = open("nanjing-2015");

const at = (moment: string) => Date.parse(`${moment}+08:00`);
const rows = (moment: string, actions: readonly Action[]): Treatment => ({
  safeguards: [],
  enforcement: actions.map((action) => {
    const row = fillEnforcement({ device: 0, from: at(moment), action }, (column, message) => {
      throw new RangeError(`${column} ${message}`);
    });
    if (row === null) throw new RangeError("no row");
    return row;
  }),
});

/** Yuan rated and billed, and GB on the bill. */
function livedUnder(world: typeof wuhan, treatment: Treatment) {
  const { lines, bills } = accountsOf(world, [0], treatment);
  const { rated = 0, billedBytes = 0 } = lines.get(0) ?? {};
  return {
    rated: rated / 100,
    billed: (bills.get(0)?.billed ?? 0) / 100,
    gigabytes: billedBytes / GB,
  };
}

describe("Wuhan, mobile data cut", () => {
  it.each<[moment: string, yuan: number, gigabytes: number]>([
    ["2015-11-11T22:31:00", 0, 0.293],
    ["2015-11-11T23:10:37", 9.45, 4.688],
    ["2015-11-11T23:10:59", 24.77, 4.74],
    ["2015-11-12T00:32:00", 3420.94, 15.53],
    ["2015-11-12T07:00:00", 15423.9, 53.66],
  ])("at %s costs %d yuan and %d GB", (moment, yuan, gigabytes) => {
    const left = livedUnder(wuhan, rows(moment, ["cut-data"]));
    expect(Math.abs(left.rated - yuan)).toBeLessThanOrEqual(0.1);
    expect(left.billed).toBe(Math.min(left.rated, 1000));
    expect(left.gigabytes).toBeCloseTo(gigabytes, 2);
  });
});

describe("Wuhan, a money cap of 1,000 yuan", () => {
  it.each<[lag: string, ms: number, yuan: number, gigabytes: number]>([
    ["at once", 0, 1008, 7.86],
    ["after an hour", 3_600_000, 3524, 15.85],
    ["after six and a half", 23_400_000, 15_377, 53.51],
  ])("obeyed %s rates that much, and bills all of the 1,000", (_, lag, yuan, gigabytes) => {
    const cap = { use: "dual-cap-stop", adoption: 1, options: { money: 100_000, bytes: 0, lag } };
    const left = livedUnder(wuhan, { safeguards: [cap], enforcement: [] });
    expect(Math.round(left.rated)).toBe(yuan);
    expect(left.billed).toBe(1000);
    expect(left.gigabytes).toBeCloseTo(gigabytes, 2);
  });
});

describe("Nanjing, no new login, and open sessions ended as well,", () => {
  it.each<[moment: string, blocked: number, ended: number]>([
    ["2015-11-12T20:30:01", 0.56, 0.01],
    ["2015-11-12T21:47:51", 21.82, 4.19],
    ["2015-11-13T07:00:00", 171.37, 120.8],
    ["2015-11-13T07:44:00", 172.2, 131.01],
  ])("at %s cost %d and %d yuan", (moment, blocked, ended) => {
    const block = livedUnder(nanjing, rows(moment, ["block-new-login"]));
    const both = livedUnder(nanjing, rows(moment, ["block-new-login", "disconnect-session"]));
    expect([block.rated, both.rated]).toEqual([blocked, ended]);
  });

  it("the block of that morning saved nothing, to the byte", () => {
    const asItWas = livedUnder(nanjing, { safeguards: [], enforcement: [] });
    expect(livedUnder(nanjing, rows("2015-11-13T07:44:00", ["block-new-login"]))).toEqual(asItWas);
    expect(asItWas.rated).toBe(172.2);
  });

  it("a second factor lets nobody in", () => {
    const factor = { use: "two-factor-login", adoption: 1, options: {} };
    const left = livedUnder(nanjing, { safeguards: [factor], enforcement: [] });
    expect(left).toEqual({ rated: 0, billed: 0, gigabytes: 0 });
  });
});
