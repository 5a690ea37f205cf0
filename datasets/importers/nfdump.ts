import { readRows } from "../importing/csv-source.ts";
import { flowEmitterOf } from "../importing/flow-emitter.ts";
import type { Importer } from "../importing/importer.ts";
import { asLines } from "../importing/line-rows.ts";
import { isNfdumpCsv, openNfdumpCsv } from "../importing/nfdump-csv.ts";
import { isNfdumpJson, openNfdumpJson } from "../importing/nfdump-json.ts";
import { isNfdumpText, openNfdumpText } from "../importing/nfdump-text.ts";

/**
 * Reads what nfdump prints: its CSV before and since 1.7.5, its tables (`-o line`, `long`,
 * `extended`), its JSON, of one direction or of both (-B).
 *
 * Input bytes flow from source to destination, output bytes back. A record of one direction is
 * paired with its reversed 5-tuple. Times carry no zone. Files may be joined; the tool's own sums
 * are counted, compared and left out.
 */
export const nfdump: Importer = {
  name: "nfdump",
  summary: "nfdump -o csv (old and new), long, extended or json, uniflow or -B biflow",
  extensions: [".nfdump.csv", ".csv", ".json"],
  view: "flows",
  detect: (head) => isNfdumpCsv(head) || isNfdumpText(head) || isNfdumpJson(head),

  async read(source, context) {
    const emitter = flowEmitterOf(context, true);
    emitter.begin(source.file);
    const options = { context, emitter };
    let sha256: string;
    if (isNfdumpJson(source.head)) {
      const { onRow, finish } = openNfdumpJson(source, options);
      // An array needs no end of a line; whether it is whole, its brackets tell.
      const { onUnfinished: _, ...listen } = context.listen;
      sha256 = await readRows(asLines(source), { ...listen, onRow });
      finish();
    } else if (isNfdumpText(source.head)) {
      const onRow = openNfdumpText(source, options);
      sha256 = await readRows(asLines(source), { ...context.listen, onRow });
    } else {
      const { onRow, finish } = openNfdumpCsv(source, options);
      sha256 = await readRows(source, { ...context.listen, onRow });
      finish();
    }
    emitter.close();
    return { columns: ["packetsUp", "packetsDown", "flows", "peers", "hiPortShare"], sha256 };
  },

  finish: (context) => flowEmitterOf(context, true).finish(),
};
