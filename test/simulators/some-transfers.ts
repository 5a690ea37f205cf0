import { Transfers } from "../../simulators/engine/transfers.ts";
import { drawTerminals } from "../../simulators/life/terminals.ts";
import { ConnectionSets, PERFECT_SIGHT } from "../../simulators/network/connection-sets.ts";

/** Transfers of an Android phone under a probe that can tell everything, none written yet. */
export function someTransfers(): Transfers {
  const sets = new ConnectionSets(PERFECT_SIGHT);
  sets.enter(
    new Uint32Array([1, 2, 3, 4]),
    drawTerminals("test", { device: 0, os: 1, clientMac: 5 }),
  );
  return new Transfers(sets);
}
