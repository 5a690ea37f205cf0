import { IMPORTERS, importerNamed } from "../datasets/importers/catalogue.ts";
import { type ImportReport, importDataset } from "../datasets/importing/import-dataset.ts";
import { isInput } from "../datasets/importing/input-files.ts";
import { isModule } from "../datasets/importing/own-importer.ts";
import { previewImport } from "../datasets/importing/preview-import.ts";
import type { RowFault } from "../datasets/importing/row-error.ts";
import { RowError } from "../datasets/importing/row-error.ts";
import { installedPackage } from "../datasets/package-entry.ts";
import { type Args, type Command, isOn, type Shell, textOf, textsOf } from "./command.ts";
import { IMPORT_FLAGS } from "./import-flags.ts";
import { badRowText, counted, previewText, reportText } from "./import-text.ts";
import { countOf } from "./parse-flags.ts";
import { UsageError } from "./usage-error.ts";

const WHERE = "billshock import";
const FORMATS = IMPORTERS.map(({ name }) => name).join(", ");
/** More bad rows than these are in the JSON only. */
const MOST_LISTED = 20;

/** Turns foreign files into a dataset. */
export const command: Command = {
  positionals: {
    what: {
      describe: `the format (${FORMATS}, or a module of your own; recognised when left out), then files, folders, patterns, or - for stdin`,
      array: true,
      demandOption: true,
    },
  },
  options: IMPORT_FLAGS,
  examples: [
    ["phone.binetflow -o phone --device 10.8.0.69", "a flow log of one phone"],
    [
      "cdr june.csv -o june --map device=MSISDN,start=BEGIN,time=END,up=UL:KB,down=DL:KB --tariff cn-2024",
      "usage records, rated",
    ],
    [
      `cdr june/ --dry-run --timezone Europe/Berlin --decimal , --map 'device=MSISDN,start="Start, local":DD.MM.YYYY HH:mm,duration=Length:h:mm:ss,down=Volume:cell'`,
      "what would be read, nothing written",
    ],
    ["./my-format.js usage.csv -o june", "by an importer of your own (billshock new importer)"],
  ],
  async run(args, shell) {
    const { files, format } = targets(args);
    const settings = { ...optionsOf(args), files, ...(format !== undefined && { format }) };
    const truth = textOf(args, "truth");
    if (isOn(args, "dry-run")) {
      const preview = await reading(shell, { files, truth }, (heard) =>
        previewImport({ ...settings, ...texts(args, ["truth", "tariff"]), ...heard }),
      );
      for (const oddity of preview.skipped) shell.note(`left out: ${counted(oddity)}`);
      for (const oddity of preview.warnings) shell.note(`warning: ${counted(oddity)}`);
      shell.print(shell.json ? JSON.stringify(preview, null, 2) : previewText(preview));
      return 0;
    }
    const out = textOf(args, "out");
    if (out === undefined) throw new UsageError(`${WHERE}: -o is missing, where to write`);
    const report = await reading(shell, { files, truth }, (heard) =>
      importDataset({
        ...settings,
        ...texts(args, ["truth", "tariff"]),
        ...heard,
        out,
        forgetKeys: isOn(args, "forget-keys"),
        force: isOn(args, "force"),
      }),
    );
    for (const oddity of report.skipped) shell.note(`left out: ${counted(oddity)}`);
    for (const oddity of report.warnings) shell.note(`warning: ${counted(oddity)}`);
    shell.print(shell.json ? JSON.stringify(jsonOf(out, report), null, 2) : reportText(report));
    return 0;
  },
};

interface Heard {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  readonly onBadRow: (fault: RowFault) => void;
}

/** Runs what reads files: shows its progress, lists bad rows, and blames the user for their faults. */
async function reading<T>(
  shell: Shell,
  shown: { readonly files: readonly string[]; readonly truth?: string | undefined },
  read: (heard: Heard) => Promise<T>,
): Promise<T> {
  const { files } = shown;
  const what = files.length === 1 ? files[0] : `${files.length} files`;
  const progress = shell.progress(`reading ${what}`, "bytes");
  const faults: RowFault[] = [];
  try {
    return await read({
      signal: shell.signal,
      onProgress: progress.update,
      onBadRow: (fault) => faults.push(fault),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const isRow = error instanceof RowError && error.fault.file !== shown.truth;
    const hint = isRow ? "\n--max-errors N leaves out up to N such rows" : "";
    throw new UsageError(error.message + hint, { cause: error });
  } finally {
    progress.end();
    for (const fault of faults.slice(0, MOST_LISTED)) shell.note(`bad row: ${badRowText(fault)}`);
    const more = faults.length - MOST_LISTED;
    if (more > 0) shell.note(`bad rows: ${more} more; --json lists them all`);
  }
}

/** The first word is a format when it names nothing to read. */
function targets(args: Args): { files: readonly string[]; format?: string } {
  const words = textsOf(args, "what");
  const [first = ""] = words;
  const isFormat = isModule(first) || IMPORTERS.some(({ name }) => name === first);
  if (words.length === 1) {
    if (isFormat && (isModule(first) || !isInput(first)))
      throw new UsageError(`${WHERE}: give a file after ${first}`);
    return { files: words };
  }
  if (!isFormat && isInput(first)) return { files: words };
  const files = words.slice(1);
  if (isModule(first) || installedPackage(first, process.cwd()) !== null) {
    return { files, format: first };
  }
  try {
    return { files, format: importerNamed(first).name };
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function texts(args: Args, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = textOf(args, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

function optionsOf(args: Args) {
  const devices = textsOf(args, "device");
  const localNets = textsOf(args, "local-net");
  const maxErrors = countOf(args, "max-errors", { where: WHERE, min: 0 });
  const [repeatedHour, skipRows] = [textOf(args, "repeated-hour"), textOf(args, "skip-rows")];
  return {
    ...texts(args, ["map", "timezone", "from", "to", "date", "encoding", "delimiter"]),
    ...texts(args, ["decimal", "thousands", "kilo", "empty"]),
    ...(repeatedHour !== undefined && { repeatedHour }),
    ...(skipRows !== undefined && { skipRows }),
    ...(maxErrors !== undefined && { maxErrors }),
    ...(devices.length > 0 && { devices }),
    ...(localNets.length > 0 && { localNets }),
  };
}

function jsonOf(dataset: string, report: ImportReport) {
  const { manifest, format, read, plan, rated, skipped, warnings } = report;
  const { span, devices, views, truth } = manifest;
  return {
    dataset,
    format,
    span: { from: span.from, to: span.to, utcOffset: span.utcOffset },
    devices,
    views: Object.fromEntries(
      Object.entries(views).map(([name, { rows, up, down, columns, logicalHash }]) => [
        name,
        { rows, up, down, columns, logicalHash },
      ]),
    ),
    truth: truth && { incidents: truth.incidents, lookAlikes: truth.lookAlikes },
    files: read.files,
    records: read.records,
    badRows: read.badRows,
    sums: read.sums,
    currency: plan.currency,
    charges: read.charges,
    rated,
    skipped,
    warnings,
  };
}
