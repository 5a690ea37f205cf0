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
import { runSpeed } from "./speed/run-speed.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    /** Compiled folder of an older build. */
    beside: { type: "string" },
    /** The table of speed alone; the other figures stay as they were published. */
    table: { type: "boolean", default: false },
  },
});
const { quick, beside, table } = values;

const dir = mkdtempSync(join(tmpdir(), "billshock-perf-"));
try {
  const others = table ? null : await measureOthers();
  const speed = await runSpeed(dir, { quick, beside });
  if (others !== null) {
    const results = { ...others, speed };
    for (const [name, figure] of Object.entries(figuresOf(results))) {
      if (name.startsWith("perf:")) console.log(`\n${name.slice(5)}\n\n${figure()}`);
    }
    runBeside(quick);
  } else console.log(barsFigure({ speed }));
  if (quick)
    console.error("\nA quick run takes smaller worlds than the lines say, and publishes nothing.");
  else writeResults({ ...(others ?? readResults()), speed });
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
