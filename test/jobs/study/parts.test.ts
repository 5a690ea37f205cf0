import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Strategy } from "../../../bench/strategy.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { loadStrategy } from "../../../jobs/load-strategies.ts";
import type { SetStrategy } from "../../../jobs/study/answering.ts";
import { runParts } from "../../../jobs/study/run-parts.ts";
import { type StudyJob, study } from "../../../jobs/study.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-parts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Households of several lines end in the second part of three. */
const scenario = loadScenario("city@L1", {
  set: [
    "enrichment.devicesPerCase=16",
    "enrichment.from=1d",
    "enrichment.to=3d",
    "clock.warmUp=1d",
  ],
  ...{ devices: 140, days: 4 },
});
const team: Strategy = { ...loadStrategy("usage-day-cut"), name: "team-of-one", team: 1 };
const strategies = [
  ...["usage-day-cut", "updates-over-wifi"].map((name) => loadStrategy(name)),
  team,
];

/** A study as text, but for its time. */
async function told(changes: Partial<StudyJob> = {}): Promise<string> {
  const on = [{ name: "city@L1", scenario }];
  const { timings: _, ...rest } = await study({ on, strategies, ...changes });
  return JSON.stringify(rest);
}

/** What one thread says of them. */
let alone: string;
/** Where two threads keep what they have lived, for who takes it up again. */
const data = join(folder, "data");
beforeAll(async () => {
  alone = await told();
});

describe("the parts of a study", () => {
  it.each<[number, Partial<StudyJob>]>([
    [2, { data }],
    [7, {}],
  ])("say the same to the byte in %d threads as in one", async (workers, more) => {
    const steps: number[] = [];
    const onProgress = (done: number, total: number) => steps.push(done / total);
    expect(await told({ workers, onProgress, ...more })).toBe(alone);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBeCloseTo(1, 6);
    expect(alone).toContain("team-of-one saves");
  });

  it.each([1, 2])("say whose failure it is, in %d threads", async (workers) => {
    const given = loadStrategy("usage-day-cut");
    const broken = {
      ...{ ...given, name: "broken", policies: [{ use: "no-such-policy", options: {} }] },
      detectors: given.detectors.map((each) => ({ ...each, threshold: 1 })),
    } as unknown as SetStrategy;
    const run = runParts(scenario, [broken], { seeds: ["9"], workers });
    await expect(run).rejects.toThrow(/^broken on city, seed 9: /);
  });

  it("end at once on a signal, in threads", async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error("stopped"));
    const run = told({ workers: 2, signal: controller.signal, onProgress });
    await expect(run).rejects.toThrow("stopped");
  });
});

describe("a study that is taken up again", () => {
  const studied = join(data, "studied");
  /** Files of the first strategies. */
  let own: readonly string[] = [];
  const written = () =>
    readdirSync(studied).map((name) => `${name} ${statSync(join(studied, name)).ino}`);

  it("lives no strategy again that has finished, and all of them where nobody asks", async () => {
    const first = written();
    expect(first.length).toBe(3 * strategies.length);
    expect(await told({ data, resume: true })).toBe(alone);
    expect(written()).toEqual(first);
    expect(await told({ data })).toBe(alone);
    for (const file of written()) expect(first).not.toContain(file);
  });

  it("lives a strategy that is new, or whose number changed, and no other", async () => {
    const first = written();
    own = readdirSync(studied);
    const other: Strategy = {
      ...team,
      detectors: team.detectors.map((each) => ({ ...each, threshold: 5e9 })),
    };
    const given = [...strategies.slice(0, 2), other];
    const fresh = await told({ strategies: given });
    expect(await told({ data, resume: true, strategies: given })).toBe(fresh);
    expect(fresh).not.toBe(alone);
    expect(written()).toEqual(expect.arrayContaining(first));
    expect(written().length).toBe(first.length + 3);
  });

  it("takes nothing from a file that is cut short, changed, or another's", async () => {
    const paths = own.map((name) => join(studied, name));
    const [short, changed, text, ...others] = paths as [string, string, string, ...string[]];
    truncateSync(short, statSync(short).size - 9);
    const bytes = readFileSync(changed);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
    writeFileSync(changed, bytes);
    writeFileSync(text, "somebody else's");
    // Each of the others under the name of the next.
    const whole = others.map((path) => readFileSync(path));
    for (const [i, path] of others.entries()) {
      writeFileSync(path, whole[(i + 1) % whole.length] as Buffer);
    }
    expect(await told({ data, resume: true })).toBe(alone);
  });
});
