import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";

const ROOT = resolve(import.meta.dirname, "../..");
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const nightly = parse(readFileSync(join(ROOT, ".github/workflows/nightly.yml"), "utf8"));
const commands: string[] = nightly.jobs.long.strategy.matrix.what;

it("what is too long for every change runs each night: intervals, 200 kills, and the audit of large levels", () => {
  expect(nightly.on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }]);
  expect(commands).toEqual([
    "npm run coverage-of-intervals",
    "BILLSHOCK_KILLS=200 npx vitest run test/cli/killed.test.ts",
    "BILLSHOCK_AUDIT=L2/cn2024,L2/cn2015,L3/cn2024,L3/cn2015,campus,campus-wlan@L2,campus-wlan@L3,family-plan@L1,family-plan@L2,family-plan@L3,esim-trip@L2,esim-trip@L3 npx vitest run test/jobs/audit-of-city.test.ts",
  ]);
});

it.each(commands)("%s is there to be run, and listens", (command) => {
  const script = /^npm run (\S+)$/.exec(command)?.[1];
  const line: string = script === undefined ? command : scripts[script];
  const [, name, file] = /^(\w+)=\S+ .*\b(test\/\S+)$/.exec(line) as RegExpExecArray;
  expect(existsSync(join(ROOT, file))).toBe(true);
  expect(readFileSync(join(ROOT, file), "utf8")).toContain(name);
});
