import { describe, expect, it } from "vitest";
import { mergeIncidents } from "../../jobs/truth-rows.ts";

const row = (incident: number, failedSafeguards: string, cluster = 0) => ({
  ...{ incident, failedSafeguards, cluster, kind: "theft" },
});

describe("rows of one incident", () => {
  it.each([
    ["are one row", ["none", "none"], "none"],
    ["name what did not hold on any line", ["none", "session-limit"], "session-limit"],
    ["name each once, in order", ["b+c", "a+b", "none"], "a+b+c"],
  ])("%s", (_, failed, want) => {
    expect(mergeIncidents(failed.map((names, i) => row(7, names, i)))).toEqual([row(7, want, 0)]);
  });

  it("stay apart from those of others, in their order", () => {
    const rows = [row(2, "a"), row(1, "b"), row(2, "c")];
    expect(mergeIncidents(rows)).toEqual([row(2, "a+c"), row(1, "b")]);
  });
});
