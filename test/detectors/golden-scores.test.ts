import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, it } from "vitest";
import type { Batch, Values } from "../../datasets/table.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import { DETECTORS } from "../../detectors/catalogue.ts";
import { FUZZ_DEVICES, fuzzFleet, fuzzRows } from "../../detectors/conformance/fuzz.ts";
import { replay } from "../../detectors/conformance/replay.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { simulateShard } from "../../simulators/engine/engine.ts";
import {
  INCIDENT_MODELS,
  LOOK_ALIKE_MODELS,
  NORMAL_MODELS,
} from "../../simulators/models/catalogue.ts";
import { expectGolden, type GoldenFile } from "../golden-file.ts";

/*
 * Hashes of every score, bit by bit, with default options: a detector that is made quicker must
 * answer what it answered. Each detector's lie in golden/NAME.json; those of the rows in
 * golden/rows.json, so that it is seen which of the two changed.
 */
const TEST = "test/detectors/golden-scores.test.ts";

const goldenOf = (name: string): GoldenFile => ({
  file: join(import.meta.dirname, "golden", `${name}.json`),
  test: TEST,
  title: `golden: ${name} `,
});

/** Rows of each view from lines that live as people do, and from lines that no network would see. */
const SOURCES: Readonly<Record<string, Readonly<Record<ViewName, Batch>>>> = {
  city: cityRows(24),
  fuzz: {
    flows: fuzzRows("flows", 1, 6000),
    charging: fuzzRows("charging", 2, 6000),
    netstats: fuzzRows("netstats", 3, 6000),
    wlan: fuzzRows("wlan", 4, 6000),
  },
};

function cityRows(devices: number): Record<ViewName, Batch> {
  const rows = {} as Record<ViewName, Batch>;
  const scenario = loadScenario("city@L1", { devices });
  const models = [...NORMAL_MODELS, ...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS];
  simulateShard(
    { seed: "1", scenario, models, first: 0, count: devices },
    {
      rows: (view, { length, columns }) => {
        if (rows[view] !== undefined) throw new Error(`${view}: the city must fit in one batch`);
        const copies = Object.entries(columns).map(([name, all]) => [name, all.slice(0, length)]);
        rows[view] = { length, columns: Object.fromEntries(copies) };
      },
      truth: () => {},
    },
  );
  return rows;
}

function hashOf(parts: readonly Values[]): string {
  const hash = createHash("sha256");
  for (const { buffer, byteOffset, byteLength } of parts) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest("hex").slice(0, 16);
}

describe.each(Object.entries(SOURCES))("on rows of the %s", (source, rows) => {
  it("golden: rows are the same, to the bit", () => {
    const hashes = VIEWS.map((view) => [view, hashOf(Object.values(rows[view].columns))]);
    expectGolden(goldenOf("rows"), source, Object.fromEntries(hashes));
  });

  it.each(DETECTORS.map((spec) => [spec.name, spec] as const))(
    "golden: %s answers what it answered, to the bit",
    (name, spec) => {
      const fleet = fuzzFleet(source === "fuzz" ? FUZZ_DEVICES : 24);
      const hashes = spec.views.map((view) => {
        const scores = replay({ spec, fleet, view, rows: rows[view], cuts: [1, 500, 2048] });
        return [view, hashOf([scores])];
      });
      expectGolden(goldenOf(name), source, Object.fromEntries(hashes));
    },
  );
});
