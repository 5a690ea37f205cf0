import { lineTargets } from "../../simulators/engine/line-targets.ts";
import type { SafeguardSetting } from "../../simulators/scenario.ts";
import { linesOf, type StudyWorld, type Treatment } from "./study-world.ts";

/** Those of some lines that may come out otherwise under a treatment, with all on their bills; the others need not live again. */
export function touchedLines(
  world: StudyWorld,
  treatment: Treatment,
  lines: readonly number[] = linesOf(world),
): readonly number[] {
  const { payer } = world.fleet;
  const bills = new Set<number>();
  for (const { device, action } of treatment.enforcement) {
    if (action !== "notify") bills.add(payer[device]);
  }
  if (treatment.safeguards.length > 0) {
    for (const device of lines) {
      if (isGuarded(world, device, treatment.safeguards)) bills.add(payer[device]);
    }
  }
  return lines.filter((device) => bills.has(payer[device]));
}

/** Whether safeguards leave another line than there was. */
function isGuarded(
  { scenario, seed, safeguards, personas }: StudyWorld,
  device: number,
  more: readonly SafeguardSetting[],
): boolean {
  const persona = personas[device];
  if (persona === undefined) return false;
  const names = new Set(more.map(({ use }) => use));
  const kept = scenario.safeguards.filter(({ use }) => !names.has(use));
  const targets = (settings: readonly SafeguardSetting[]) =>
    JSON.stringify(
      lineTargets({ seed, scenario: { ...scenario, safeguards: settings }, safeguards }, persona)
        .targets,
    );
  return targets(scenario.safeguards) !== targets([...kept, ...more]);
}
