import { formatCivil } from "../datasets/civil-time.ts";
import { type ImportReport, importDataset } from "../datasets/import-dataset.ts";
import { IMPORTERS } from "../datasets/importers/catalogue.ts";
import type { Oddity } from "../datasets/importing/import-rows.ts";
import { GB, KB, MB } from "../datasets/sizes.ts";
import { type Args, type Command, isOn, textOf, textsOf } from "./command.ts";
import { UsageError } from "./usage-error.ts";

const FORMATS = IMPORTERS.map(({ name }) => name).join(", ");

/** Turns a foreign file into a dataset. */
export const command: Command = {
  positionals: {
    what: {
      describe: `the format (${FORMATS}; recognised when left out), then the file`,
      array: true,
      demandOption: true,
    },
  },
  options: {
    out: { alias: "o", type: "string", requiresArg: true, describe: "directory of the dataset" },
    device: {
      type: "string",
      array: true,
      requiresArg: true,
      describe: "flows: addresses of one device, joined by commas; repeat for more devices",
    },
    "local-net": {
      type: "string",
      array: true,
      requiresArg: true,
      describe: "flows: network in CIDR form, each address a device",
    },
    map: {
      type: "string",
      requiresArg: true,
      describe:
        "records: time=COLUMN,start=COLUMN,device=COLUMN,up=COLUMN:KB,down=COLUMN:KB,... or osmocom-sgsn or pgw",
    },
    timezone: {
      type: "string",
      requiresArg: true,
      describe: "offset of times without a zone, such as +08:00; UTC when left out",
    },
    from: {
      type: "string",
      requiresArg: true,
      describe: "leaves out rows that begin before this moment",
    },
    to: {
      type: "string",
      requiresArg: true,
      describe: "leaves out rows that end after it; with --from, clocks may jump by years",
    },
    date: {
      type: "string",
      requiresArg: true,
      describe: "argus: date of the first row, where times have none",
    },
    encoding: { type: "string", requiresArg: true, describe: "utf-8 when left out; gb18030, ..." },
    truth: { type: "string", requiresArg: true, describe: "CSV of device,kind,from,to" },
    tariff: {
      type: "string",
      requiresArg: true,
      describe: "name or file: rates records that carry no charge",
    },
    "forget-keys": { type: "boolean", describe: "write no private/keys.csv" },
    force: { type: "boolean", describe: "replace a dataset that stands there" },
  },
  examples: [
    ["phone.binetflow -o phone --device 10.8.0.69", "a flow log of one phone"],
    [
      "cdr june.csv -o june --map device=MSISDN,start=BEGIN,time=END,up=UL:KB,down=DL:KB --tariff cn-2024",
      "usage records, rated",
    ],
  ],
  async run(args, shell) {
    const { file, out, format } = targets(args);
    const progress = shell.progress(`reading ${file}`, "bytes");
    let report: ImportReport;
    try {
      report = await importDataset({
        ...optionsOf(args),
        file,
        out,
        ...(format !== undefined && { format }),
        signal: shell.signal,
        onProgress: progress.update,
      });
    } catch (error) {
      if (error instanceof RangeError) throw new UsageError(error.message, { cause: error });
      throw error;
    } finally {
      progress.end();
    }
    for (const oddity of report.skipped) shell.note(`left out: ${counted(oddity)}`);
    for (const oddity of report.warnings) shell.note(`warning: ${counted(oddity)}`);
    shell.print(shell.json ? JSON.stringify(jsonOf(out, report), null, 2) : textOfReport(report));
    return 0;
  },
};

function targets(args: Args) {
  const words = textsOf(args, "what");
  const file = words.at(-1);
  const out = textOf(args, "out");
  if (file === undefined || words.length > 2) {
    throw new UsageError(
      `billshock import: give a format and a file, or a file, got ${words.join(" ")}`,
    );
  }
  if (out === undefined) throw new UsageError("billshock import: -o is missing, where to write");
  return { file, out, format: words.length === 2 ? words[0] : undefined };
}

function optionsOf(args: Args) {
  const devices = textsOf(args, "device");
  const localNets = textsOf(args, "local-net");
  const texts = Object.fromEntries(
    ["map", "timezone", "from", "to", "date", "encoding", "truth", "tariff"].flatMap((name) => {
      const text = textOf(args, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
  return {
    ...texts,
    ...(devices.length > 0 && { devices }),
    ...(localNets.length > 0 && { localNets }),
    forgetKeys: isOn(args, "forget-keys"),
    force: isOn(args, "force"),
  };
}

function jsonOf(dataset: string, { manifest, format, skipped, warnings }: ImportReport) {
  const { span, devices, views, truth } = manifest;
  return {
    dataset,
    format,
    span: { from: span.from, to: span.to },
    devices,
    views: Object.fromEntries(
      Object.entries(views).map(([name, { rows, up, down, columns, logicalHash }]) => [
        name,
        { rows, up, down, columns, logicalHash },
      ]),
    ),
    truth: truth && { incidents: truth.incidents, lookAlikes: truth.lookAlikes },
    skipped,
    warnings,
  };
}

function textOfReport({ manifest, format }: ImportReport): string {
  const { name, span, devices, truth } = manifest;
  const day = (time: number) => formatCivil(time, span.utcOffset);
  const lines = Object.entries(manifest.views).map(
    ([view, { rows, up, down }]) =>
      `${name}: ${rows} ${rows === 1 ? "row" : "rows"} of ${view} from ${format}, ${devices} ${devices === 1 ? "device" : "devices"}, ${size(up)} up, ${size(down)} down, ${day(span.from)} to ${day(span.to)}`,
  );
  if (truth !== null) lines.push(`truth: ${truth.cases} ${truth.cases === 1 ? "case" : "cases"}`);
  return lines.join("\n");
}

function counted({ what, rows, bytes, line }: Oddity): string {
  const amount = bytes > 0 ? `, ${size(bytes)}` : "";
  const place = line === undefined ? "" : `, first on line ${line}`;
  return `${rows} ${rows === 1 ? "row" : "rows"}${amount}: ${what}${place}`;
}

/** Binary units, as bills count. */
function size(bytes: number): string {
  const units: readonly (readonly [number, string])[] = [
    [GB, "GB"],
    [MB, "MB"],
    [KB, "KB"],
  ];
  const [unit, name] = units.find(([least]) => bytes >= least) ?? [1, "B"];
  return unit === 1 ? `${bytes} B` : `${(bytes / unit).toFixed(2)} ${name}`;
}
