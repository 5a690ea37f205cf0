import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REFERENCES } from "../../../bench/references/catalogue.ts";
import { measureReferences } from "../../../bench/references/measure-references.ts";
import { openDataset } from "../../../datasets/dataset.ts";
import { resolveOptions } from "../../../datasets/options.ts";
import { DAY, GB, HOUR } from "../../../datasets/sizes.ts";
import { VIEWS } from "../../../datasets/view.ts";
import { detectorNamed } from "../../../detectors/catalogue.ts";
import { INCIDENT_MODELS } from "../../../simulators/models/catalogue.ts";
import { FROM, type Row, smallData } from "../../datasets/small-data.ts";
import { writeSmall } from "../../datasets/small-dataset.ts";

describe("references", () => {
  it.each(INCIDENT_MODELS)("say how $name is to be found, by two cues at least", ({ name }) => {
    expect(REFERENCES[name]?.length).toBeGreaterThanOrEqual(2);
  });

  it.each(Object.values(REFERENCES).flat())(
    "$detector reads $view, and takes the options given",
    ({ detector, view, options = {} }) => {
      const spec = detectorNamed(detector);
      expect(spec.views).toContain(view);
      expect(resolveOptions(spec, options)).toMatchObject(options);
    },
  );
});

const LINES = 80;
/** Lines with a look-alike: the first of those without a torrent. */
const ALIKES = 8;

/** What a line does in the second night: nothing to speak of, or what a torrent does. */
type Night = "page" | "torrent";

/** The upper half of the lines has a torrent each; even lines are the calibration half. */
function nights(of: (isHit: boolean, isTest: boolean, device: number) => Night) {
  const data = smallData();
  const { cases, episodes, devices, truthDevices } = data.tables;
  for (const view of VIEWS) data.views[view].length = 0;
  cases.length = 0;
  episodes.length = 0;
  for (let device = devices.length; device < LINES; device++) {
    devices.push({ ...(devices[0] as Row), device, payer: device });
    truthDevices.push({ ...(truthDevices[0] as Row), device });
  }
  for (let device = 0; device < LINES; device++) {
    const isTest = device % 2 === 1;
    const isHit = device >= LINES / 2;
    Object.assign(truthDevices[device] as Row, {
      cluster: device,
      split: isTest ? "test" : "calibration",
    });
    const isTorrent = of(isHit, isTest, device) === "torrent";
    const start = FROM + DAY + 2 * HOUR + device * 1000;
    const bytes = isTorrent ? { up: GB, down: 3 * GB } : { up: 900, down: 90_000 };
    const swarm = isTorrent ? { flows: 300, peers: 200, hiPortShare: 1 } : { flows: 3, peers: 2 };
    const row = {
      device,
      seq: 0,
      start,
      time: start + 50_000,
      visibleAt: start + 51_000,
      ...bytes,
    };
    data.views.flows.push({ ...row, ...swarm, access: "cellular", app: isTorrent ? "p2p" : "web" });
    const fact = { device, ...bytes, incident: 0, episode: device };
    const span = { start, end: start + 50_000 };
    if (device < ALIKES) {
      const said = { role: "look-alike", kind: "steam-hotspot", twin: "bt-over-hotspot" };
      episodes.push({ ...fact, ...span, ...said, incident: -1 });
    }
    if (!isHit) continue;
    cases.push({
      ...fact,
      onset: start,
      end: start + 50_000,
      rowsFlows: 1,
      observableFlows: start,
    });
    episodes.push({
      ...fact,
      role: "incident",
      kind: "bt-over-hotspot",
      start,
      end: start + 50_000,
    });
  }
  return data;
}

describe("measureReferences", () => {
  let parent: string;
  beforeAll(() => {
    parent = mkdtempSync(join(tmpdir(), "billshock-references-"));
  });
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  /** One test case in two ordinary test days, at 500 cases in 1,000 of them: each counts once. */
  const measured = (name: string, of: Parameters<typeof nights>[0]) => {
    writeSmall(join(parent, name), nights(of));
    const dataset = openDataset(join(parent, name));
    try {
      return measureReferences([dataset], 1000 / 3);
    } finally {
      dataset.close();
    }
  };
  const all = { kind: "bt-over-hotspot", cases: LINES / 4 };

  it.each([
    ["only cases show the cues", (isHit: boolean) => isHit, 1],
    ["cases show nothing", () => false, 0.4],
    ["a third of ordinary days show them, so they are worth nothing", () => true, 0.4],
    // No case of the calibration half shows any, so its threshold flags every day.
    [
      "only cases of the test half show them",
      (isHit: boolean, isTest: boolean) => isHit && isTest,
      0.4,
    ],
    // Of all that a threshold for a torrent could be, none is met in the test half.
    [
      "only cases of the calibration half",
      (isHit: boolean, isTest: boolean) => isHit && !isTest,
      0,
    ],
  ] as const)(
    "takes the threshold from one half and the F1 from the other: %s",
    (name, shows, f1) => {
      const [found] = measured(name, (isHit, isTest) =>
        shows(isHit, isTest) ? "torrent" : "page",
      );
      expect(found).toMatchObject(all);
      expect(found?.f1).toBeCloseTo(f1, 2);
    },
  );

  it.each([
    ["none of the look-alikes shows it", () => false, 1],
    ["one in four of them does", (device: number) => device % 4 === 1, 0.75],
    ["all of them do", () => true, 0],
  ] as const)("tells how many look-alikes lack the strongest cue: %s", (name, shows, lacking) => {
    const [found] = measured(name, (isHit, _, device) =>
      isHit || (device < ALIKES && shows(device)) ? "torrent" : "page",
    );
    expect(found?.lacking).toBe(lacking);
    expect(REFERENCES["bt-over-hotspot"]?.map(({ detector }) => detector)).toContain(
      found?.strongest,
    );
  });
});
