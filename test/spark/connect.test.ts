import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readParquet, writeParquet } from "./parquet.ts";
import { benchDozen, planDozen, runIn } from "./plan.ts";
import { FLAGS, listsOf, SHUFFLED, saidAlone, tableOf } from "./records.ts";
import { type Ended, onConnect, whyNoSpark } from "./spark.ts";

const MINUTES = 60_000;
const why = whyNoSpark();
const folder = mkdtempSync(join(tmpdir(), "billshock-connect-"));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(why !== "")(`a client of Spark Connect${why}`, () => {
  let ended: Ended;
  beforeAll(async () => {
    writeParquet(tableOf(SHUFFLED), at("records.parquet"));
    planDozen(at("plan"));
    ended = await onConnect([
      { program: "detect_records.py", args: [at("records.parquet"), at("said"), ...FLAGS] },
      { program: "run_plan.py", args: [at("plan"), at("run")] },
    ]);
  }, 5 * MINUTES);

  it("says of each record what one process says", async () => {
    expect(ended.errors[0]).toBeNull();
    expect(listsOf(readParquet(at("said")))).toEqual(listsOf(await saidAlone()));
  });

  it("merges the run of one machine", async () => {
    expect(ended.errors[1]).toBeNull();
    expect(runIn(at("run"))).toEqual(await benchDozen(folder));
  });
});
