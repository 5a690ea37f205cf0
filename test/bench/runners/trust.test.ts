import { describe, expect, it } from "vitest";
import type { Runnable } from "../../../bench/runners/runnable.ts";
import { trustOf } from "../../../bench/runners/trust.ts";
import { DETECTORS } from "../../../detectors/catalogue.ts";

const member = (sandbox: Runnable["sandbox"]) => ({ sandbox, spec: DETECTORS[0] });

describe("what a row may claim", () => {
  it.each([
    [["ours", "ours"], "ours", "checked"],
    [["ours", "sandboxed"], "sandboxed", "checked"],
    [["sandboxed", "not sandboxed", "ours"], "not sandboxed", "partly"],
  ] as const)("of members that are %j is %s", (members, sandbox, causality) => {
    expect(trustOf(members.map(member))).toMatchObject({ sandbox, causality });
  });
});
