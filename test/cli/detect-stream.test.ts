import { spawnSync } from "node:child_process";
import { join } from "node:path";
import * as arrow from "apache-arrow";
import { describe, expect, it } from "vitest";
import { findPython } from "../bench/runners/peers.ts";

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

const { python, why } = findPython("polars", "pyarrow");

/** Each writes the rows with its own layouts of text and times, and reads the answer. */
const SENT = `
import io, subprocess, sys, datetime
import polars as pl
import pyarrow as pa
hours = [10, 20, 5]
rows = pl.DataFrame({
    "device": ["a", "a", "a key of more than twelve bytes"],
    "time": [datetime.datetime(1970, 1, 1, hour) for hour in hours],
    "up": [0, 0, 0],
    "down": [3_000_000_000, 4_000_000_000, 1_000_000_000],
    "province": ["Hubei", "Henan", None],
})
words = rows.with_columns(pl.col("province").cast(pl.Categorical), pl.col("time").dt.cast_time_unit("ns"))
def through(data):
    command = [sys.argv[1], sys.argv[2], "detect-stream", "-d", "high-usage-24h", "-d", "province-velocity", "--alarms", "-q"]
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout
def stream(frame, **options):
    out = io.BytesIO()
    frame.write_ipc_stream(out, **options)
    return out.getvalue()
def arrow(table):
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()
answers = []
for frame in (rows, words):
    answers.append(pl.read_ipc_stream(through(stream(frame))))
    answers.append(pl.read_ipc_stream(through(stream(frame, compat_level=pl.CompatLevel.oldest()))))
    answers.append(pl.from_arrow(pa.ipc.open_stream(through(arrow(frame.to_arrow()))).read_all()))
for answer in answers:
    assert answer["device"].to_list() == rows["device"].to_list(), answer
    assert answer["time"].dt.epoch("ms").to_list() == [hour * 3_600_000 for hour in hours], answer
    assert answer.drop("device", "time").equals(answers[0].drop("device", "time")), answer
print(answers[0]["high-usage-24h"].to_list())
`;

describe("billshock detect-stream", () => {
  it.skipIf(python === null)(`understands polars and pyarrow, and they it${why}`, () => {
    const args = ["-c", SENT, process.execPath, MAIN];
    const { status, stdout, stderr } = spawnSync(python as string, args, { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    const [one, two, other] = JSON.parse(stdout) as [number, number, number];
    expect([two / one, other / one]).toEqual([7 / 3, 1 / 3].map((each) => expect.closeTo(each, 9)));
  });

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
