import { DAY, HOUR, MINUTE, SECOND } from "../datasets/sizes.ts";

const UNITS = [
  [DAY, "d"],
  [HOUR, "h"],
  [MINUTE, "min"],
  [SECOND, "s"],
] as const;

/** Writes ms in their two largest units, rounded to the smaller: `7 h 43 min`, `1 min 4 s`, `0 s`. */
export function durationText(ms: number): string {
  const at = UNITS.findIndex(([size]) => ms >= size);
  const [large, small] = at < 0 ? UNITS.slice(-1) : UNITS.slice(at);
  const [least] = small ?? large;
  const rounded = Math.round(ms / least) * least;
  // 59 min 59.7 s are an hour.
  const above = at > 0 ? UNITS[at - 1] : undefined;
  if (above !== undefined && rounded >= above[0]) return `1 ${above[1]}`;
  const whole = Math.floor(rounded / large[0]);
  const rest = small === undefined ? 0 : Math.round((rounded - whole * large[0]) / small[0]);
  const words = [`${whole} ${large[1]}`];
  if (small !== undefined && rest > 0) words.push(`${rest} ${small[1]}`);
  return words.join(" ");
}
