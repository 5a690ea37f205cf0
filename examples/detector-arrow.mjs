/**
 * A program that reads an Arrow IPC stream and answers in text:
 *   billshock bench -d 'exec:node examples/detector-arrow.mjs:view=charging,reads=down'
 *
 * Scores the bytes that a line has taken in the hour (UTC) in which a record closed, from 1 MB on.
 *
 * Each record batch holds a column `row` and the declared ones; the answer to each is `row,score`
 * lines and an empty line. The next batch comes only after that. Rows come in the order in which they
 * became visible, so that a record of an earlier hour may come late: each hour has its own sum.
 */
import { writeSync } from "node:fs";
import { RecordBatchReader } from "apache-arrow";

const HOUR = 3_600_000;
const used = new Map();

for await (const batch of await RecordBatchReader.from(process.stdin)) {
  const column = (name) => batch.getChild(name).toArray();
  const [row, device, down] = [column("row"), column("device"), column("down")];
  // The array of a time column holds 64-bit integers: ms since 1970.
  const time = column("time");
  let answer = "";
  for (let i = 0; i < row.length; i++) {
    const key = `${device[i]} ${Math.floor(Number(time[i]) / HOUR)}`;
    const total = (used.get(key) ?? 0) + down[i];
    used.set(key, total);
    if (total >= 1_048_576) answer += `${row[i]},${total}\n`;
  }
  print(`${answer}\n`);
}

/** Writes all of a text: a pipe may take it in parts. */
function print(text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
}
