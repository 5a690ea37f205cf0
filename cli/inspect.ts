import { readManifest } from "../datasets/format/read-manifest.ts";
import { parseMoment } from "../datasets/importing/parse-moment.ts";
import { inspectDataset } from "../datasets/inspection/inspect.ts";
import { type Command, textOf } from "./command.ts";
import { datasetFolder } from "./dataset-folder.ts";
import { inspectionText } from "./inspection-text.ts";
import { countOf } from "./parse-flags.ts";
import { UsageError } from "./usage-error.ts";

const WHERE = "billshock inspect";
const text = { type: "string", requiresArg: true } as const;

/** Tells what a dataset holds, and what one line did and paid on a day. */
export const command: Command = {
  positionals: { dataset: { describe: "folder of a dataset", demandOption: true } },
  options: {
    device: { ...text, describe: "also tell this line's day and bill" },
    at: { ...text, describe: "the day, such as 2015-11-11; the line's heaviest when left out" },
  },
  examples: [
    ["data/city", "rows, span, columns, labels, how bytes are spread"],
    ["data/city --device 17", "the heaviest day of line 17, and its bill"],
  ],
  async run(args, shell) {
    const dir = datasetFolder(args, WHERE);
    const { devices, span } = readManifest(dir);
    const device = countOf(args, "device", { where: WHERE, min: 0, max: devices - 1 });
    const day = textOf(args, "at");
    if (day !== undefined && device === undefined) {
      throw new UsageError(`${WHERE}: --at needs --device`);
    }
    const at = day === undefined ? undefined : parseMoment(day, span.utcOffset);
    if (at !== undefined && !(at >= span.from && at < span.to)) {
      throw new UsageError(`${WHERE}: --at must be a day of the span, got ${day}`);
    }
    const inspection = inspectDataset(dir, {
      ...(device === undefined ? {} : { device }),
      ...(at === undefined ? {} : { at }),
    });
    shell.print(
      shell.json
        ? JSON.stringify(inspection, null, 2)
        : inspectionText(inspection, { utcOffset: span.utcOffset, width: shell.width }),
    );
    return 0;
  },
};
