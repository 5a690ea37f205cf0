import type { Optioned } from "../../datasets/options.ts";
import { plain, readNodes } from "../../datasets/yaml/yaml-nodes.ts";
import { openProblems } from "../../datasets/yaml/yaml-problems.ts";
import type { Strategy } from "../strategy.ts";
import { strategyDetectors } from "./strategy-detectors.ts";
import { strategyPolicies } from "./strategy-policies.ts";
import { strategySafeguards } from "./strategy-safeguards.ts";
import { strategyFile } from "./strategy-schema.ts";

/** Units that a strategy may name beside detectors and policies, which bench knows itself. */
export interface StrategyCatalogues {
  readonly safeguards: readonly Optioned[];
}

/**
 * Reads a strategy file: its shape, then its names, options and bounds. Throws a RangeError that says
 * `file:line:column path message` for every problem, one a line.
 */
export function readStrategy(
  { text, file }: { readonly text: string; readonly file: string },
  { safeguards }: StrategyCatalogues,
): Strategy {
  const root = readNodes(text, file);
  const problems = openProblems(root);
  const parsed = strategyFile.safeParse(plain(root));
  if (!parsed.success) problems.fromSchema(parsed.error);
  problems.throwIfAny();
  const given = parsed.data as NonNullable<typeof parsed.data>;
  const { name, summary, by, source } = given;
  const detectors = strategyDetectors(problems, given.detectors);
  const { policies, team } = strategyPolicies(problems, given.policy, detectors);
  const strategy: Strategy = {
    ...{ name, summary, by, source, detectors, policies, team },
    safeguards: strategySafeguards(problems, given.safeguards, safeguards),
  };
  problems.throwIfAny();
  if (detectors.length > 0 && given.policy === undefined) {
    problems.at(["policy"], "must say what follows an alarm, is missing");
  }
  if (given.policy !== undefined && detectors.length === 0) {
    problems.at(["detectors"], "must name whose alarms are answered, got none");
  }
  if (detectors.length + strategy.safeguards.length === 0) {
    problems.at(["safeguards"], "must name what is done, got neither detectors nor safeguards");
  }
  problems.throwIfAny();
  return strategy;
}
