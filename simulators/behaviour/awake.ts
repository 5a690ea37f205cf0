import type { DeviceLife } from "../life/device-life.ts";
import type { Episode } from "../model.ts";
import { SLACK } from "./slack.ts";

/**
 * Moves an episode that needs the screen into the hours in which the owner is awake: earlier if it
 * would last beyond bedtime, never before waking up. One that is longer than the day is cut there.
 */
export function startAwake(life: DeviceLife, episode: Episode): Episode {
  const length = episode.end - episode.start;
  const latest = Math.floor(life.sleepsAt - length * SLACK);
  const start = Math.max(Math.ceil(life.wakesAt), Math.min(episode.start, latest));
  const room = Math.floor((life.sleepsAt - start) / SLACK);
  const end = start + Math.min(room, length);
  return { ...episode, start, end: Math.max(start + 1, end) };
}
