import type { Tariff } from "../billing/tariff.ts";
import { formatUtcOffset } from "../civil-time.ts";
import { OPTIONAL_TABLES, SMALL_TABLES } from "../format/layout.ts";
import type { AuditSummary, Manifest, SourceOddity, ViewSummary } from "../format/manifest.ts";
import { DAY, GB } from "../sizes.ts";
import type { Table } from "../table.ts";
import { recordTruth } from "../tables/record-truth.ts";
import { VIEW_TABLES, type ViewName } from "../view.ts";

/** Currency of lines of which nobody knows what they pay, by ISO 4217. */
const NO_CURRENCY = "XXX";

/**
 * Writes the README.md of a dataset from its manifest, so that the two can't disagree.
 *
 * It says what the data is, what it is not for, what it holds and how to get it again.
 */
export function datasetCard(manifest: Manifest): string {
  const { name, origin, level, seed, span, devices, currency, tool } = manifest;
  const days = (span.to - span.from) / DAY;
  const generated = origin === "generated";
  const made = generated
    ? "Synthetic: no person is described. Simulated phone traffic with exact ground truth."
    : "Imported from somebody's records; identifiers were replaced by dense numbers.";
  return `${[
    `# ${name}`,
    made,
    section("At a glance", [
      table(
        ["", ""],
        [
          ["devices", number(devices)],
          ["span", `${iso(span.from)} to ${iso(span.to)} (${plural(days, "day")})`],
          ["offset from UTC", formatUtcOffset(span.utcOffset)],
          ["warm-up", warmUpText(span.warmUp)],
          ["level", level ?? "none"],
          ["seed", seed ?? "none"],
          ["byte stream", generated ? `version ${manifest.stream}` : "none"],
          [generated ? "scenario" : "importer's options", `sha256 ${manifest.scenarioHash}`],
          ["currency", currency === NO_CURRENCY ? "none: nothing is rated" : currency],
          ["made with", `billshock ${tool.billshock}, Node ${tool.node}`],
          ["licence", licenceOf(manifest)],
        ],
      ),
    ]),
    ...warningsSection(manifest),
    viewsSection(manifest),
    ...importSection(manifest),
    truthSection(manifest),
    ...auditSection(manifest),
    plansSection(manifest),
    usesSection(manifest),
    section("Again and elsewhere", [
      origin === "generated"
        ? `The same scenario, seed and byte stream give the same rows: \`billshock generate manifest.json --seed ${seed} -o COPY\`, with the \`--model\` and \`--safeguard\` files that it was made with, ${plugInsOf(manifest)}. The logical hashes above prove it, whatever the number of workers and shards.`
        : "manifest.json holds the importer's options.",
      "`billshock verify` checks this directory against manifest.json. Files are Arrow IPC, uncompressed; times are ms UTC, bytes are integers, money is in the plan's minor unit, GB is 2^30 bytes.",
    ]),
    section("Columns", tables(manifest).map(columnsOf)),
  ].join("\n\n")}\n`;
}

const within = ({
  f1,
  low,
  high,
}: Pick<AuditSummary["references"][number], "f1" | "low" | "high">) =>
  `${f1.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;

/** What an audit found, and that it was published by force where it was; of imports there is none. */
function auditSection({ origin, level, truth, audit }: Manifest): string[] {
  if (origin !== "generated" || truth === null || truth.cases === 0) return [];
  if (audit === undefined) {
    const none = `Nobody has held it to the bars of its level yet: \`billshock verify --publish\` does, best with several seeds.`;
    return [section("Audit", [none])];
  }
  const { seeds, density, artefacts, oneLiners, references, makeup, failures } = audit;
  const { contrasts, judged, leaking, largestArea } = artefacts;
  const figures = [
    ...oneLiners.map(({ rule, ...each }) => [each.kind, rule, within(each), number(each.cases)]),
    ...references.map(({ name, ...each }) => [each.kind, name, within(each), number(each.cases)]),
  ].sort(([a = "", , x = ""], [b = "", , y = ""]) =>
    a < b ? -1 : a > b ? 1 : Number.parseFloat(y) - Number.parseFloat(x),
  );
  return [
    section("Audit", [
      failures.length === 0
        ? `It holds the bars of ${level === null ? "a dataset without a level" : level}.`
        : `**Published by force: it misses the bars of ${level === null ? "any dataset" : level}.**\n\n${failures.map((failure) => `- ${failure}`).join("\n")}`,
      `${seeds.length === 1 ? "Seed" : "Pooled seeds"} ${seeds.map(String).join(", ")}. By-products of how rows are made: ${number(judged)} of ${number(contrasts)} contrasts could be judged, ${number(leaking)} tell their sides apart, the largest AUC is ${largestArea.toFixed(2)} (.5 is chance). What one number, and several cues together, reach with each kind, at ${density} cases per 1,000 device-days:`,
      table(["kind", "rule", "event-F1", "cases"], figures),
      ...(makeup ? makeupLines(makeup) : []),
    ]),
  ];
}

/** What the cases of each kind are like, and how they ended. */
function makeupLines({ kinds, ends }: NonNullable<AuditSummary["makeup"]>): string[] {
  const rows = kinds.map(({ kind, days, volume, lookAlikes }) => {
    const [low, median, high] = (volume ?? []).map((times) => times.toFixed(1));
    const told = volume === null ? "–" : `${median} [${low}, ${high}]`;
    return [kind, number(days), told, lookAlikes.toFixed(1)];
  });
  const ended = Object.entries(ends).map(([end, share]) => `${end} ${Math.round(100 * share)} %`);
  return [
    "How long cases last, what their heaviest day moves beside the 95th percentile of their line's own days (median and quartiles), and how many look-alikes stand beside each:",
    table(["kind", "days", "heaviest day", "look-alikes"], rows),
    `They ended by: ${ended.join(", ")}.`,
  ];
}

function plugInsOf({ plugIns = [] }: Manifest): string {
  if (plugIns.length === 0) return "of which there are none";
  return plugIns.map(({ file, sha256 }) => `${file} (sha256 ${sha256})`).join(", ");
}

function warningsSection({ warnings = [] }: Manifest): string[] {
  if (warnings.length === 0) return [];
  return [section("Read this first", [warnings.map((warning) => `- ${warning}`).join("\n")])];
}

function licenceOf({ origin }: Manifest): string {
  return origin === "generated" ? "CC-BY-4.0" : "that of the source";
}

function viewsSection({ views }: Manifest): string {
  const entries = Object.entries(views) as [ViewName, ViewSummary][];
  const tellsTwice = entries.some(([, { repeated }]) => repeated !== undefined);
  const rows = entries.map(([view, summary]) => [
    view,
    number(summary.rows),
    gigabytes(summary.up),
    gigabytes(summary.down),
    gigabytes(summary.lost.up + summary.lost.down),
    gigabytes(summary.inFlight.up + summary.inFlight.down),
    ...(tellsTwice ? [gigabytes(sumOf(summary.repeated))] : []),
    `\`${summary.logicalHash}\``,
  ]);
  return section("Views", [
    "Each view is what one observer records of the same traffic.",
    table(
      [
        ...["view", "rows", "GB up", "GB down", "GB lost", "GB in flight"],
        ...(tellsTwice ? ["GB told twice"] : []),
        "logical hash",
      ],
      rows,
    ),
  ]);
}

function sumOf({ up, down } = { up: 0, down: 0 }): number {
  return up + down;
}

/** What an import left out or wondered at; nothing where it did neither. */
function importSection({ imported }: Manifest): readonly string[] {
  if (imported === undefined) return [];
  const rowsOf = (list: readonly SourceOddity[], kept: string) =>
    list.map(({ what, rows, bytes }) => [
      what,
      rows === undefined ? "" : number(rows),
      gigabytes(bytes),
      kept,
    ]);
  const rows = [...rowsOf(imported.leftOut, "no"), ...rowsOf(imported.odd, "yes")];
  if (rows.length === 0) return [];
  return [section("What the import said", [table(["what", "rows", "GB", "imported"], rows)])];
}

function truthSection(manifest: Manifest): string {
  const { truth } = manifest;
  const generated = manifest.origin === "generated";
  if (truth === null) {
    return section("Truth", ["None: recall and precision can't be had from this data alone."]);
  }
  const list = (counts: Readonly<Record<string, number>>): string[][] =>
    Object.keys(counts).length === 0
      ? [["none", "0"]]
      : Object.entries(counts).map(([kind, n]) => [kind, number(n)]);
  return section("Truth", [
    `${plural(truth.cases, "case")}. A case is an incident on one device: traffic that its owner did not knowingly cause. ${
      generated
        ? "Labels follow from the simulation: the bytes of each record are attributed to the episode that moved them."
        : "Labels are the intervals that were given with the records: what lies within one is taken to belong to it."
    }`,
    table(["incident", "number"], list(truth.incidents)),
    table(["look-alike", "number"], list(truth.lookAlikes)),
    densityOf(manifest),
  ]);
}

function densityOf({ truth, origin }: Manifest): string {
  if (truth?.enriched) {
    return "Incidents are denser here than anywhere in the world, so that they can be counted. Precision must be reweighted to the prevalence that you expect.";
  }
  return origin === "generated"
    ? "Incidents are those that the scenario names, line by line: their number says nothing of how common they are."
    : "Incidents are those that somebody knew of: others may lie among the rest.";
}

function plansSection({ plans }: Manifest): string {
  const rows = Object.entries(plans).map(([name, tariff]) => [
    name,
    tariff.name,
    tariff.kind,
    ...priceOf(tariff),
    tariff.moneyCap === 0 ? "no cap" : money(tariff.moneyCap, tariff),
    tariff.volumeCap === 0 ? "no cap" : `${gigabytes(tariff.volumeCap)} GB`,
    tariff.source,
  ]);
  const head = ["plan", "tariff", "kind", "bundle", "price", "most billed", "most carried"];
  return section("Plans", [
    "Bundle and price of mobile data; manifest.json holds each tariff as a whole.",
    table([...head, "source"], rows),
  ]);
}

function priceOf(tariff: Tariff): readonly [bundle: string, price: string] {
  const { data } = tariff.groups;
  if (data === undefined) return ["none", tariff.currency === NO_CURRENCY ? "unknown" : "free"];
  const { bundleBytes, amount, perBytes } = data;
  const each = perBytes % GB === 0 ? `${perBytes / GB} GB` : `${round(perBytes / 1024)} KB`;
  return [`${gigabytes(bundleBytes)} GB`, `${money(amount, tariff)} for each ${each}`];
}

function money(minor: number, { currency }: Tariff): string {
  return `${(minor / 100).toFixed(2)} ${currency}`;
}

function usesSection({ origin }: Manifest): string {
  const limits =
    origin === "generated"
      ? "Not for billing disputes, and no claim of how common an incident is. Traffic models are simplifications: a detector that does well here has to prove itself on real data."
      : "Who may see it, and for what, is for its owner to say. Nobody certified which rows are clean.";
  return section("Uses and limits", [
    "For comparing alert rules on equal data: what they catch, how soon, and what that saves.",
    limits,
  ]);
}

/** Tables that a dataset holds, with the path of each. */
export function tables({ views, truth, files }: Manifest): { path: string; table: Table }[] {
  const names = Object.keys(views) as ViewName[];
  const small = Object.entries(SMALL_TABLES) as [string, Table][];
  return [
    ...names.map((view) => ({ path: `views/${view}/*.arrow`, table: VIEW_TABLES[view] as Table })),
    ...small
      .filter(([path]) => truth !== null || !path.startsWith("truth/"))
      .filter(([path]) => files[path] !== undefined || !OPTIONAL_TABLES.includes(path as never))
      .map(([path, of]) => ({ path, table: of })),
    ...(truth === null ? [] : names).map((view) => ({
      path: `truth/${view}/*.arrow`,
      table: recordTruth as Table,
    })),
  ];
}

function columnsOf({ path, table: { summary, columns } }: { path: string; table: Table }): string {
  return `### ${path}\n\n${summary}\n\n${table(
    ["column", "kind", "meaning"],
    columns.map((column) => [column.name, column.kind, column.summary]),
  )}`;
}

function section(title: string, paragraphs: readonly string[]): string {
  return `## ${title}\n\n${paragraphs.join("\n\n")}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function plural(value: number, what: string): string {
  return `${number(Math.round(value * 100) / 100)} ${what}${value === 1 ? "" : "s"}`;
}

function warmUpText(warmUp: number): string {
  return warmUp === 0 ? "none" : `${plural(warmUp / DAY, "day")}, not scored`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function gigabytes(bytes: number): string {
  return (bytes / GB).toFixed(3);
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
