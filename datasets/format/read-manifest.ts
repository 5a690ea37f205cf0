import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { BrokenDataset } from "./broken-dataset.ts";
import { MANIFEST_PATH } from "./layout.ts";
import { FORMAT, type Manifest } from "./manifest.ts";

const bytes = z.looseObject({ up: z.number(), down: z.number() });
const hash = z.string().regex(/^[0-9a-f]{32}$/, "must be 32 hex digits");
const count = z.int().min(0);
const view = z.looseObject({
  rows: count,
  up: z.number(),
  down: z.number(),
  columns: z.array(z.string()),
  logicalHash: hash,
  truthHash: hash.optional(),
  lost: bytes,
  inFlight: bytes,
  repeated: bytes.optional(),
});

const f1 = z.number();
const audited = z.looseObject({ kind: z.string(), f1, low: f1, high: f1, cases: count });
const audit = z.looseObject({
  seeds: z.array(z.string().nullable()),
  density: z.number(),
  artefacts: z.looseObject({
    contrasts: count,
    judged: count,
    leaking: count,
    largestArea: z.number(),
  }),
  oneLiners: z.array(audited),
  references: z.array(audited),
  failures: z.array(z.string()),
});

const schema = z.looseObject({
  format: z.literal(FORMAT, {
    error: ({ input }) =>
      `must be ${FORMAT}, got ${input}: another version of billshock made it; generate or import it again`,
  }),
  name: z.string(),
  origin: z.enum(["generated", "imported"]),
  level: z.string().nullable(),
  seed: z.string().nullable(),
  span: z.looseObject({
    from: z.number(),
    to: z.number(),
    utcOffset: z.number(),
    warmUp: z.number(),
  }),
  devices: count,
  devicesPerShard: z.int().min(1),
  shards: count,
  currency: z.string(),
  plans: z.record(z.string(), z.looseObject({ currency: z.string(), kind: z.string() })),
  views: z.looseObject({
    flows: view.optional(),
    charging: view.optional(),
    netstats: view.optional(),
    wlan: view.optional(),
  }),
  truth: z.nullable(
    z.looseObject({
      incidents: z.record(z.string(), count),
      cases: count,
      lookAlikes: z.record(z.string(), count),
      logicalHash: hash,
    }),
  ),
  audit: audit.optional(),
  files: z.record(
    z.string(),
    z.looseObject({ sha256: z.string(), bytes: count, rows: count.optional() }),
  ),
});

/** Reads and checks a dataset's manifest; throws with its path and the key that is wrong. */
export function readManifest(dir: string): Manifest {
  const path = join(dir, MANIFEST_PATH);
  const value = parse(dir, path);
  const result = schema.safeParse(value);
  if (!result.success) {
    const [{ path: key, message }] = result.error.issues;
    throw new BrokenDataset(`${path}: ${key.join(".") || "manifest"}: ${message}`);
  }
  return value as Manifest;
}

function parse(dir: string, path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new RangeError(`${dir}: is no dataset, it has no ${MANIFEST_PATH}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BrokenDataset(`${path}: is no JSON: ${oneLine(cause)}`, { cause });
  }
}

/** A parser's message may show lines of what it parsed. */
function oneLine(cause: unknown): string {
  return (cause as Error).message.replace(/\s*\n\s*/g, " ");
}
