import type { DeviceLife } from "../life/device-life.ts";
import type { Episode } from "../model.ts";
import type { Protocol } from "../protocol.ts";
import { mostAgain } from "./most-cost.ts";

/**
 * Moves an episode that needs the screen into the hours in which the owner is awake: earlier if it
 * would last beyond bedtime with what its protocol may send again, never before waking up. One that is longer than the day is cut there.
 */
export function startAwake(life: DeviceLife, episode: Episode, protocol: Protocol): Episode {
  const slack = 1 + mostAgain(protocol);
  const length = episode.end - episode.start;
  const latest = Math.floor(life.sleepsAt - length * slack);
  const start = Math.max(Math.ceil(life.wakesAt), Math.min(episode.start, latest));
  const room = Math.floor((life.sleepsAt - start) / slack);
  const end = start + Math.min(room, length);
  return { ...episode, start, end: Math.max(start + 1, end) };
}
