import { chance } from "../chance/samplers.ts";
import { keyedRandom } from "../chance/streams.ts";
import type { Scenario } from "../scenario.ts";

/** Most lines of a drawn household, cut out of so many consecutive numbers from a multiple of it. */
export const HOUSEHOLD = 4;
/** Chance that a device shares its home with the one before it in its block (chosen): homes of 1.6 lines on average. */
const JOINED = 0.5;

/** Lowest device number of the household that a device belongs to: drawn, unless the scenario says it. */
export function householdOf(seed: string, { lines = [] }: Scenario, device: number): number {
  const families = lines.filter(({ together }) => together);
  const familyOf = (line: number) => families.find(({ from, to }) => from <= line && line < to);
  const own = familyOf(device);
  if (own !== undefined) return own.from;
  const drawn = drawHousehold(seed, device);
  return familyOf(drawn) === undefined ? drawn : device;
}

/** First line at or after `device` that can share a household with none below `device`. */
export function householdsEnd({ lines = [], devices }: Scenario, device: number): number {
  const block = Math.ceil(device / HOUSEHOLD) * HOUSEHOLD;
  const families = lines.filter(
    ({ together, from, to }) => together && from < device && device < to,
  );
  return Math.min(devices, Math.max(block, ...families.map(({ to }) => to)));
}

function drawHousehold(seed: string, device: number): number {
  const first = device - (device % HOUSEHOLD);
  const random = keyedRandom(seed, first / HOUSEHOLD, "household-block");
  let household = first;
  for (let member = first + 1; member <= device; member++) {
    if (!chance(random, JOINED)) household = member;
  }
  return household;
}
