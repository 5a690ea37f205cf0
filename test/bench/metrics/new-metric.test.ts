import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeTinyDataset } from "../tiny-dataset.ts";

const ROOT = join(import.meta.dirname, "../../..");
/** What a build takes; pages and tests are not asked. */
const LEFT_OUT = ["node_modules", "dist", "test", "docs", "runs", "coverage", "examples"];

/** The whole of a new metric. */
const METRIC = `import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";
import type { Share } from "../facts.ts";

const WRONG: Share = { key: "wrong", part: ["false"], whole: ["hit", "late", "false"] };

/** What precision leaves. */
export const wrongShare = {
  name: "wrongShare",
  summary: "share of false alarms among right and false ones",
  unit: "share",
  better: "lower",
  needs: ["truth"],
  rests: "judged alarms",
  onLeaderboard: true,
  measure: (facts) => facts.share(WRONG),
  write: wholePercent,
  column: {
    legend: "wrong: of alarms, those that are false",
    screen: { place: 25, forms: [{ head: "wrong", shows: "value" }] },
    page: { place: 21, head: "wrong share" },
    paper: { place: 21, head: "wrong %", interval: "always" },
  },
} as const satisfies Metric;
`;
/** That a row has it is a matter of types too: the build fails where it has not. */
const TYPED = `import type { DetectorRow } from "./run/run-file.ts";

export const read = (row: DetectorRow): number | null | undefined => row.wrongShare?.value;
`;

let folder: string;
let tree: string;
let data: string;
const billshock = (...argv: string[]): string =>
  execFileSync(process.execPath, [join(tree, "dist/cli/main.js"), ...argv], {
    ...{ cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
    env: { ...process.env, COLUMNS: "150" },
  });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-new-metric-"));
  tree = join(folder, "tree");
  for (const name of readdirSync(ROOT)) {
    if (LEFT_OUT.includes(name) || name.startsWith(".")) continue;
    const isPeer = (path: string) => /perf[\\/]peers/.test(path);
    cpSync(join(ROOT, name), join(tree, name), {
      recursive: true,
      filter: (path) => !isPeer(path),
    });
  }
  symlinkSync(join(ROOT, "node_modules"), join(tree, "node_modules"));
  writeFileSync(join(tree, "bench/metrics/wrong-share.ts"), METRIC);
  writeFileSync(join(tree, "bench/typed.ts"), TYPED);
  const catalogue = join(tree, "bench/metrics/catalogue.ts");
  const [first, ...rest] = readFileSync(catalogue, "utf8").split("  precisionInTime,\n");
  expect(rest).toHaveLength(1);
  // A line of the list, and its import.
  const list = `${first}  precisionInTime,\n  wrongShare,\n${rest[0]}`;
  writeFileSync(catalogue, `import { wrongShare } from "./wrong-share.ts";\n${list}`);
  execFileSync(process.execPath, [join(tree, "build.mjs")], { cwd: tree });
  data = writeTinyDataset(join(folder, "tiny"));
  const gate = ["--expect", "volume-cap: wrongShare <= 100%"];
  billshock("bench", data, "-d", "volume-cap", "--budget", "100", "-o", "out", "-j", "1", ...gate);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a metric that is one file and one line of the catalogue", () => {
  const run = () => JSON.parse(readFileSync(join(folder, "out/run.json"), "utf8"));
  const lead = () =>
    run().detectors.find(
      (row: { leads: boolean; role: string }) => row.leads && row.role === "detector",
    );

  it("has its value and interval in the row", () => {
    const { wrongShare, precision } = lead();
    expect(wrongShare.value).toBeCloseTo(1 - precision.value, 12);
    expect(wrongShare).toMatchObject({ n: precision.n, method: "padded" });
    expect(wrongShare.low).toBeLessThanOrEqual(wrongShare.value);
  });

  it("is held against floors", () => {
    const found = run().detectors.filter(({ name }: { name: string }) => name === "coin");
    expect(found.length).toBeGreaterThan(0);
    for (const row of found) expect(row.wrongShare).toHaveProperty("value");
  });

  it("stands in the schema of a run", () => {
    const schema = JSON.parse(billshock("schema", "run"));
    const row = schema.properties.detectors.items;
    expect(JSON.stringify(row.properties.wrongShare)).toContain("share of false alarms among");
  });

  it("is a gate, which is judged", () => {
    const [gate] = run().gates;
    expect(gate).toMatchObject({ passed: true });
    expect(gate.found).toMatch(/^wrongShare is [\d.]+ % on tiny/);
    const wrong = () =>
      billshock(
        "bench",
        data,
        "-d",
        "volume-cap",
        "--expect",
        "volume-cap: wrongShar <= 1",
        "-o",
        "no",
      );
    expect(wrong).toThrow("did you mean wrongShare?");
  });

  it("is in the list, on every table and in CSV", () => {
    const names = JSON.parse(billshock("list", "metrics", "--json")).map(
      ({ name }: { name: string }) => name,
    );
    expect(names).toContain("wrongShare");
    expect(billshock("list", "metrics")).toContain("wrongShare");
    const screen = billshock("report", "out");
    expect(screen).toMatch(/prec(ision|\.).* wrong /);
    expect(screen.replace(/\s+/g, " ")).toContain("wrong: of alarms, those that are false;");
    const page = readFileSync(join(folder, "out/report.html"), "utf8");
    expect(page).toContain("wrong share</th>");
    expect(page).toContain("Wrong: of alarms, those that are false.");
    expect(billshock("report", "out", "--format", "markdown")).toContain("| wrong % |");
    expect(billshock("report", "out", "--format", "latex")).toContain("wrong \\%");
    expect(billshock("report", "out", "--format", "csv").split("\r\n")[0]).toContain(
      ",wrongShare,wrongShare_low,wrongShare_high,",
    );
  });
});
