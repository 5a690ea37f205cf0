import { describe, expect, it } from "vitest";
import { GB, HOUR, KB, MB, SECOND } from "../../datasets/sizes.ts";
import { CAUSES, TERMINATE_CAUSES } from "../../datasets/vocabularies.ts";
import { type Row, sum } from "./collect.ts";
import { at, bytes, runCase as run } from "./run-case.ts";

const beijing = (day: number, hour: number, minute: number, second = 0) =>
  Date.UTC(2015, 10, day, hour - 8, minute, second);
const gaps = (rows: readonly Row[]) =>
  rows.slice(1).map((row, i) => (at(row, "start") - at(rows[i], "start")) / SECOND);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1];

describe("wuhan-2015", () => {
  const { charging, truth } = run("wuhan-2015");
  const within = (from: number, to: number) =>
    charging.filter((row) => at(row, "start") >= from && at(row, "start") < to);

  it("cuts the night into the bill's records and rates each to the fen", () => {
    expect(charging).toHaveLength(1099);
    expect(charging.slice(0, 95).map((row) => at(row, "charged"))).toEqual(Array(95).fill(0));
    expect(at(charging[95], "charged")).toBe(940);
    const full = charging.slice(96, 1098);
    expect(full.map((row) => at(row, "charged"))).toEqual(Array(1002).fill(1537));
    for (const row of charging.slice(0, 1098)) expect(bytes(row)).toBe(50 * MB + KB);
    expect(at(charging[1098], "charged")).toBe(1376);
    expect(Math.floor(bytes(charging[1098]) / MB)).toBe(44);
    expect(sum(charging, "charged")).toBe(1_542_390);
  });

  it("starts its records when the bill says", () => {
    const tolerance = 1000;
    expect(Math.abs(at(charging[95], "start") - beijing(11, 23, 10, 15))).toBeLessThan(tolerance);
    expect(Math.abs(at(charging[1098], "start") - beijing(12, 6, 7, 27))).toBeLessThan(tolerance);
    for (const gap of gaps(charging.slice(0, 11))) {
      expect(gap).toBeGreaterThan(45);
      expect(gap).toBeLessThan(55);
    }
    const steady = median(gaps(within(beijing(11, 23, 11), beijing(12, 5, 0)))) ?? 0;
    expect(steady).toBeGreaterThanOrEqual(21);
    expect(steady).toBeLessThanOrEqual(22.5);
    expect(mean(gaps(within(beijing(12, 5, 1), beijing(12, 7, 0))))).toBeGreaterThan(40);
  });

  it("reaches the cap before midnight and loses the line at eight past six", () => {
    let charge = 0;
    const capping = charging.find((row) => {
      charge += at(row, "charged");
      return charge >= 100_000;
    });
    expect(at(capping, "time")).toBeGreaterThan(beijing(11, 23, 32));
    expect(at(capping, "time")).toBeLessThan(beijing(11, 23, 37));
    const last = charging[1098];
    expect(CAUSES[at(last, "cause")]).toBe("managementIntervention");
    expect(at(last, "time")).toBeGreaterThanOrEqual(beijing(12, 6, 8));
    expect(at(last, "time")).toBeLessThan(beijing(12, 6, 9));
  });

  it("owes 53.5 of its 53.66 GB to the incident", () => {
    expect(sum(charging, "up", "down") / GB).toBeCloseTo(53.66, 2);
    expect(truth.episodes).toHaveLength(1);
    const { up = 0, down = 0, cost } = truth.episodes[0] ?? {};
    expect(cost).toBe(sum(charging, "charged"));
    expect(Math.abs((up + down) / GB - 53.5)).toBeLessThan(0.05);
  });

  it.each(["2", "900"])("is the same night for seed %s", (seed) => {
    const other = run("wuhan-2015", [], seed);
    const facts = (rows: readonly Row[]) =>
      rows.map((row) => [at(row, "start"), at(row, "charged")]);
    expect(facts(other.charging)).toEqual(facts(charging));
  });

  it("has about half as many records of 100 MB", () => {
    const { length } = run("wuhan-2015", ["charging.volumeLimit=100MB"]).charging;
    expect(length).toBeGreaterThanOrEqual(549);
    expect(length).toBeLessThanOrEqual(551);
  });

  it("charges a full record 10.25 at two thirds of the price", () => {
    const cheaper = run("wuhan-2015", ["population.plans.0.price=0.0002 CNY/KB"]).charging;
    const full = cheaper.slice(96).filter((row) => bytes(row) === 50 * MB + KB);
    expect(full.length).toBeGreaterThan(900);
    expect(new Set(full.map((row) => at(row, "charged")))).toEqual(new Set([1025]));
  });

  it("has the same free records when it begins three hours later, its own traffic with it", () => {
    const later = run("wuhan-2015", [
      "pinned.0.options.startHour=25h26m",
      "pinned.1.options.phase=24h",
      "pinned.2.options.phase=1h26m",
    ]).charging;
    expect(later.findIndex((row) => at(row, "charged") > 0)).toBe(95);
    expect(at(later[95], "charged")).toBe(940);
    expect(at(later[95], "start") - at(charging[95], "start")).toBe(3 * HOUR);
  });
});

describe.each(["1", "2", "3"])("nanjing-2015, seed %s", (seed) => {
  const { charging, wlan, parts, truth } = run("nanjing-2015", [], seed);
  const block = beijing(13, 7, 44);
  const morning = beijing(13, 9, 12);
  const starts = wlan.filter((row) => at(row, "status") === 1).map((row) => at(row, "time"));
  const stops = charging.map((row) => at(row, "time"));

  it("charges the sessions that had stopped, at 09:12 and at 15:00", () => {
    const early = charging.filter((row) => at(row, "time") <= morning);
    expect(early).toHaveLength(143);
    expect(sum(early, "charged")).toBe(7210);
    expect(sum(early, "up", "down") / GB).toBeLessThan(722);
    const closed = charging.filter((row) => at(row, "time") <= beijing(13, 15, 0));
    expect(closed).toHaveLength(169);
    expect(sum(charging, "charged")).toBe(17_220);
  });

  it("lets nobody in after the block, while open sessions move on", () => {
    expect(Math.max(...starts)).toBeLessThan(block);
    const after = wlan.filter((row) => at(row, "start") >= block);
    expect(sum(after, "up", "down") / GB).toBeGreaterThan(200);
  });

  it("has moved over 1000 GB by 09:12, most of it not charged yet", () => {
    const seen = wlan.filter((row) => at(row, "time") <= morning);
    expect(sum(seen, "up", "down") / GB).toBeGreaterThan(1000);
  });

  it("is in about ten provinces and dozens of places at once", () => {
    const provinces = new Set(wlan.map((row) => at(row, "province"))).size;
    expect(provinces).toBeGreaterThanOrEqual(9);
    expect(provinces).toBeLessThanOrEqual(11);
    const open = (time: number) =>
      starts.filter((start) => start <= time).length - stops.filter((stop) => stop <= time).length;
    const most = Math.max(...starts.map(open));
    expect(most).toBeGreaterThanOrEqual(40);
    expect(most).toBeLessThanOrEqual(80);
  });

  it("is named once for each row of the probe, though dozens of its sessions share one", () => {
    const labels = parts.map((part) => `${at(part, "row")}/${at(part, "episode")}`);
    expect(labels.length).toBeGreaterThan(1000);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it("ends by the operator's hand", () => {
    const last = wlan.toSorted((a, b) => at(b, "time") - at(a, "time"))[0];
    expect(TERMINATE_CAUSES[at(last, "terminateCause")]).toBe("Admin-Reset");
    expect(at(last, "time")).toBe(beijing(13, 15, 0));
  });

  it("keeps every byte through counters that wrap at 4 GiB", () => {
    const stopped = wlan.filter((row) => at(row, "status") === 3);
    const wrap = 4_294_967_296;
    const counted = stopped.reduce(
      (total, row) =>
        total +
        at(row, "octetsUp") +
        at(row, "octetsDown") +
        wrap * (at(row, "gigawordsUp") + at(row, "gigawordsDown")),
      0,
    );
    expect(counted).toBe(sum(wlan, "up", "down"));
    expect(counted).toBe(sum(truth.episodes as unknown as Row[], "up", "down"));
    expect(stopped.filter((row) => at(row, "gigawordsDown") > 0).length).toBeGreaterThan(50);
  });
});
