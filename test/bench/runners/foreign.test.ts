import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAlertMemory } from "../../../bench/runners/alert-log.ts";
import { detectorColumns } from "../../../bench/runners/detector-columns.ts";
import { execCsvObserver } from "../../../bench/runners/exec-csv-observer.ts";
import {
  describeModule,
  type ModulePlugin,
  moduleObserver,
} from "../../../bench/runners/module-observer.ts";
import type { OpenObserver } from "../../../bench/runners/observer.ts";
import { runShard } from "../../../bench/runners/run-shard.ts";
import type { ViewColumn } from "../../../datasets/view.ts";
import { CHARGING_SHARD, COLUMNS, FLEET } from "./charging-shard.ts";
import { wreckArgument, wrecks } from "./wrecks.ts";

const LIMITS = { timeout: 4000, memory: 200 * 1_048_576 };
const EXAMPLES = resolve(import.meta.dirname, "../../../examples");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-foreign-"));
  writeFileSync(join(folder, "truth"), "secret");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(columns: readonly ViewColumn[], open: OpenObserver) {
  const sink = openAlertMemory();
  const { timeout } = LIMITS;
  const shardRun = { columns, scope: "device" as const, open, timeout, sink };
  const [answer] = await runShard(CHARGING_SHARD, [shardRun]);
  return { ...answer, rows: [...sink.alerts().rows] };
}

async function runModule(plugin: ModulePlugin) {
  const spec = await describeModule(plugin, LIMITS);
  const { columns } = detectorColumns(spec, "charging", COLUMNS);
  const options = Object.fromEntries(
    Object.entries(spec.params).map(([name, param]) => [name, param.default]),
  );
  const given = { options, fleet: FLEET, view: "charging" as const, columns };
  const open = () => moduleObserver(plugin, given, LIMITS);
  return run(columns, open);
}

async function runCommand(command: string) {
  const columns = detectorColumns({ reads: ["down"] }, "charging", COLUMNS).columns;
  const open = () => execCsvObserver({ command, view: "charging", columns, hidden: null }, LIMITS);
  return run(columns, open);
}

describe("foreign code", () => {
  it("runs a module in a sandbox and gets its scores", async () => {
    const file = join(EXAMPLES, "detector.js");
    const answer = await runModule({ file, reads: [file], exportName: "" });
    expect(answer.failure).toBeNull();
    expect(answer.alerts).toBe(6000);
  });

  it("runs a package of several files", async () => {
    const reads = [`${join(EXAMPLES, "npm-detector")}/`];
    const file = join(EXAMPLES, "npm-detector/index.js");
    const answer = await runModule({ file, reads, exportName: "quietHours" });
    expect(answer.failure).toBeNull();
    expect(answer.alerts).toBeGreaterThan(5900);
  });

  it("runs an awk script in lockstep", async () => {
    const command = `awk -W interactive -f ${join(EXAMPLES, "detector.awk")}`;
    const answer = await runCommand(command);
    expect(answer.failure).toBeNull();
    const used = new Map<number, number>();
    const wanted: number[] = [];
    let row = 0;
    for (const { length, device, time, down } of CHARGING_SHARD.batches(COLUMNS)) {
      for (let i = 0; i < length; i++, row++) {
        const key = device[i] * 1000 + Math.floor(time[i] / 3_600_000);
        const total = (used.get(key) ?? 0) + down[i];
        used.set(key, total);
        if (total >= 1_048_576) wanted.push(row);
      }
    }
    expect(answer.rows).toEqual(wanted);
  });

  it.each(wrecks("TRUTH").map((wreck) => [wreck.name, wreck] as const))("%s", async (_, wreck) => {
    const made = { ...wreck, code: wreck.code.replace("TRUTH", join(folder, "truth")) };
    const argument = wreckArgument(folder, made);
    const answer =
      wreck.kind === "exec-csv"
        ? await runCommand(wreck.code)
        : await runModule({ file: argument, reads: [argument], exportName: "" });
    expect(answer.failure).toEqual({
      status: wreck.status,
      reason: expect.stringMatching(wreck.reason),
    });
    expect(answer.alerts).toBe(0);
  });
});
