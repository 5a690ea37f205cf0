import { describe, expect, test } from "vitest";
import { quietLines } from "./quiet-lines.ts";

const ON = ["manual-updates"];

describe("manual-updates", () => {
  test.each(["app-auto-update", "os-auto-update", "updates-without-wifi"])(
    "%s does not come, over no network",
    (kind) => {
      const without = quietLines(kind, []);
      expect(without.billed).toBeGreaterThan(0);
      const guarded = quietLines(kind, ON);
      expect([guarded.billed, guarded.phone, guarded.cases.length]).toEqual([0, 0, 0]);
    },
  );

  test.each(["chosen-app-updates", "chosen-os-update", "updates-put-away", "buggy-app-version"])(
    "%s keeps every byte: somebody asked, or no update is to blame",
    (kind) => {
      expect(quietLines(kind, ON)).toMatchObject({
        billed: quietLines(kind, []).billed,
        phone: quietLines(kind, []).phone,
      });
    },
  );

  test("what the store would have brought is asked for over Wi-Fi, so its bytes stay", () => {
    const quiet = { normal: true } as const;
    const without = quietLines("store-update", [], quiet);
    expect(without.billed).toBeGreaterThan(0);
    const guarded = quietLines("store-update", ON, quiet);
    expect(guarded.billed).toBe(0);
    expect(guarded.phone).toBeGreaterThan(0.6 * without.phone);
    expect(guarded.phone).toBeLessThanOrEqual(without.phone);
  });
});
