import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runBeside } from "./beside/run-beside.ts";
import { measureDetectors } from "./detect.ts";
import { measureDetections } from "./detections.ts";
import { measureFifteen } from "./fifteen.ts";
import { figuresOf } from "./figures/catalogue.ts";
import { measureGenerate } from "./generate.ts";
import { describeMachine } from "./machine.ts";
import { measureMemory } from "./memory.ts";
import { measureRead } from "./read.ts";
import { type PerfResults, writeResults } from "./results.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const { quick } = values;

const dir = mkdtempSync(join(tmpdir(), "billshock-perf-"));
try {
  const machine = describeMachine();
  const city = join(dir, "city");
  console.error("generate");
  const generate = await measureGenerate(dir, quick);
  console.error("read");
  const read = measureRead(city, quick);
  console.error("detect");
  const detectors = measureDetectors(quick ? 60 : 500, quick ? 2 : 5);
  const fifteen = await measureFifteen(city, quick);
  console.error("the same three detections");
  const detections = measureDetections(city, quick);
  rmSync(city, { recursive: true });
  console.error("memory");
  const memory = await measureMemory(dir, quick);
  const results: PerfResults = {
    machine,
    quick,
    generate,
    memory,
    read,
    detectors,
    fifteen,
    detections,
  };
  for (const [name, figure] of Object.entries(figuresOf(results))) {
    if (name.startsWith("perf:")) console.log(`\n${name.slice(5)}\n\n${figure()}`);
  }
  runBeside(quick);
  if (quick) console.error("\nA quick run publishes nothing.");
  else writeResults(results);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
