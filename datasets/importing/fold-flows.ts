import { openFoldedRows } from "./folded-rows.ts";
import { FLOW_FIELDS } from "./importer.ts";
import type { RowBlock } from "./sort-rows.ts";

const IN = FLOW_FIELDS.length;

/**
 * Folds 5-tuples into `flows` rows: one for each device and UTC minute.
 *
 * A tuple that lasts longer than a minute is booked whole in the minute in which its record closed,
 * since its observer knew no more; the row then starts with the minute. A row is visible when its
 * minute is over: before, nobody knew that nothing more would come. `flows` counts distinct tuples
 * (a record and its reverse are one), `peers` distinct remotes, and `hiPortShare` is the share of
 * tuples whose remote port is above 1024 among those that have ports: what strangers answer by ICMP
 * does not make a crowd look tamer.
 *
 * Takes records of FLOW_FIELDS in order of (shard, minute, device), which leaves rows in order of
 * (shard, visibleAt, device, seq). A record that is the same as one before it in every number is
 * kept, and its bytes are told to `repeated`: two exporters saw it, or a file was joined twice.
 * Memory is one device's minute and 4 bytes a device.
 */
export function* foldFlows(
  blocks: Iterable<RowBlock>,
  repeated: (bytes: number) => void = () => {},
): Generator<RowBlock> {
  const rows = openFoldedRows(repeated);
  for (const { values, length: records } of blocks) {
    for (let from = 0; from < records * IN; from += IN) {
      if (!rows.fits(values, from)) {
        if (rows.close()) yield rows.take();
        rows.begin(values, from);
      }
      rows.add(values, from);
    }
  }
  rows.close();
  const rest = rows.take();
  if (rest.length > 0) yield rest;
}
