import { describe, expect, it } from "vitest";
import { type ArtefactGroup, groupsOf } from "../../../datasets/audit/artefact-columns.ts";
import type { AuditRow } from "../../../datasets/audit/audit-row.ts";
import { sampleOf } from "../../../datasets/audit/contrast.ts";
import { judge } from "../../../datasets/audit/judge.ts";
import { type Measured, measureContrast } from "../../../datasets/audit/measure-contrast.ts";
import { keyedUniform, keyOf } from "../../../datasets/keyed.ts";
import { MINUTE } from "../../../datasets/sizes.ts";
import { madeRows, VIEW_OF_GROUP, withLeak } from "./made-rows.ts";

const DEVICES = 60;
const ROWS = 30;
const GROUPS = [
  ...["packets", "tuples", "terminal", "clock", "bytes up", "bytes down", "repeats"],
  ...["nas", "clientMac", "session", "account", "form"],
] as ArtefactGroup[];

function contrastOf(
  group: ArtefactGroup,
  inside: readonly AuditRow[],
  outside: readonly AuditRow[],
): Measured {
  const view = VIEW_OF_GROUP[group] ?? "flows";
  const columns = groupsOf(view, "twin").get(group) ?? [];
  const sample = sampleOf(inside, outside, columns);
  return measureContrast({ view, group, inside: "one", outside: "other", sample });
}

const one = madeRows("inside", DEVICES, ROWS);
const other = madeRows("outside", DEVICES, ROWS).map((row) => ({
  ...row,
  device: row.device + DEVICES,
}));

const now = ({ values }: AuditRow, name: "up" | "down" | "start" | "peers" | "nas") =>
  values[name] as number;
const residue = (value: number, modulus: number, to: number) => value - (value % modulus) + to;

type Leak = Parameters<typeof withLeak>[2];

/** Outside the bulk in 5 % of the rows, and a band in 20 %. */
const PLANTED: readonly [ArtefactGroup, string, number, Leak][] = [
  ["packets", "jumbo packets", 0.05, (row) => ({ packetsUp: Math.ceil(now(row, "up") / 1700) })],
  [
    ...(["packets", "packets of 1290 to 1300 bytes", 0.2] as const),
    (row, draw) => ({ packetsDown: Math.round(now(row, "down") / (1290 + 10 * draw)) }),
  ],
  ["tuples", "twelve flows a remote", 0.05, (row) => ({ flows: 12 * now(row, "peers") })],
  ["tuples", "a band of high ports", 0.2, (_, draw) => ({ hiPortShare: 0.3 + 0.02 * draw })],
  ["terminal", "a TTL of its own", 0.05, () => ({ ttl: 99 })],
  ["terminal", "a system of its own", 0.2, () => ({ osFingerprint: 5 })],
  ["clock", "whole minutes", 0.05, (row) => ({ start: residue(now(row, "start"), MINUTE, 0) })],
  [
    ...(["clock", "a fifth of a second in ten", 0.2] as const),
    (row, draw) => ({ start: residue(now(row, "start"), 10_000, 2000 + Math.floor(200 * draw)) }),
  ],
  ["bytes up", "one residue", 0.05, (row) => ({ up: residue(now(row, "up"), 1024, 77) })],
  [
    ...(["bytes down", "a band of residues", 0.2] as const),
    (row, draw) => ({ down: residue(now(row, "down"), 1000, 100 + Math.floor(50 * draw)) }),
  ],
  [
    ...(["repeats", "the up share of the row before", 0.05] as const),
    ({ before, values }) => (before === null ? values : { up: before.up, down: before.down }),
  ],
  [
    ...(["repeats", "nearly the mean packet of the row before", 0.2] as const),
    (row, draw) => {
      const { before, values } = row;
      if (before === null) return values;
      const mean = (before.up / before.packetsUp) * (1.5 + 0.02 * draw);
      return { packetsUp: Math.round(now(row, "up") / mean) };
    },
  ],
  ["nas", "one access controller", 0.05, () => ({ nas: 900_077 })],
  [
    ...(["nas", "a range of access controllers", 0.2] as const),
    (_, draw) => ({ nas: 400 + Math.floor(20 * draw) }),
  ],
  ["clientMac", "one address", 0.05, () => ({ clientMac: 0x27d4eb2f })],
  [
    ...(["clientMac", "one maker's addresses", 0.2] as const),
    (_, draw) => ({ clientMac: 0xa0000000 + Math.floor(65_536 * draw) }),
  ],
  ["session", "one session", 0.05, () => ({ session: 77 })],
  [
    ...(["session", "low sessions", 0.2] as const),
    (_, draw) => ({ session: Math.floor(65_536 * draw) }),
  ],
  ["account", "one account", 0.05, () => ({ account: 5_000_077 })],
  [
    ...(["account", "a range of accounts", 0.2] as const),
    (_, draw) => ({ account: 2_000_000 + Math.floor(1000 * draw) }),
  ],
  ["form", "half bytes", 0.05, (row) => ({ up: now(row, "up") + 0.5 })],
  ["form", "words left out", 0.2, () => ({ rat: 0, province: 0 })],
];

describe("the audit finds a planted leak", () => {
  const honest = GROUPS.map((group) => contrastOf(group, one, other));

  it.each(PLANTED)("in %s: %s in %d of the rows", (group, _, share, leak) => {
    const planted = contrastOf(group, withLeak(one, share, leak), other);
    const judged = judge([...honest, planted]);
    expect(judged.at(-1)?.leaks).not.toEqual([]);
    expect(judged.slice(0, -1).flatMap(({ leaks }) => leaks)).toEqual([]);
  });

  it("but judges no side of 59 devices, and says so", () => {
    const few = one.filter(({ device }) => device < DEVICES - 1);
    const leak: Leak = () => ({ ttl: 99 });
    const [judged] = judge([contrastOf("terminal", withLeak(few, 1, leak), other)]);
    expect(judged).toMatchObject({ isJudged: false, leaks: [], devices: [59, 60] });
    expect(judged.figures?.area).toBe(1);
  });
});

describe("labels dealt at random", () => {
  const WORLDS = 20;
  const all = madeRows("worlds", 2 * DEVICES, 8);

  it(`pass in at least 19 of ${WORLDS} worlds, each of ${GROUPS.length} contrasts`, () => {
    const failed = Array.from({ length: WORLDS }, (_, world) => {
      const key = keyOf("world", String(world));
      const isInside = (row: AuditRow) => keyedUniform(key, row.device) < 0.5;
      const [inside, outside] = [all.filter(isInside), all.filter((row) => !isInside(row))];
      const measured = GROUPS.map((group) => contrastOf(group, inside, outside));
      // Sides of about 60: the bar on the number of devices is not what is asked here.
      return judge(measured.map((each) => ({ ...each, isJudged: true }))).some(
        ({ leaks }) => leaks.length > 0,
      );
    }).filter(Boolean).length;
    expect(failed).toBeLessThanOrEqual(1);
  }, 300_000);
});
