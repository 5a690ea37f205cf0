import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
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

/*
 * Hashes of every score, bit by bit, with default options: a detector that is made quicker must
 * answer what it answered. Hashes of the rows stand beside them, so that it is seen which of the two
 * changed. When scores or rows change on purpose, say so in CHANGELOG.md and write them anew:
 * BILLSHOCK_GOLDEN=write npx vitest run test/detectors/golden-scores.test.ts
 */
const file = join(import.meta.dirname, "golden-scores.json");
const isWriting = process.env["BILLSHOCK_GOLDEN"] === "write";

type Hashes = Record<string, Record<string, string>>;
const golden: Hashes = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
const found: Hashes = {};

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

function expectGolden(name: string, hashes: Record<string, string>): void {
  found[name] = hashes;
  if (!isWriting) expect(hashes).toEqual(golden[name]);
}

afterAll(() => {
  if (isWriting) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
});

describe.each(Object.entries(SOURCES))("on rows of the %s", (source, rows) => {
  it("the rows are the golden ones", () => {
    const hashes = VIEWS.map((view) => [view, hashOf(Object.values(rows[view].columns))]);
    expectGolden(`${source} rows`, Object.fromEntries(hashes));
  });

  it.each(DETECTORS.map((spec) => [spec.name, spec] as const))(
    "%s answers what it answered, to the bit",
    (name, spec) => {
      const fleet = fuzzFleet(source === "fuzz" ? FUZZ_DEVICES : 24);
      const hashes = spec.views.map((view) => {
        const scores = replay({ spec, fleet, view, rows: rows[view], cuts: [1, 500, 2048] });
        return [view, hashOf([scores])];
      });
      expectGolden(`${source} ${name}`, Object.fromEntries(hashes));
    },
  );
});
