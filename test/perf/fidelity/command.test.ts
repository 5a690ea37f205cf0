import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { USAGE } from "../../../perf/fidelity/read-call.ts";

const COMMAND = join(import.meta.dirname, "../../../dist/perf/fidelity.js");
const call = (...argv: string[]) =>
  spawnSync(process.execPath, [COMMAND, ...argv], { encoding: "utf8" });

describe("the command fidelity", () => {
  it("prints its usage on --help", () => {
    const { status, stdout } = call("--help");
    expect(status).toBe(0);
    expect(stdout).toBe(`${USAGE}\n`);
  });

  it.each([
    [
      ["--device", "5"],
      "fidelity: Unknown option '--device'; --help tells which options there are\n",
    ],
    [["--days", "0"], "fidelity: --days must be a whole number from 1 on, got 0\n"],
    [["--devices", "1e3"], "fidelity: --devices must be a whole number from 1 on, got 1e3\n"],
    [
      ["--days"],
      "fidelity: Option '--days <value>' argument missing; --help tells which options there are\n",
    ],
    [["city"], "fidelity: Unexpected argument 'city'; --help tells which options there are\n"],
    [
      ["--data", "nowhere"],
      "fidelity: --data must be a folder of captures, with flowtool-csv in it, got nowhere\n",
    ],
  ])("refuses %j in one line", (argv, line) => {
    const { status, stderr, stdout } = call(...argv);
    expect({ status, stderr, stdout }).toEqual({ status: 2, stderr: line, stdout: "" });
  });
});
