import { describe, expect, test } from "vitest";
import { quietLines } from "./quiet-lines.ts";

const KINDS = [
  "malware-exfil",
  "ad-fraud",
  "proxyware",
  "unknown-source-app",
  "roaming-map-upload",
  "other-store-app",
  "wanted-vpn-relay",
  "voice-memo-upload",
  "tourist-navigation",
];

/** What each keeps off the phone; it leaves all the others equal. */
const KEEPS_OUT: readonly (readonly [safeguard: string, kinds: readonly string[]])[] = [
  ["avoid-links", ["malware-exfil"]],
  ["deny-permissions", ["proxyware", "roaming-map-upload"]],
  ["location-off", ["roaming-map-upload"]],
  ["official-store-only", ["unknown-source-app", "other-store-app"]],
];

const told = ({ billed, phone, cases }: ReturnType<typeof quietLines>) => ({
  ...{ billed, phone, cases: cases.length },
});

describe.each(KINDS.map((kind) => [kind]))("%s", (kind) => {
  const without = told(quietLines(kind, []));

  test("costs something without any safeguard", () => {
    expect(without.billed).toBeGreaterThan(0);
  });

  test.each(KEEPS_OUT)("with %s is kept out by its way in alone", (safeguard, kinds) => {
    const guarded = told(quietLines(kind, [safeguard]));
    const isKept = kinds.includes(kind);
    expect(guarded).toEqual(isKept ? { billed: 0, phone: 0, cases: 0 } : without);
  });
});

test("a claim that did not hold is told: the app got in by another way", () => {
  for (const { failedSafeguards } of quietLines("ad-fraud", ["official-store-only"]).cases) {
    expect(failedSafeguards).toEqual(["official-store-only"]);
  }
});
