import { formatCivil } from "../../datasets/civil-time.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import { isEnriched } from "../engine/is-enriched.ts";
import { HOUSEHOLD } from "../life/household.ts";
import type { Scenario } from "../scenario.ts";
import type { ScenarioFile } from "./scenario-schema.ts";

type Path = readonly PropertyKey[];

/** Refuses what lies outside the lines and days that there are: it would be left out in silence. */
export function checkSpan(problems: Problems, scenario: Scenario, file: ScenarioFile): void {
  const { days, warmUpDays, devices, only } = scenario;
  const line = (path: Path, device: number) => {
    if (device < devices) return;
    problems.at(path, `must be below population.devices, ${devices}, got ${device}`);
  };
  if (warmUpDays > days) {
    problems.at(["clock", "warmUp"], `must be at most clock.days, ${days}, got ${warmUpDays}d`);
  }
  if (only !== undefined) line(["population", "only"], only);
  file.population.lines.forEach(({ lines }, i) => {
    line(["population", "lines", i, "lines"], lines.to - 1);
  });
  file.pinned.forEach((episode, i) => {
    line(["pinned", i, "device"], episode.device);
    const { start } = file.clock;
    if (episode.day >= start && episode.day < start + days) return;
    const span = `${dayText(start)} to ${dayText(start + days - 1)}`;
    problems.at(
      ["pinned", i, "day"],
      `must be a day of the span of clock.start and clock.days, ${span}, got ${dayText(episode.day)}`,
    );
  });
  checkHouseholds(problems, scenario);
}

/** The halves are cut between blocks of four lines: a household across a cut would be in both. */
function checkHouseholds(problems: Problems, scenario: Scenario): void {
  const { lines = [] } = scenario;
  lines.forEach(({ from, to, together }, i) => {
    const isCut = Math.floor(from / HOUSEHOLD) !== Math.floor((to - 1) / HOUSEHOLD);
    if (!together || !isCut || !isEnriched(scenario)) return;
    const rule =
      `must lie within four lines from a multiple of four, since enrichment halves the lines there, ` +
      `got ${from}-${to - 1}`;
    problems.at(["population", "lines", i, "lines"], rule);
  });
}

function dayText(day: number): string {
  return formatCivil(day * DAY, 0).slice(0, 10);
}
