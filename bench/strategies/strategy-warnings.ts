import { writeQuantity } from "../../datasets/quantity.ts";
import { POLICIES } from "../policies/catalogue.ts";
import { SCORING_DEFAULTS } from "../scoring/scoring-options.ts";
import type { Strategy } from "../strategy.ts";

const { coolDown } = SCORING_DEFAULTS;

/** What a strategy lets one misread, or wastes, in words. */
export function strategyWarnings(strategy: Strategy): readonly string[] {
  const { name, detectors, policies } = strategy;
  const floors = detectors.filter(({ isFloor }) => isFloor);
  return [
    ...floors.map(
      ({ use }) => `${name}: ${use} is a floor, not a detector: what it saves, anybody can`,
    ),
    ...policies.flatMap(({ use, options }) => {
      const hold = options["hold"];
      if (hold === undefined || hold >= coolDown) return [];
      return [
        `${name}: ${use} holds ${writeQuantity(hold, "ms")}, shorter than the cool-down of ${writeQuantity(coolDown, "ms")}: what runs on after it raises no other alarm`,
      ];
    }),
    ...detectors.flatMap(({ use, view }) => {
      const plane = view === "wlan" ? "wlan" : null;
      const acting = policies.filter((each) => POLICIES.some(({ name: of }) => of === each.use));
      const reached = acting.some(({ use: of }) => {
        const { reaches } = POLICIES.find((each) => each.name === of) ?? { reaches: "none" };
        return reaches === "both" || reaches === plane;
      });
      if (plane === null || reached || policies.length === 0) return [];
      const names = policies.map((each) => each.use).join(", ");
      return [`${name}: ${names} does not reach WLAN sessions, of which ${use} alarms`];
    }),
  ];
}
