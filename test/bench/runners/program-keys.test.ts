import { describe, expect, it } from "vitest";
import { findRunnable } from "../../../bench/runners/runnable.ts";

const LIMITS = { timeout: 1000, memory: 1e9 };
const found = (keys: string) => findRunnable(`exec-csv:awk -f rule.awk${keys}`, LIMITS);

describe("what an argument says of a program", () => {
  it("is its scope, the kinds that it claims, and whether it wants a fence", async () => {
    const { spec, sandbox } = await found(
      ":scope=fleet,detects=bt-over-hotspot+my-own-worm,sandbox=off",
    );
    expect(spec).toMatchObject({ scope: "fleet", detects: ["bt-over-hotspot", "my-own-worm"] });
    expect(sandbox).toBe("not sandboxed");
    expect((await found("")).spec).toMatchObject({ scope: "device", detects: ["*"] });
  });

  it.each([
    [":scope=flet", /scope must be device or fleet, got flet$/],
    [":sandbox=no", /sandbox must be on or off, got no$/],
    [":detects=bt-over-hotspt", /unknown kind bt-over-hotspt; did you mean bt-over-hotspot\?$/],
    [":detects=a++b", /detects must be names joined by \+, got "a\+\+b"$/],
    [":detect=x", /unknown option detect; did you mean detects\?$/],
  ])("is refused when it is %s", async (keys, reason) => {
    await expect(found(keys)).rejects.toThrow(reason);
  });
});
