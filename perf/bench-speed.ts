import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { markdownTable } from "./figures/markdown.ts";

/*
 * Measures what bench costs beside generating its data, and with `--beside MAIN` beside another build,
 * in turn, as ratios of one run. The answers of both builds must be equal but for `timings`.
 */
const OWN = fileURLToPath(new URL("../cli/main.js", import.meta.url));
const { values } = parseArgs({
  options: {
    devices: { type: "string", default: "2048" },
    days: { type: "string", default: "7" },
    pairs: { type: "string", default: "3" },
    beside: { type: "string" },
  },
});

interface Cost {
  /** Seconds of CPU of the command and of all its processes, user and system. */
  readonly cpu: number;
  readonly wall: number;
}

/** The shell's `times` tells what its children took, theirs included; node does not. */
function cost(main: string, argv: readonly string[]): Cost {
  const started = performance.now();
  const script = '"$@" > /dev/null || exit 1; times';
  const command = ["-c", script, "sh", process.execPath, main, ...argv];
  const { status, stdout, stderr } = spawnSync("sh", command, { encoding: "utf8" });
  if (status !== 0) throw new Error(`perf: ${argv.join(" ")} ended with ${status}: ${stderr}`);
  const [, children = ""] = stdout.trim().split("\n");
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => 60 * Number(minutes) + Number(rest),
  );
  if (seconds.length !== 2) throw new Error(`perf: times must tell two numbers, got ${stdout}`);
  return { cpu: seconds[0] + seconds[1], wall: (performance.now() - started) / 1000 };
}

function answerOf(out: string): string {
  const { timings: _, ...run } = JSON.parse(readFileSync(join(out, "run.json"), "utf8"));
  return JSON.stringify(run);
}

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1];
const dir = mkdtempSync(join(tmpdir(), "billshock-perf-"));
try {
  const data = join(dir, "data");
  const { devices, days } = values;
  const fleet = ["city@L1", "--devices", devices, "--days", days, "-j", "1", "-q", "--force"];
  const bench = (main: string, name: string, jobs: string) =>
    cost(main, ["bench", data, "-j", jobs, "-q", "--force", "-o", join(dir, name)]);
  const made: Cost[] = [];
  const own: Cost[] = [];
  const two: Cost[] = [];
  const other: Cost[] = [];
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    made.push(cost(OWN, ["generate", ...fleet, "-o", data]));
    own.push(bench(OWN, "own", "1"));
    two.push(bench(OWN, "two", "2"));
    if (answerOf(join(dir, "own")) !== answerOf(join(dir, "two"))) {
      throw new Error("perf: two jobs answer otherwise than one");
    }
    if (values.beside === undefined) continue;
    other.push(bench(resolve(values.beside), "other", "1"));
    if (answerOf(join(dir, "own")) !== answerOf(join(dir, "other"))) {
      throw new Error(`perf: ${values.beside} answers otherwise`);
    }
  }
  const ratios = (a: readonly Cost[], b: readonly Cost[], of: keyof Cost) => {
    const all = a.map((one, i) => one[of] / b[i][of]);
    return [median(all), Math.min(...all), Math.max(...all)].map((ratio) => ratio.toFixed(2));
  };
  const rows = [
    ["CPU of bench over the CPU of generating its data", ...ratios(own, made, "cpu")],
    ["clock of bench with one job over two", ...ratios(own, two, "wall")],
  ];
  if (other.length > 0) {
    rows.push(["CPU of bench over that of the other build", ...ratios(own, other, "cpu")]);
  }
  console.log(`${devices} lines x ${days} days, the whole catalogue\n`);
  console.log(markdownTable(["what", "median", "least", "most"], rows));
} finally {
  rmSync(dir, { recursive: true, force: true });
}
