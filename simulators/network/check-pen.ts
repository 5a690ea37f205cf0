import { APPS } from "../../datasets/vocabularies.ts";
import type { Pen } from "../pen.ts";

/** More remotes than a minute can meet. */
const MOST_REMOTES = 1_000_000;

/** A model may ask for what nobody has: it is told so, by name and value. */
export function checkPen({ guess, remotes, terminal }: Readonly<Pen>, terminals: number): void {
  const must = (name: string, value: number, limit: number) => {
    if (Number.isInteger(value) && value >= 0 && value < limit) return;
    throw new RangeError(`${name} must be a whole number in [0, ${limit}), got ${value}`);
  };
  must("sink.guess", guess, APPS.length);
  must("sink.terminal", terminal, terminals);
  must("sink.remotes", remotes, MOST_REMOTES);
}
