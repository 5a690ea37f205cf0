import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openAlertMemory } from "../../../bench/runners/alert-log.ts";
import { detectorColumns } from "../../../bench/runners/detector-columns.ts";
import { execCsvObserver } from "../../../bench/runners/exec-csv-observer.ts";
import { runShard } from "../../../bench/runners/run-shard.ts";
import { CHARGING_SHARD, COLUMNS } from "./charging-shard.ts";

const LIMITS = { timeout: 20_000, memory: 200 * 1_048_576 };
const RULE = `awk -W interactive -f ${resolve(import.meta.dirname, "../../../examples/detector.awk")}`;
const UNLAID =
  "bwrap: Can't bind mount /oldroot/tmp/x on /newroot/tmp/x: No such file or directory";

let folder: string;
let path: string | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-fence-"));
  path = process.env["PATH"];
  process.env["PATH"] = `${folder}:${path}`;
});
afterEach(() => {
  process.env["PATH"] = path;
  rmSync(folder, { recursive: true, force: true });
});

/** A bubblewrap that keeps count of its starts, and runs the command unfenced. */
function standIn(lines: string): () => number {
  const starts = join(folder, "starts");
  const file = join(folder, "bwrap");
  const fails = `echo "${UNLAID}" >&2; exit 1`;
  writeFileSync(
    file,
    `#!/bin/sh\necho >> ${starts}\nn=$(wc -l < ${starts})\nfail() { ${fails}; }\nfor command; do :; done\n${lines}\n`,
  );
  chmodSync(file, 0o755);
  return () => readFileSync(starts, "utf8").length;
}

async function run() {
  const { columns } = detectorColumns({ reads: ["down"] }, "charging", COLUMNS);
  const open = () =>
    execCsvObserver({ command: RULE, view: "charging", columns, hidden: [] }, LIMITS);
  const sink = openAlertMemory();
  const { timeout } = LIMITS;
  const [answer] = await runShard(CHARGING_SHARD, [
    { columns, scope: "device" as const, open, timeout, sink },
  ]);
  return answer;
}

describe("a fence", () => {
  it("is laid again where an entry of /tmp vanished while it was, and nothing is lost", async () => {
    const starts = standIn('[ $n -lt 3 ] && fail\nexec /bin/sh -c "$command"');
    const answer = await run();
    expect(answer.failure).toBeNull();
    // Twice in vain, then for the first look at the rows and the second.
    expect(starts()).toBe(4);
    standIn('exec /bin/sh -c "$command"');
    expect(await run()).toMatchObject({ failure: null, alerts: answer.alerts });
    expect(answer.alerts).toBeGreaterThan(0);
  });

  it("that can never be laid fails the detector, in bubblewrap's words", async () => {
    const starts = standIn("fail");
    expect((await run()).failure).toEqual({
      status: "error",
      reason: `ended with exit code 1 before its last answer: ${UNLAID}`,
    });
    expect(starts()).toBe(5);
  });

  it("is not laid again for a program that has answered", async () => {
    const answersOnce = 'while read -r line && [ -n "$line" ]; do :; done; echo; fail';
    const starts = standIn(answersOnce);
    expect((await run()).failure?.status).toBe("error");
    expect(starts()).toBe(1);
  });
});
