import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runBeside } from "./beside/run-beside.ts";
import { measureDetectors } from "./detect.ts";
import { measureDetections } from "./detections.ts";
import { measureFifteen } from "./fifteen.ts";
import { barsFigure } from "./figures/bars.ts";
import { figuresOf } from "./figures/catalogue.ts";
import { measureGenerate } from "./generate.ts";
import { describeMachine } from "./machine.ts";
import { measureMemory } from "./memory.ts";
import { measureMicro } from "./micro.ts";
import { measureRead } from "./read.ts";
import { type PerfResults, readResults, writeResults } from "./results.ts";
import { PARTS, type PartName, type SpeedOfNode } from "./speed/measure-speed.ts";
import { runSpeed } from "./speed/run-speed.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    /** Compiled folder of an older build. */
    beside: { type: "string" },
    /** The table of speed alone; the other figures stay as they were published. */
    table: { type: "boolean", default: false },
    /** Parts of that table, by comma; the others stay as they were published. */
    parts: { type: "string" },
  },
});
const { quick, beside } = values;
const table = values.table || values.parts !== undefined;
const parts = partsOf(values.parts);

const dir = mkdtempSync(join(tmpdir(), "billshock-perf-"));
try {
  const others = table ? null : await measureOthers();
  const known = table ? readResults() : null;
  const onPart = (done: readonly SpeedOfNode[]) => {
    if (known !== null && !quick) writeResults({ ...known, speed: done });
  };
  const before = quick ? [] : (known?.speed ?? []);
  const speed = await runSpeed(dir, { quick, beside, parts, before, onPart });
  if (others !== null) {
    const results = { ...others, speed };
    for (const [name, figure] of Object.entries(figuresOf(results))) {
      if (name.startsWith("perf:")) console.log(`\n${name.slice(5)}\n\n${figure()}`);
    }
    runBeside(quick);
  } else console.log(barsFigure({ speed }));
  if (quick)
    console.error("\nA quick run takes smaller worlds than the lines say, and publishes nothing.");
  else if (others !== null) writeResults({ ...others, speed });
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function measureOthers(): Promise<PerfResults> {
  const machine = describeMachine();
  const city = join(dir, "city");
  console.error("generate");
  const generate = await measureGenerate(dir, quick);
  console.error("read");
  const read = measureRead(city, quick);
  console.error("detect");
  const detectors = measureDetectors(quick ? 60 : 500, quick ? 2 : 5);
  const fifteen = await measureFifteen(city, quick);
  console.error("small things");
  const micro = measureMicro(dir, quick);
  console.error("the same three detections");
  const detections = measureDetections(city, quick);
  rmSync(city, { recursive: true });
  console.error("memory");
  const memory = await measureMemory(dir, quick);
  return { machine, quick, generate, memory, read, detectors, fifteen, micro, detections };
}

function partsOf(asked: string | undefined): readonly PartName[] {
  const all = Object.keys(PARTS) as PartName[];
  const parts = asked?.split(",") ?? all;
  const unknown = parts.find((part) => !(all as string[]).includes(part));
  if (unknown === undefined) return parts as PartName[];
  throw new RangeError(`perf: --parts must be among ${all.join(", ")}, got ${unknown}`);
}
