import { describe, expect, test } from "vitest";
import { adFraud } from "../../../../simulators/models/incidents/ad-fraud.ts";
import { malwareExfil } from "../../../../simulators/models/incidents/malware-exfil.ts";
import { proxyware } from "../../../../simulators/models/incidents/proxyware.ts";
import { unknownSourceApp } from "../../../../simulators/models/incidents/unknown-source-app.ts";
import { otherStoreApp } from "../../../../simulators/models/look-alikes/other-store-app.ts";
import { ownBuild } from "../../../../simulators/models/look-alikes/own-build.ts";
import { bytesOf, medianOf, networksOf, playsOf } from "../plays-of.ts";
import { bytesANight } from "../twin-features.ts";

const LINES = 120;
const KINDS = [malwareExfil, adFraud, proxyware];

describe("unknown-source-app", () => {
  const plays = playsOf(unknownSourceApp, LINES);

  test("is one of three kinds, by the shares that its options give", () => {
    const shares = KINDS.map((_, kind) => {
      return plays.filter(({ episode }) => episode.notes?.["kind"] === kind).length / LINES;
    });
    for (const [kind, share] of [0.3, 0.5, 0.2].entries()) {
      expect(Math.abs((shares[kind] as number) - share)).toBeLessThan(0.12);
    }
  });

  test.each(KINDS.map((model, kind) => [model.name, model, kind] as const))(
    "travels as %s does, and says that it was sideloaded",
    (_, model, kind) => {
      const options = { uploads: kind === 0 ? 1 : 0, plays: kind === 1 ? 1 : 0 };
      const own = playsOf(unknownSourceApp, 30, { options });
      const alike = playsOf(model, 30);
      const protocols = (all: typeof own) =>
        new Set(all.flatMap(({ transfers }) => transfers.map(({ protocol }) => protocol)));
      expect(protocols(own)).toEqual(protocols(alike));
      const ratio = medianOf(own.map(bytesANight)) / medianOf(alike.map(bytesANight));
      expect(ratio).toBeGreaterThan(0.4);
      expect(ratio).toBeLessThan(2.5);
      for (const { cause, episode } of own) {
        expect(episode.notes?.["endKind"]).toBeGreaterThan(0);
        expect(cause?.vector).toBe("sideloaded-app");
        expect(cause?.amplifier).toBe(alike[0]?.cause?.amplifier);
      }
      expect(alike[0]?.cause?.vector).not.toBe("sideloaded-app");
    },
  );
});

test.each([unknownSourceApp, otherStoreApp, ownBuild])(
  "$name keeps to Wi-Fi, out of sight alone, where background data is off",
  (model) => {
    const guarded = playsOf(model, LINES, { safeguards: ["restrict-background"] });
    for (const { foreground, network } of guarded.flatMap(({ transfers }) => transfers)) {
      if (foreground === 0) expect(network).toBe("wifi-only");
    }
    expect(guarded.map(bytesOf)).toEqual(playsOf(model, LINES).map(bytesOf));
    expect(networksOf(guarded)).toContain("wifi-only");
  },
);
