import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readParquet, writeParquet } from "./parquet.ts";
import { benchDozen, planDozen, runIn } from "./plan.ts";
import { FLAGS, listsOf, ROWS, SHUFFLED, saidAlone, tableOf } from "./records.ts";
import { type Ended, onLocalCluster, whyNoSpark } from "./spark.ts";

const MINUTES = 60_000;
const why = whyNoSpark();
const folder = mkdtempSync(join(tmpdir(), "billshock-cluster-"));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Has a child and an executor killed once they have written so many bytes and have more to write. */
function deathsAfter(bytes: number, name: string): string {
  mkdirSync(at(name));
  const module = pathToFileURL(join(import.meta.dirname, "dies-midway.mjs"));
  module.search = new URLSearchParams({ deaths: at(name), after: String(bytes) }).toString();
  return module.href;
}

describe.skipIf(why !== "")(`Spark of two executors${why}`, () => {
  let ended: Ended;
  beforeAll(async () => {
    writeParquet(tableOf(SHUFFLED), at("records.parquet"));
    const [device, time] = ROWS[7] ?? ["", 0];
    writeParquet(tableOf([...SHUFFLED, [device, time, -1]]), at("bad.parquet"));
    planDozen(at("plan"));
    ended = await onLocalCluster([
      { program: "detect_records.py", args: [at("records.parquet"), at("said"), ...FLAGS] },
      {
        program: "detect_records.py",
        args: [at("records.parquet"), at("said-killed"), ...FLAGS],
        first: deathsAfter(20_000, "record-deaths"),
      },
      {
        program: "run_plan.py",
        args: [at("plan"), at("run")],
        first: deathsAfter(50_000, "plan-deaths"),
      },
      { program: "detect_records.py", args: [at("bad.parquet"), at("said-bad"), ...FLAGS] },
    ]);
  }, 5 * MINUTES);

  it("says of each record what one process says", async () => {
    expect(ended.errors[0]).toBeNull();
    const alone = listsOf(await saidAlone());
    expect(listsOf(readParquet(at("said")))).toEqual(alone);
    expect(alone["volume-cap:cap=100MB alarm"]).toContain(true);
    expect(alone["night-volume"]?.some((score) => score !== null && (score as number) > 0)).toBe(
      true,
    );
  });

  it("says the same when a child and an executor were killed half way through records", async () => {
    expect(ended.errors[1]).toBeNull();
    expect(readdirSync(at("record-deaths"))).toEqual(["child", "executor"]);
    expect(listsOf(readParquet(at("said-killed")))).toEqual(listsOf(readParquet(at("said"))));
  });

  it("merges the run of one machine when a child and an executor were killed in shards", async () => {
    expect(ended.errors[2]).toBeNull();
    expect(readdirSync(at("plan-deaths"))).toEqual(["child", "executor"]);
    for (const victim of ["child", "executor"]) {
      expect(readFileSync(join(at("plan-deaths"), victim), "utf8")).toMatch(/--stage live/);
    }
    expect(runIn(at("run"))).toEqual(await benchDozen(folder));
  });

  it("tries again what died", () => {
    expect(ended.log).toMatch(/billshock ended with -9/);
    expect(ended.log).toMatch(/shard \d ended with -9/);
    expect(ended.log).toMatch(/Lost executor/);
  });

  it("fails with a child's last words", () => {
    expect(ended.errors[3]).toMatch(
      /ended with 2: billshock detect-stream: row \d+: down must be .*, got -1/,
    );
    expect(existsSync(join(at("said-bad"), "_SUCCESS"))).toBe(false);
  });
});
