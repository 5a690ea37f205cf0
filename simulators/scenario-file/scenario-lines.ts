import { suggest } from "../../datasets/nearest-name.ts";
import { PROVINCES } from "../../datasets/places.ts";
import { codeOf } from "../../datasets/table.ts";
import { DEVICE_TYPES, OPERATING_SYSTEMS, SEGMENTS } from "../../datasets/vocabularies.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import type { LineSetting, PlanSetting } from "../scenario.ts";
import { ACCOUNTS } from "./scenario-population.ts";
import type { ScenarioFile } from "./scenario-schema.ts";

type Population = ScenarioFile["population"];
type Said = Population["lines"][number];

/** Reads what is said of single lines; no line may be described twice. */
export function linesOf(
  problems: Problems,
  { lines }: Population,
  plans: readonly PlanSetting[],
): readonly LineSetting[] {
  return lines.map((said, i) => {
    const path = ["population", "lines", i];
    const { from, to } = said.lines;
    const other = lines.slice(0, i).find(({ lines: one }) => one.from < to && from < one.to);
    if (other !== undefined) {
      const twice = Math.max(from, other.lines.from);
      problems.at([...path, "lines"], `must describe a line once, got ${twice} twice`);
    }
    const names = plans.map(({ name }) => name);
    const plan = said.plan === undefined ? undefined : names.indexOf(said.plan);
    if (plan === -1) {
      const near = suggest(said.plan as string, names);
      problems.at([...path, "plan"], `must be one of the plans, got ${said.plan}; ${near}`);
    }
    return {
      ...{ from, to },
      ...(said.household ? { together: true as const } : {}),
      persona: personaOf(said, plan),
    };
  });
}

function personaOf(said: Said, plan: number | undefined): LineSetting["persona"] {
  const code = (words: readonly string[], word: string | undefined) =>
    word === undefined ? undefined : codeOf(words, word);
  const persona = {
    plan,
    segment: code(SEGMENTS, said.segment),
    deviceType: code(DEVICE_TYPES, said.deviceType),
    os: code(OPERATING_SYSTEMS, said.os),
    homeProvince: code(PROVINCES, said.homeProvince),
    volumeFactor: said.volume,
    hasHomeWifi: said.homeWifi,
    hasWorkWifi: said.workWifi,
    p2pVideo: said.p2pVideo,
    hotspotUser: said.hotspot,
    wlanAccount: code(ACCOUNTS, said.wlanAccount),
    billingDay: said.billingDay,
    updatesOverCellular: said.updatesOverCellular,
  };
  const given = Object.entries(persona).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as LineSetting["persona"];
}
