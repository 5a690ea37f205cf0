/**
 * A program that reads an Arrow IPC stream and answers in text:
 *   billshock bench -d 'exec:node examples/detector-arrow.mjs:view=charging,reads=down'
 *
 * Any language with an Arrow reader can do the same (Python: pyarrow.ipc.open_stream(sys.stdin.buffer)).
 * Each record batch holds a column `row` and the declared ones; the answer to each is `row,score`
 * lines and an empty line. The next batch comes only after that.
 */
import { writeSync } from "node:fs";
import { RecordBatchReader } from "apache-arrow";

const HOUR = 3_600_000;
const used = new Map();

for await (const batch of await RecordBatchReader.from(process.stdin)) {
  const column = (name) => batch.getChild(name).toArray();
  const [row, device, down] = [column("row"), column("device"), column("down")];
  const time = batch.getChild("time").toArray();
  let answer = "";
  for (let i = 0; i < row.length; i++) {
    const hour = Math.floor(Number(time[i]) / HOUR);
    const last = used.get(device[i]);
    const total = (last?.hour === hour ? last.total : 0) + down[i];
    used.set(device[i], { hour, total });
    if (total >= 1_048_576) answer += `${row[i]},${total}\n`;
  }
  writeSync(1, `${answer}\n`);
}
