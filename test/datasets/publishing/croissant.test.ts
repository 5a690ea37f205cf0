import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Tariff } from "../../../datasets/billing/tariff.ts";
import type { Manifest, ViewSummary } from "../../../datasets/format/manifest.ts";
import { datasetCard } from "../../../datasets/publishing/card.ts";
import { datasetCroissant } from "../../../datasets/publishing/croissant.ts";
import { GB } from "../../../datasets/sizes.ts";
import { writeSmall } from "../small-dataset.ts";

const reference = z.strictObject({ "@id": z.string() });
const field = z.strictObject({
  "@type": z.literal("cr:Field"),
  "@id": z.string(),
  name: z.string(),
  description: z.string().min(1),
  dataType: z.string().regex(/^(sc|cr):[A-Z]/),
  source: z.strictObject({
    fileSet: reference.optional(),
    fileObject: reference.optional(),
    extract: z.strictObject({ column: z.string() }),
  }),
});
const croissant = z.looseObject({
  "@context": z.looseObject({ "@vocab": z.literal("https://schema.org/") }),
  "@type": z.literal("sc:Dataset"),
  conformsTo: z.literal("http://mlcommons.org/croissant/1.1"),
  name: z.string().min(1),
  description: z.string().min(1),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  creator: z.looseObject({ "@type": z.literal("sc:Organization"), name: z.string() }),
  distribution: z.array(
    z.discriminatedUnion("@type", [
      z.strictObject({
        "@type": z.literal("cr:FileObject"),
        "@id": z.string(),
        name: z.string(),
        contentUrl: z.string(),
        contentSize: z.string().regex(/^\d+ B$/),
        encodingFormat: z.string(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
      z.strictObject({
        "@type": z.literal("cr:FileSet"),
        "@id": z.string(),
        name: z.string(),
        encodingFormat: z.string(),
        includes: z.string(),
      }),
    ]),
  ),
  recordSet: z.array(
    z.strictObject({
      "@type": z.literal("cr:RecordSet"),
      "@id": z.string(),
      name: z.string(),
      description: z.string().min(1),
      field: z.array(field).min(1),
    }),
  ),
});

let dir: string;
let manifest: Manifest;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "billshock-card-"));
  rmSync(dir, { recursive: true });
  manifest = writeSmall(dir);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("Croissant metadata", () => {
  it("has the shape of Croissant 1.1, each file with its sha256", () => {
    const parsed = croissant.parse(JSON.parse(readFileSync(join(dir, "croissant.json"), "utf8")));
    const files = parsed.distribution.filter((entry) => entry["@type"] === "cr:FileObject");
    expect(Object.fromEntries(files.map((file) => [file["@id"], file.sha256]))).toEqual(
      Object.fromEntries(
        Object.entries(manifest.files).map(([path, { sha256 }]) => [path, sha256]),
      ),
    );
  });

  it("refers to nothing that it does not hold, and uses each name once", () => {
    const { distribution, recordSet } = croissant.parse(datasetCroissant(manifest));
    const ids = [...distribution, ...recordSet, ...recordSet.flatMap((set) => set.field)].map(
      (node) => node["@id"],
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const { source } of recordSet.flatMap((set) => set.field)) {
      expect(ids).toContain((source.fileSet ?? source.fileObject)?.["@id"]);
    }
    expect(recordSet.map((set) => set["@id"])).toEqual(
      expect.arrayContaining(["records/views/flows", "records/truth/flows", "records/truth/cases"]),
    );
  });

  it("of an import without truth names no truth, no licence and real data", () => {
    const imported = datasetCroissant({ ...manifest, origin: "imported", truth: null, files: {} });
    expect(imported).toMatchObject({ "rai:hasSyntheticData": false });
    expect(imported).not.toHaveProperty("license");
    expect(JSON.stringify(imported)).not.toContain("truth/");
  });
});

describe("the card", () => {
  it("says what the manifest says", () => {
    const card = readFileSync(join(dir, "README.md"), "utf8");
    expect(card).toBe(datasetCard(manifest));
    for (const text of [
      "# small",
      "Synthetic: no person is described.",
      "2024-05-31T16:00:00.000Z to 2024-06-02T16:00:00.000Z (2 days)",
      `| flows | ${manifest.views.flows?.rows} |`,
      manifest.views.charging?.logicalHash,
      "| bt-over-hotspot | 1 |",
      "| steam-hotspot | 1 |",
      "denser here than anywhere in the world",
      "| ct2015 | ct2015 | overage | 1.000 GB | 0.03 CNY for each 100 KB | 1000.00 CNY | no cap |",
      "| offset from UTC | +08:00 |",
      "`billshock generate manifest.json --seed ",
      "CC-BY-4.0",
      "### views/wlan/*.arrow",
      "| gigawordsDown | count |",
    ]) {
      expect(card).toContain(text);
    }
  });

  it("names each plan once, with its own bundle, price and currency", () => {
    const [tariff] = Object.values(manifest.plans) as [Tariff];
    const data = { bundleBytes: 2 * GB, amount: 250, perBytes: GB, incrementBytes: 1 } as const;
    const own = { ...tariff, currency: "EUR", groups: { data }, moneyCap: 0, volumeCap: 3 * GB };
    const card = datasetCard({ ...manifest, plans: { large: tariff, small: own } });
    expect(card).toContain("| large | ct2015 | overage | 1.000 GB |");
    expect(card).toContain(
      "| small | ct2015 | overage | 2.000 GB | 2.50 EUR for each 1 GB | no cap | 3.000 GB |",
    );
    expect(card.match(/^\| large \|/gm)).toHaveLength(1);
  });

  it("calls no sparse number dense, and says what 1970-01-01 stands for", () => {
    const card = datasetCard(manifest);
    expect(card).toContain("| incident | id | number of the incident: a key, not consecutive |");
    expect(card).toContain("| episode | id | number of the episode: a key, not consecutive |");
    for (const view of ["Flows", "Charging", "Netstats", "Wlan"]) {
      expect(card).toMatch(
        new RegExp(`\\| observable${view} \\| time \\| .*; 0, shown as 1970-01-01, = never \\|`),
      );
    }
  });

  it("counts what a view tells twice, where one does", () => {
    const flows = { ...manifest.views.flows, repeated: { up: GB, down: 2 * GB } } as ViewSummary;
    const card = datasetCard({ ...manifest, views: { ...manifest.views, flows } });
    expect(card).toContain("| GB in flight | GB told twice | logical hash |");
    expect(card).toContain(`| 3.000 | \`${flows.logicalHash}\` |`);
    expect(card).toContain(`| 0.000 | \`${manifest.views.charging?.logicalHash}\` |`);
    expect(datasetCard(manifest)).not.toContain("told twice");
  });

  it("shows first what a scenario lets one misread", () => {
    const card = datasetCard({ ...manifest, warnings: ["nobody lives here"] });
    expect(card).toContain("## Read this first\n\n- nobody lives here\n");
    expect(datasetCard(manifest)).not.toContain("Read this first");
  });

  it("of an import with truth says whose intervals the labels are, and that nothing is rated", () => {
    const { enriched: _, ...truth } = manifest.truth as NonNullable<Manifest["truth"]>;
    const card = datasetCard({
      ...manifest,
      ...{ origin: "imported", seed: null, currency: "XXX" },
      truth: { ...truth, enriched: false, lookAlikes: {} },
    });
    expect(card).toContain("Labels are the intervals that were given with the records");
    expect(card).toContain("| currency | none: nothing is rated |");
    expect(card).toContain("| look-alike | number |\n| --- | --- |\n| none | 0 |");
    expect(card).not.toMatch(/simulation|scenario/);
  });

  it("of an import claims neither truth nor that nobody is described", () => {
    const card = datasetCard({ ...manifest, origin: "imported", truth: null, seed: null });
    expect(card).toContain("recall and precision can't be had");
    expect(card).not.toContain("Synthetic");
    expect(card).not.toContain("truth/");
  });
});
