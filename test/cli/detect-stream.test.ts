import { spawnSync } from "node:child_process";
import { join } from "node:path";
import * as arrow from "apache-arrow";
import { describe, expect, it } from "vitest";

const MAIN = join(import.meta.dirname, "../../dist/cli/main.js");
const rows = arrow.tableToIPC(
  new arrow.Table({
    device: arrow.vectorFromArray(["a", "a", "b"], new arrow.Utf8()),
    time: arrow.vectorFromArray(
      [10, 20, 5].map((hour) => new Date(hour * 3_600_000)),
      new arrow.TimestampMicrosecond("UTC"),
    ),
    up: arrow.vectorFromArray([0, 0, 0], new arrow.Float64()),
    down: arrow.vectorFromArray([3e9, 4e9, 1e9], new arrow.Float64()),
  }),
  "stream",
);
const run = (flags: readonly string[], input: Uint8Array = rows) =>
  spawnSync(process.execPath, [MAIN, "detect-stream", ...flags], { input });

describe("billshock detect-stream", () => {
  it("writes scores and alarms of stdin's rows to stdout, and talks on stderr", () => {
    const flags = ["-d", "high-usage-24h", "--alarms", "--threshold", "high-usage-24h=1.2"];
    const { status, stdout, stderr } = run(flags);
    expect([status, stderr.toString()]).toEqual([0, "3 rows of 2 lines\n"]);
    const said = arrow.tableFromIPC(stdout);
    expect([...(said.getChild("device") ?? [])]).toEqual(["a", "a", "b"]);
    const [one, two, other] = [...(said.getChild("high-usage-24h") ?? [])] as number[];
    expect([two, other].map((score) => (score as number) / (one as number))).toEqual([
      7 / 3,
      1 / 3,
    ]);
    const alarms = [...(said.getChild("high-usage-24h alarm") ?? [])];
    expect(alarms).toEqual(
      [one, two, other].map((score, i) => i === 1 && (score as number) >= 1.2),
    );
  });

  it.each<[why: string, flags: readonly string[], input: Uint8Array, says: RegExp]>([
    ["no detector", [], rows, /--detector is missing/],
    ["another view", ["-d", "dual-cap", "--view", "cdr"], rows, /unknown view cdr; .*charging/],
    [
      "a zone by name",
      ["-d", "dual-cap", "--timezone", "CST"],
      rows,
      /--timezone must be UTC or such as \+08:00, got CST/,
    ],
    ["a threshold of none", ["-d", "dual-cap", "--threshold", "cusum=1"], rows, /cusum.*dual-cap/],
    ["text", ["-d", "dual-cap"], Buffer.from("device,time\n"), /stdin must be an Arrow IPC stream/],
    ["nothing", ["-d", "dual-cap"], Buffer.alloc(0), /stdin must be an Arrow IPC stream/],
    ["half of it", ["-d", "dual-cap"], rows.subarray(0, -8), /cut off before the mark of its end/],
  ])("says what is wrong with %s, and exits with 2", (_, flags, input, says) => {
    const { status, stderr } = run(flags, input);
    expect(stderr.toString()).toMatch(says);
    expect(stderr.toString()).not.toMatch(/ {4}at /);
    expect(status).toBe(2);
  });
});
