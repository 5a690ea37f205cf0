import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, it } from "vitest";
import { VIEWS } from "../../datasets/view.ts";
import { expectGolden } from "../golden-file.ts";

/*
 * Logical hashes of the named datasets, one file each. When a change alters rows on purpose, raise
 * STREAM_VERSION as well.
 */
const root = join(import.meta.dirname, "../..");
const peers = join(root, "perf/peers/node_modules");
const folder = mkdtempSync(join(tmpdir(), "billshock-golden-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Other releases of Node, where the registry's packages of them are installed. */
const NODES: readonly (readonly [release: string, path: string])[] = [
  ["the Node that runs the tests", process.execPath],
  ["Node 22", join(peers, "node-22/bin/node")],
  ["Node 24", join(peers, "node-24/bin/node")],
];

const DATASETS: readonly (readonly [scenario: string, seed: string])[] = [
  ["city@L0", "1"],
  ["city@L0", "2"],
  ["esim-trip@L0", "1"],
  ["family-plan@L0", "1"],
  ["wuhan-2015", "1"],
  ["nanjing-2015", "1"],
  ["shunde-2015", "1"],
  ["qingdao-2016", "1"],
  ["wifi-assist-2016", "1"],
  ["drainerbot-2019", "1"],
  ["nyc-wifi-fallback", "1"],
  ["roaming-map", "1"],
];
/** Those of many lines: once is enough, under the Node that runs the tests. */
const LARGE: typeof DATASETS = [
  ["buggy-release", "1"],
  ["campus-wlan", "1"],
];

let made = 0;

/** Hashes of the rows and labels of every view, from the built command line under that Node. */
function hashesOf(node: string, scenario: string, seed: string): Record<string, unknown> {
  const out = join(folder, `g${made++}`);
  const args = ["generate", scenario, "--seed", seed, "-o", out, "-q"];
  execFileSync(node, [join(root, "dist/cli/main.js"), ...args]);
  const { views, truth } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
  const of = VIEWS.map((view) => [view, [views[view].logicalHash, views[view].truthHash]]);
  return { ...Object.fromEntries(of), truth: truth.logicalHash };
}

describe.each(NODES)("under %s", (_release, node) => {
  const datasets = node === process.execPath ? [...DATASETS, ...LARGE] : DATASETS;
  it.skipIf(!existsSync(node)).each(datasets)(
    "%s with seed %s has its golden hashes",
    (name, seed) => {
      const golden = {
        file: join(import.meta.dirname, `${name.replace("@", "-")}.json`),
        test: "test/golden/golden.test.ts",
        title: `${name} with seed ${seed} `,
      };
      expectGolden(golden, `seed ${seed}`, hashesOf(node, name, seed));
    },
  );
});
