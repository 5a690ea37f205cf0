import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCombiner } from "../../bench/combining/expression.ts";
import { commandFiles } from "../../bench/run/command-files.ts";
import { sweepOf } from "../../bench/run/sweep-argument.ts";
import { lastWords } from "../../bench/runners/last-words.ts";
import { leakedBytes } from "../../bench/scoring/damage.ts";
import { precisionAt } from "../../bench/scoring/prevalence.ts";
import { csvField } from "../../datasets/csv-field.ts";
import { fillEnforcement } from "../../datasets/enforcement.ts";
import type { Fleet } from "../../datasets/fleet.ts";
import { canonicalAddress } from "../../datasets/importing/address.ts";
import { splitMap } from "../../datasets/importing/map-text.ts";
import { parsePort } from "../../datasets/importing/service-ports.ts";
import { openZone } from "../../datasets/importing/zone.ts";
import { nearestName } from "../../datasets/nearest-name.ts";
import { resolveOptions } from "../../datasets/options.ts";
import { parseQuantity, writeQuantity } from "../../datasets/quantity.ts";
import { DAY, GB, HOUR, KB, MB, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { DETECTORS, detectorNamed } from "../../detectors/catalogue.ts";
import { fuzzFleet } from "../../detectors/conformance/fuzz.ts";
import { createDetector } from "../../detectors/create-detector.ts";
import { nightTime } from "../../detectors/state/night-time.ts";
import { loadStrategy } from "../../jobs/load-strategies.ts";
import { largestRemainder } from "../../simulators/behaviour/largest-remainder.ts";
import { keyedDraw } from "../../simulators/chance/keyed-draw.ts";

const root = join(import.meta.dirname, "../..");
const fleet: Fleet = fuzzFleet();

const camelOf = (name: string) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const detectors = Object.fromEntries(DETECTORS.map((spec) => [camelOf(spec.name), spec]));

/** What the examples may name without saying where it comes from. */
const WORLD: Readonly<Record<string, unknown>> = {
  ...{ ...detectors, createDetector, resolveOptions, detectorNamed },
  ...{ codeOf, csvField, fillEnforcement, keyedDraw },
  ...{ DAY, GB, HOUR, KB, MB, MINUTE },
  ...{ nightTime, parseQuantity, sweepOf, writeQuantity },
  ...{ canonicalAddress, commandFiles, lastWords, parsePort, openZone, splitMap },
  ...{ fleet, largestRemainder, leakedBytes, nearestName, parseCombiner, precisionAt },
  ...{ loadStrategy },
};

interface Example {
  readonly place: string;
  readonly code: string;
}

function examplesOf(folder: string): Example[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const text = readFileSync(join(root, folder, file), "utf8");
      return Array.from(
        text.matchAll(/^ \* @example\n((?: \*(?: .*)?\n)+?) \*\//gm),
        ([, block]) => ({
          place: `${folder}/${file}`,
          code: block.replace(/^ \* ?/gm, "").trim(),
        }),
      );
    });
}

const all = ["datasets", "simulators", "detectors", "bench", "jobs"].flatMap(examplesOf);
/** Those that need files, a batch or a unit of the reader's own are shown by tests of their own. */
const NEEDS_MORE =
  /\bcalibrate\(|\bawait\b|\bimport\b|observe\(|test(?:Model|Safeguard|Policy)\(|\bopenPolicy\(|\bscoreAlerts\(|\bfitDetector\(|: Metric = /;
const runnable = all.filter(({ code }) => !NEEDS_MORE.test(code));

function resultOf(line: string): unknown {
  const expression = line.replace(/;\s*(\/\/.*)?$/, "").replace(/^const \w+ = /, "");
  return new Function(...Object.keys(WORLD), `return (${expression});`)(...Object.values(WORLD));
}

describe("the examples in the documentation", () => {
  it("are found", () => {
    expect(runnable.length).toBeGreaterThan(20);
  });

  it.each(runnable)("of $place run, and come to what they say", ({ code }) => {
    for (const line of code.replaceAll(";\n// ", "; // ").split("\n")) {
      const value = resultOf(line);
      const said = /;\s*\/\/ (.+)/.exec(line)?.[1].trim();
      if (said === undefined) expect(value).toBeDefined();
      else if (typeof value === "number") expect(value).toBeCloseTo(Number.parseFloat(said), 4);
      else expect(value).toEqual(new Function(`return (${said});`)());
    }
  });
});
