import { expect, it } from "vitest";
import { openTeamQueue } from "../../../bench/reacting/team-queue.ts";
import { MINUTE } from "../../../datasets/sizes.ts";

it.each<[title: string, perHour: number | null, arrive: number[], handled: number[]]>([
  ["acts at once where nobody has to look", null, [0, 0, 5], [0, 0, 5]],
  ["takes its time for each alarm", 4, [0, 60], [15, 75]],
  ["lets alarms wait for those before them", 4, [0, 1, 2], [15, 30, 45]],
  ["catches up in a quiet hour", 4, [0, 1, 60], [15, 30, 75]],
])("a team %s", (_, perHour, arrive, handled) => {
  const queue = openTeamQueue(perHour);
  expect(arrive.map((at) => queue.handledAt(at * MINUTE) / MINUTE)).toEqual(handled);
});
