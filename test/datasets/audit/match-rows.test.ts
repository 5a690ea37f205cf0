import { describe, expect, it } from "vitest";
import type { AuditRow } from "../../../datasets/audit/audit-row.ts";
import { type MatchPurpose, matchKey, matchRows } from "../../../datasets/audit/match-rows.ts";
import { openReservoir, type Reservoir } from "../../../datasets/audit/reservoir.ts";
import { codeOf } from "../../../datasets/table.ts";
import type { ViewBatch } from "../../../datasets/view.ts";
import { APPS, OPERATING_SYSTEMS } from "../../../datasets/vocabularies.ts";

const VIDEO = codeOf(APPS, "video");
const ANDROID = codeOf(OPERATING_SYSTEMS, "android");

type Values = AuditRow["values"];

const row = (device: number, values: Values = {}): AuditRow => ({
  device,
  before: null,
  values: {
    ...{ app: VIDEO, access: 1, osFingerprint: ANDROID, up: 1e4, down: 1e6, peers: 3 },
    ...values,
  },
});

function cellsOf(rows: readonly AuditRow[], choice: MatchPurpose["choice"] = "all") {
  const cells = new Map<number, Reservoir<AuditRow>>();
  for (const each of rows) {
    const columns = Object.entries(each.values).map(([name, value]) => [name, [value]]);
    const key = matchKey("flows", choice, Object.fromEntries(columns) as unknown as ViewBatch, 0);
    const cell = cells.get(key) ?? openReservoir<AuditRow>(100, String(key));
    cells.set(key, cell);
    cell.offer(() => each);
  }
  return cells;
}

const matched = (
  rows: readonly AuditRow[],
  normal: readonly AuditRow[],
  group: MatchPurpose["group"] = "clock",
) => matchRows({ view: "flows", choice: "all", group }, rows, cellsOf(normal));

const ten = (values: Values = {}, first = 0) =>
  Array.from({ length: 10 }, (_, i) => row(first + i, values));

describe("rows beside normal ones", () => {
  it.each<[string, Values]>([
    ["another app", { app: codeOf(APPS, "store") }],
    ["another access", { access: 2 }],
    ["another size", { down: 1e8 }],
    ["another up share", { up: 1e6, down: 1e4 }],
    ["a PC instead of a phone", { osFingerprint: codeOf(OPERATING_SYSTEMS, "windows") }],
  ])("find none with %s", (_, values) => {
    expect(matched(ten(), ten(values, 20)).matched).toBe(0);
    expect(matched(ten(), ten({}, 20)).matched).toBe(1);
  });

  it("take no normal row twice", () => {
    const { inside, outside } = matched(ten(), ten({}, 20).slice(0, 4));
    expect(inside).toHaveLength(4);
    expect(new Set(outside.map(({ device }) => device)).size).toBe(4);
  });

  it.each<[string, Values]>([
    ["app", { app: codeOf(APPS, "unknown") }],
    ["system", { osFingerprint: codeOf(OPERATING_SYSTEMS, "unknown") }],
  ])("whose %s nobody could tell stand beside none where the protocol decides", (_, values) => {
    for (const group of ["packets", "tuples"] as const) {
      expect(matched(ten(values), ten(values, 20), group).matched, group).toBe(0);
    }
    for (const group of ["clock", "terminal", "bytes up"] as const) {
      expect(matched(ten(values), ten(values, 20), group).matched, group).toBe(1);
    }
  });

  it("stand beside as many remotes where flows are counted by remote, and beside any elsewhere", () => {
    const [few, many] = [ten({ peers: 2 }), ten({ peers: 60 }, 20)];
    expect(matched(few, many, "tuples").matched).toBe(0);
    expect(matched(few, ten({ peers: 2 }, 20), "tuples").matched).toBe(1);
    expect(matched(few, many, "packets").matched).toBe(1);
  });
});
