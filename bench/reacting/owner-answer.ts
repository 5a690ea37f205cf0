import { keyedUniform, keyOf, keyWith } from "../../datasets/keyed.ts";
import type { PolicyAlarm, Surroundings } from "../policy.ts";

/** What an owner does about a message. */
export interface OwnerAnswer {
  /** Share of messages that she reads. */
  readonly reads: number;
  /** From the message, or from waking where she slept, to what she does, ms. */
  readonly actsAfter: number;
}

/**
 * When the owner answers a message that came at `sentAt`; null where she never does. One that comes
 * while she sleeps is read when she wakes. Whether she reads it is keyed by line and alarm, so that
 * strategies which send the same message get the same answer.
 */
export function ownerAnswer(
  { device, time }: PolicyAlarm,
  sentAt: number,
  { reads, actsAfter }: OwnerAnswer,
  { owner, seed }: Surroundings,
): number | null {
  const key = keyWith(keyOf(seed, "reads"), device);
  if (keyedUniform(key, Math.floor(time / 1000)) >= reads) return null;
  const { isAwake, wakesAt } = owner.at(device, sentAt);
  return Math.round((isAwake ? sentAt : Math.max(sentAt, wakesAt)) + actsAfter);
}
