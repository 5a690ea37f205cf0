/** The first moment at which an answer to an alarm may hold: what is seen at its own ms was seen before it. */
export function firstMoment(alarmTime: number, latency: number): number {
  return Math.floor(alarmTime) + Math.max(1, Math.round(latency));
}
