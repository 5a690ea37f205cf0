import { keyedUniform, keyOf } from "../../../datasets/keyed.ts";
import type { ComparedRow } from "../../../perf/fidelity/compared-row.ts";

/** Rows of ten devices whose packets up have about `packet` bytes, and all else the same for any. */
export function rowsOf(
  count: number,
  { seed = "rows", packet = 100 }: { seed?: string; packet?: number },
): ComparedRow[] {
  return Array.from({ length: count }, (_, i) => {
    const draw = (what: string) => keyedUniform(keyOf(seed, what), i);
    const packetsUp = 20 + Math.floor(30 * draw("packets"));
    const peers = 1 + Math.floor(4 * draw("peers"));
    return {
      device: i % 10,
      before: null,
      values: {
        up: Math.round(packetsUp * packet * (0.9 + 0.2 * draw("up"))),
        down: Math.round(packetsUp * 800 * (0.9 + 0.2 * draw("down"))),
        ...{ packetsUp, packetsDown: packetsUp + 1, peers },
        flows: peers + Math.floor(2 * draw("flows")),
        hiPortShare: draw("ports") / 10,
      },
    };
  });
}
