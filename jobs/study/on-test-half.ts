import type { RecordedWorld } from "../../bench/cutting/recorded-world.ts";
import { codeOf } from "../../datasets/table.ts";
import { SPLITS } from "../../datasets/vocabularies.ts";
import type { RecordsOutcome } from "./study-records.ts";

const TEST = codeOf(SPLITS, "test");

/** Leaves what happened on lines of the test half: thresholds were fixed on the others. */
export function onTestHalf(
  { world }: Pick<RecordedWorld, "world">,
  { outcome, loop, ...rest }: RecordsOutcome,
): RecordsOutcome {
  const isTest = ({ device }: { readonly device: number }) => world.split[device] === TEST;
  const alarms = loop.alarms.filter(isTest);
  return {
    ...{ ...rest, loop: { ...loop, alarms } },
    outcome: outcome && {
      ...{ ...outcome, cases: outcome.cases.filter(isTest), lines: outcome.lines.filter(isTest) },
      ...{ lookAlikes: (outcome.lookAlikes ?? []).filter(isTest), alarms: alarms.length },
    },
  };
}
