import { type EnforcementRow, fillEnforcement } from "../../datasets/enforcement.ts";
import { type GivenOptions, resolveOptions } from "../../datasets/options.ts";
import type { Policy, PolicyAlarm, Surroundings } from "../policy.ts";

/** A policy whose rows are filled in and checked. */
export interface OpenedPolicy {
  react(alarm: PolicyAlarm): readonly EnforcementRow[];
}

/**
 * Opens a policy: options resolved and checked, and every row that it writes. Throws a RangeError for
 * a row that holds before the alarm and its latency, since whoever wrote it knew what was to come; for
 * one that does what the policy does not say it does; and for an alarm out of order.
 *
 * @example
 * openPolicy(cutData, { latency: "15m" }, surroundings).react(alarm);
 */
export function openPolicy(
  policy: Policy,
  given: GivenOptions,
  surroundings: Surroundings,
): OpenedPolicy {
  const options = Object.freeze(resolveOptions(policy, given));
  const latency = options["latency"] ?? 0;
  const reaction = policy.open(options, surroundings);
  let last = Number.NEGATIVE_INFINITY;
  return {
    react(alarm) {
      const { name } = policy;
      if (alarm.time < last) {
        throw new RangeError(
          `${name}: alarms must come in order of time, got ${alarm.time} after ${last}`,
        );
      }
      last = alarm.time;
      return reaction.react(Object.freeze({ ...alarm })).map((written) => {
        const { device, ordinal } = alarm;
        const row = fillEnforcement({ by: policy.by, ...written, device, alarm: ordinal }, refuse);
        function refuse(column: string, message: string): void {
          throw new RangeError(`${name}: ${column} ${message}`);
        }
        return checked(policy, alarm, latency, row as EnforcementRow);
      });
    },
  };
}

function checked(
  { name, acts }: Policy,
  { time }: PolicyAlarm,
  latency: number,
  row: EnforcementRow,
): EnforcementRow {
  if (!acts.includes(row.action)) {
    const may = acts.length === 0 ? "nothing" : acts.join(", ");
    throw new RangeError(`${name}: must do what it says, ${may}, got ${row.action}`);
  }
  // What was visible at the alarm's own ms was seen before it was answered.
  if (!(row.from > time && row.from >= time + latency)) {
    throw new RangeError(
      `${name}: from must be after the alarm at ${time} and its latency of ${latency} ms, got ${row.from}: it can't know what is to come`,
    );
  }
  return row;
}
