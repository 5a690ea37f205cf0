import { lastAt } from "./bytes-over-time.ts";

/** From a moment on, the share of what a line asks for that gets through: 0 while it is blocked. */
export interface Step {
  readonly from: number;
  readonly share: number;
}

/** A clock that stands still while a line is blocked, and runs slower while it is slowed down. */
export interface OpenTime {
  /** Ms of [from, to) in which the line was open; whole where nothing slows it down. */
  between(from: number, to: number): number;
  /** Whether anything gets through at a moment. */
  isOpen(time: number): boolean;
}

/** Opens the clock of a line; before the first step everything gets through. Steps come in order. */
export function openTime(steps: readonly Step[]): OpenTime {
  const from = Float64Array.from(steps, (step) => step.from);
  const passed = new Float64Array(steps.length);
  for (let i = 0; i < steps.length; i++) {
    const before = steps[i - 1];
    passed[i] =
      before === undefined ? from[i] : passed[i - 1] + before.share * (from[i] - before.from);
  }
  const at = (time: number): number => {
    const i = lastAt(from, time);
    return i < 0 ? time : passed[i] + (steps[i]?.share ?? 1) * (time - from[i]);
  };
  return {
    between: (a, b) => at(b) - at(a),
    isOpen: (time) => (steps[lastAt(from, time)]?.share ?? 1) > 0,
  };
}
