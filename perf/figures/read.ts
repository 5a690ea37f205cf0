import type { PeerAnswer } from "../peer.ts";
import type { ReadAnswer } from "../read.ts";
import type { PerfResults } from "../results.ts";
import { markdownTable, millions, perRow } from "./markdown.ts";

/** Reading the flows view with several readers. */
export function readFigure({ read }: PerfResults): string {
  const { ours } = read;
  const peerRow = (name: string, peer: PeerAnswer<ReadAnswer>) => {
    if (peer.status !== "ok") return [name, peer.status, "", ""];
    const { version, cpu, rows, up, down } = peer.answer;
    const same = rows === ours.rows && up === ours.up && down === ours.down;
    return [version, perRow(cpu, rows), millions(rows / cpu), same ? "equal" : "DIFFERENT"];
  };
  return markdownTable(
    ["reader", "ns a row", "rows/s/core", "rows and sums of bytes"],
    [
      [
        "billshock, one reused batch",
        perRow(ours.cpu, ours.rows),
        millions(ours.rows / ours.cpu),
        `${ours.rows}; ${ours.up} up, ${ours.down} down`,
      ],
      peerRow("pyarrow", read.pyarrow),
      peerRow("polars", read.polars),
    ],
  );
}
