import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const EXAMPLES = resolve(import.meta.dirname, "../../examples/spark");
const BIN = join(EXAMPLES, ".venv/bin");
const MAIN = resolve(import.meta.dirname, "../../dist/cli/main.js");

/** A call of a program of examples/spark. */
export interface Call {
  readonly program: "run_plan.py" | "detect_records.py";
  readonly args: readonly string[];
  /** What its children load before anything else. */
  readonly first?: string;
}

/** What calls left behind. */
export interface Ended {
  /** Of each call the error that it raised, or null. */
  readonly errors: readonly (string | null)[];
  readonly log: string;
}

/** Where there is no Spark why tests of it are skipped, for their titles; else "". */
export function whyNoSpark(): string {
  if (spawnSync(java(), ["-version"]).status !== 0) return ": skipped: no Java";
  if (!existsSync(join(BIN, "spark-submit"))) {
    return ": skipped: no pyspark in examples/spark/.venv";
  }
  return existsSync("/proc/self/stat") ? "" : ": skipped: no /proc, where executors are found";
}

/** Runs programs in one session of two executors of a core each, on loopback. */
export const onLocalCluster = (calls: readonly Call[]) =>
  callAll(calls, ["spark-submit", "--master", "local-cluster[2,1,1024]", ...confs(SMALL)], {});

/** Runs programs as clients of a Spark Connect server on loopback; as Spark's own tests do, at a port that is free. */
export const onConnect = (calls: readonly Call[]) =>
  callAll(calls, ["python"], { SPARK_REMOTE: "local[2]", SPARK_TESTING: "yes" });

/** Partitions and batches so small that a little table has several of both. */
const SMALL = {
  "spark.driver.memory": "512m",
  "spark.log.level": "WARN",
  "spark.sql.adaptive.enabled": "false",
  "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
  "spark.sql.shuffle.partitions": "3",
  "spark.task.maxFailures": "3",
  "spark.ui.enabled": "false",
};

const confs = (settings: Readonly<Record<string, string>>) =>
  Object.entries(settings).flatMap((setting) => ["--conf", setting.join("=")]);

async function callAll(
  calls: readonly Call[],
  [starter = "", ...flags]: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), "billshock-spark-"));
  try {
    const [asked, ended] = [join(folder, "calls.json"), join(folder, "ended.json")];
    const billshock = (first?: string) =>
      [process.execPath, ...(first === undefined ? [] : ["--import", first]), MAIN]
        .map((word) => `'${word}'`)
        .join(" ");
    const words = calls.map(({ first, ...call }) => ({ ...call, billshock: billshock(first) }));
    writeFileSync(asked, JSON.stringify(words));
    const argv = [...flags, join(import.meta.dirname, "programs.py"), EXAMPLES, asked, ended];
    const log = await heard(join(BIN, starter), argv, { cwd: folder, env: envOf(environment) });
    if (!existsSync(ended)) throw new Error(`spark: ended before its programs did\n${log}`);
    return { errors: JSON.parse(readFileSync(ended, "utf8")), log };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All that a command says until it ends. */
function heard(
  command: string,
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, argv, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    const hear = (chunk: Buffer) => {
      log += chunk;
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", reject);
    child.once("close", () => resolve(log));
  });
}

function envOf(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: `${BIN}:${process.env["PATH"]}`,
    PYSPARK_PYTHON: join(BIN, "python"),
    // The better compiler is not worth its while to JVMs that live for seconds.
    JAVA_TOOL_OPTIONS: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    SPARK_LOCAL_IP: "127.0.0.1",
    ...more,
  };
}

function java(): string {
  const home = process.env["JAVA_HOME"];
  return home === undefined ? "java" : join(home, "bin/java");
}
