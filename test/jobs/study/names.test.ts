import { describe, expect, it } from "vitest";
import { bench } from "../../../jobs/bench.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { loadStrategy } from "../../../jobs/load-strategies.ts";
import { type StudyJob, study } from "../../../jobs/study.ts";

const scenario = loadScenario("wuhan-2015");
const night = { name: "wuhan-2015", scenario };
const recorded = { name: "wuhan-2015", dir: "/there-is-no-such-folder" };
const cut = loadStrategy("torrent-cut");
// Two files of a user's, both called by the same name.
const other = { ...loadStrategy("torrent-throttled"), name: cut.name };

describe("whatever is told by its name has one of its own", () => {
  it.each<[title: string, job: Pick<StudyJob, "on"> & Partial<StudyJob>, message: string]>([
    ["strategies", { on: [night], strategies: [cut, other] }, "strategies: torrent-cut is given"],
    ["seeds", { on: [night], seeds: ["1", "2", "1"] }, "seeds: 1 is given twice"],
    ["scenarios", { on: [night, night] }, "worlds: wuhan-2015 is given twice"],
    ["datasets", { on: [recorded, recorded] }, "worlds: wuhan-2015 is given twice"],
    ["both loops", { on: [night, recorded], open: true }, "worlds: wuhan-2015 is given twice"],
  ])("%s", async (_, job, message) => {
    await expect(study({ strategies: [cut], ...job })).rejects.toThrow(message);
  });

  it("strategies of a bench", async () => {
    const job = { on: ["wuhan-2015"], detectors: ["dual-cap"], strategies: [cut, other] };
    await expect(bench(job)).rejects.toThrow("strategies: torrent-cut is given twice");
  });
});
