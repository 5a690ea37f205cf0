import type { Owner } from "../../bench/policy.ts";
import { DAY } from "../../datasets/sizes.ts";
import { openLife } from "../../simulators/life/life.ts";
import type { Persona } from "../../simulators/persona.ts";
import type { StudyWorld } from "./study-world.ts";

/** The owners of a world as their lives have them: awake and asleep when the simulation says so. */
export function lifeOwner({ seed, scenario, personas }: StudyWorld): Owner {
  const { from } = scenario;
  return {
    at(device, time) {
      const life = openLife(seed, scenario, personas[device] as Persona);
      const day = Math.floor((time - from) / DAY);
      life.enterDay(day);
      if (life.awakeAt(time)) return { isAwake: true, wakesAt: time };
      // Who fell asleep this evening wakes on the next day.
      if (time >= life.wakesAt) life.enterDay(day + 1);
      return { isAwake: false, wakesAt: life.wakesAt };
    },
  };
}
