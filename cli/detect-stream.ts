import { once } from "node:events";
import { tariffOf } from "../datasets/billing/tariff-file.ts";
import { parseUtcOffset } from "../datasets/civil-time.ts";
import { suggest } from "../datasets/nearest-name.ts";
import { VIEWS, type ViewName } from "../datasets/view.ts";
import { detectStream } from "../jobs/detect-stream.ts";
import { type Command, isOn, textOf, textsOf } from "./command.ts";
import { thresholdsOf } from "./parse-thresholds.ts";
import { UsageError } from "./usage-error.ts";

const WHERE = "billshock detect-stream";
const text = { type: "string", requiresArg: true } as const;

/** Runs detectors over an Arrow IPC stream on stdin; what they say goes to stdout as another. */
export const command: Command = {
  options: {
    detector: {
      ...{ ...text, alias: "d", array: true },
      describe: "detector of the catalogue or your own, NAME[:k=v,..] (repeatable)",
    },
    view: { ...text, describe: "what the rows are rows of [charging]" },
    alarms: { type: "boolean", describe: "tell alarms too, at each detector's threshold" },
    threshold: {
      ...{ ...text, array: true },
      describe: "NAME=VALUE: alarm there, not at the detector's own (repeatable)",
    },
    tariff: { ...text, describe: "what all lines pay: a name or a file [unknown]" },
    timezone: { ...text, describe: "where the clocks of all lines stand, such as +08:00 [UTC]" },
  },
  examples: [
    ["-d rate-window < rows.arrows > scores.arrows", "scores of usage records sorted by device"],
    ["-d dual-cap -d night-volume --alarms < rows.arrows", "two rules, and where they alarm"],
  ],
  async run(args, shell) {
    const detectors = textsOf(args, "detector");
    if (detectors.length === 0) throw new UsageError(`${WHERE}: --detector is missing`);
    const { stdin, stdout } = process;
    if (stdin.isTTY) {
      throw new UsageError(`${WHERE}: stdin must be an Arrow IPC stream, got a terminal`);
    }
    if (stdout.isTTY) {
      throw new UsageError(`${WHERE}: stdout must be a file or a pipe, got a terminal`);
    }
    const view = textOf(args, "view");
    if (view !== undefined && !(VIEWS as readonly string[]).includes(view)) {
      throw new UsageError(`${WHERE}: unknown view ${view}; ${suggest(view, VIEWS)}`);
    }
    const tariff = textOf(args, "tariff");
    const job = {
      detectors,
      thresholds: thresholdsOf(textsOf(args, "threshold"), WHERE),
      alarms: isOn(args, "alarms"),
      utcOffset: offsetOf(textOf(args, "timezone")),
      ...(view === undefined ? {} : { view: view as ViewName }),
      ...(tariff === undefined ? {} : { tariff: tariffOf(tariff) }),
    };
    const { rows, lines } = await detectStream(job, heard(stdin, shell.signal), (chunk) =>
      stdout.write(chunk) ? undefined : once(stdout, "drain"),
    ).catch((error: unknown) => {
      throw error instanceof RangeError
        ? new UsageError(`${WHERE}: ${error.message}`, { cause: error })
        : error;
    });
    shell.note(`${rows.toLocaleString("en-US")} rows of ${lines.toLocaleString("en-US")} lines`);
    return 0;
  },
};

function offsetOf(given: string | undefined): number {
  if (given === undefined) return 0;
  const offset = parseUtcOffset(given);
  if (offset !== null) return offset;
  throw new UsageError(`${WHERE}: --timezone must be UTC or such as +08:00, got ${given}`);
}

/** What comes, until a signal. */
async function* heard(input: AsyncIterable<Uint8Array>, signal: AbortSignal) {
  for await (const chunk of input) {
    signal.throwIfAborted();
    yield chunk;
  }
}
