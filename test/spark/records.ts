import * as arrow from "apache-arrow";
import { HOUR, MB } from "../../datasets/sizes.ts";
import { detectStream } from "../../jobs/detect-stream.ts";

/** Rules that the records are shown to; some rows pass the cap, so that there are alarms. */
export const RULES = ["volume-cap:cap=100MB", "night-volume"] as const;
/** Flags of detect_records.py and what they come to. */
export const FLAGS = [...RULES.flatMap((rule) => ["-d", rule]), "--alarms", "--timezone", "+08:00"];

const LINES = 40;
const ROWS_OF_LINE = 150;
const FROM = Date.UTC(2026, 0, 5);

/** A row: whose, when it closed, bytes down. */
type Row = readonly [device: string, time: number, down: number];

/** Rows of 40 lines by device and time, two at a time, the smaller one first. */
export const ROWS: readonly Row[] = Array.from({ length: LINES * ROWS_OF_LINE }, (_, i) => {
  const [line, place] = [Math.floor(i / ROWS_OF_LINE), i % ROWS_OF_LINE];
  const hour = Math.floor(place / 2);
  const down = MB * (1 + (place % 2)) + ((line * 7919 + hour * 104_729) % (8 * MB));
  return [`46000${String(line).padStart(3, "0")}`, FROM + hour * HOUR, down];
});

/** The same rows in no order, as they lie in a table. */
export const SHUFFLED = ROWS.map((_, i) => ROWS[(i * 2357) % ROWS.length] as Row);

/** Rows as a table of usage records, in batches of so many. */
export function tableOf(rows: readonly Row[], size = rows.length): arrow.Table {
  const batches = Array.from({ length: Math.ceil(rows.length / size) }, (_, b) => {
    const some = rows.slice(b * size, (b + 1) * size);
    return new arrow.Table({
      device: arrow.vectorFromArray(
        some.map(([device]) => device),
        new arrow.Utf8(),
      ),
      time: arrow.vectorFromArray(
        some.map(([, time]) => new Date(time)),
        new arrow.TimestampMicrosecond("UTC"),
      ),
      up: arrow.vectorFromArray(
        some.map(() => 1000n),
        new arrow.Int64(),
      ),
      down: arrow.vectorFromArray(
        some.map(([, , down]) => BigInt(down)),
        new arrow.Int64(),
      ),
    });
  });
  return batches.reduce((all, batch) => all.concat(batch));
}

/** What one process says of all rows. */
export async function saidAlone(): Promise<arrow.Table> {
  const chunks: Uint8Array[] = [];
  const input = (async function* () {
    yield arrow.tableToIPC(tableOf(ROWS, 1000), "stream");
  })();
  const job = { detectors: RULES, alarms: true, utcOffset: 480 };
  await detectStream(job, input, (chunk) => chunks.push(chunk));
  return arrow.tableFromIPC(chunks);
}

/** Columns of a table as lists. */
export function listsOf(table: arrow.Table): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(
    table.schema.fields.map(({ name }) => [name, [...(table.getChild(name) ?? [])]]),
  );
}
