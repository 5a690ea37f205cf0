import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./run.ts";

let folder = "";
beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), "billshock-inspect-")), "night");
  expect((await run(["generate", "wuhan-2015", "-o", folder, "-j", "1"])).code).toBe(0);
});
afterAll(() => rmSync(join(folder, ".."), { recursive: true }));

describe("billshock inspect", () => {
  it("gives other programs the fields that they rely on", async () => {
    const { code, stdout } = await run(["inspect", folder, "--json"]);
    expect(code).toBe(0);
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({ format: 2, devices: 1 });
    expect(told.span.to - told.span.from).toBe(2 * 86_400_000);
    expect(told.views.charging).toMatchObject({ rows: 1099 });
    expect(told.views.charging.up + told.views.charging.down).toBe(57_614_897_169);
    expect(told.views.charging.columns).toContain("charged");
    expect(told.truth).toMatchObject({ incidents: { "bt-over-hotspot": 1 }, lookAlikes: {} });
  });

  it("draws the bill of a day, equal records on one line", async () => {
    const { stdout } = await run(["inspect", folder, "--device", "0", "--at", "2015-11-11"]);
    expect(stdout).toContain("1 line x 2 days, 2015-11-11 00:00:00 to 2015-11-13 00:00:00");
    expect(stdout).toMatch(/22:26:00 +95 +50.00 MB +data +volumeLimit +0.00 CNY +0.00 CNY/);
    expect(stdout).toMatch(/23:10:1[45] +1 +50.00 MB +data +volumeLimit +9.40 CNY +9.40 CNY/);
  });

  it.each([
    [["--at", "2015-11-11"], "billshock inspect: --at needs --device\n"],
    [["--device", "1"], "billshock inspect: --device must be a whole number from 0 to 0, got 1\n"],
    [
      ["--device", "0", "--at", "2015-12-01"],
      "billshock inspect: --at must be a day of the span, got 2015-12-01\n",
    ],
    [
      ["--device", "0", "--at", "yesterday"],
      "billshock inspect: --at must be a day of the span, got yesterday\n",
    ],
  ])("refuses %j", async (flags, stderr) => {
    expect(await run(["inspect", folder, ...flags])).toMatchObject({ code: 2, stderr });
  });
});
