import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VIEWS } from "../../../datasets/view.ts";
import { alertsOf } from "./alerts-of.ts";
import { writeLateDataset } from "./late-dataset.ts";
import { findPython } from "./peers.ts";

const DATA = resolve(process.env["BILLSHOCK_DATA"] ?? "../shared/data", "public-cases/detectors");
const { python, why } = findPython("pyarrow", "polars", "numpy");
const isThere = python !== null && existsSync(DATA);
const MB = 1_048_576;

let folder: string;
let dataset: string;
let home: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "billshock-public-"));
  dataset = await writeLateDataset(join(folder, "city"));
  home = process.cwd();
  // One of them writes a file where it stands.
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const OK = ["pa_arrow", "pl_rule", "schema", "fsum", "fsum9"];
const FAIL: readonly (readonly [name: string, status: string, reason: RegExp])[] = [
  ["allatonce", "timeout", /^gave no answer within 5 s; .* answers each batch before .* flushes/],
  ["noflush", "timeout", /^gave no answer within 5 s; .* answers each batch before .* flushes/],
  ["pa_text", "error", /^ended with exit code 1 .*: ZeroDivisionError: (float )?division by zero$/],
];

describe.skipIf(!isThere)(`detectors as people have written them${why}`, () => {
  it.each(OK)("%s.py reads every column of every view, and its answers count", async (name) => {
    for (const view of VIEWS) {
      const argument = `exec:${python} ${DATA}/${name}.py:view=${view}`;
      const { failure } = await alertsOf(dataset, view, argument);
      expect(failure, view).toBeNull();
    }
  });

  it.each(FAIL)("%s.py has a row that says %s, and why", async (name, status, reason) => {
    const limits = { timeout: 5000, memory: 1024 * MB };
    const argument = `exec:${python} ${DATA}/${name}.py:view=charging`;
    const { failure } = await alertsOf(dataset, "charging", argument, limits);
    expect(failure).toEqual({ status, reason: expect.stringMatching(reason) });
  });

  it("onlyrel.js is told which helper is missing", async () => {
    const { failure } = await alertsOf(dataset, "flows", join(DATA, "onlyrel.js"));
    expect(failure?.reason).toMatch(/Cannot find module '\S+lib\/f\.js'/);
  });
});
