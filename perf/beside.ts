import { parseArgs } from "node:util";
import { runBeside } from "./beside/run-beside.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
runBeside(values.quick);
if (values.quick) console.error("\nA quick run publishes nothing.");
