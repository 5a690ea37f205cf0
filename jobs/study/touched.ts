import { lineTargets } from "../../simulators/engine/line-targets.ts";
import type { SafeguardSetting } from "../../simulators/scenario.ts";
import type { StudyWorld, Treatment } from "./study-world.ts";

/** Lines that may come out otherwise under a treatment, with all on their bills; the others need not live again. */
export function touchedLines(world: StudyWorld, treatment: Treatment): readonly number[] {
  const { payer, deviceCount } = world.fleet;
  const bills = new Set<number>();
  for (const { device, action } of treatment.enforcement) {
    if (action !== "notify") bills.add(payer[device]);
  }
  if (treatment.safeguards.length > 0) {
    for (let device = 0; device < deviceCount; device++) {
      if (isGuarded(world, device, treatment.safeguards)) bills.add(payer[device]);
    }
  }
  const lines = Array.from({ length: deviceCount }, (_, device) => device);
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
