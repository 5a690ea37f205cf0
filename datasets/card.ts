import { SMALL_TABLES } from "./layout.ts";
import type { Manifest, SourceOddity, ViewSummary } from "./manifest.ts";
import { GB } from "./sizes.ts";
import type { Table } from "./table.ts";
import { recordTruth } from "./tables/record-truth.ts";
import { VIEW_TABLES, type ViewName } from "./view.ts";

/**
 * Writes the README.md of a dataset from its manifest, so that the two can't disagree.
 *
 * It says what the data is, what it is not for, what it holds and how to get it again.
 */
export function datasetCard(manifest: Manifest): string {
  const { name, origin, level, seed, span, devices, currency, tool } = manifest;
  const days = (span.to - span.from) / 86_400_000;
  const made =
    origin === "generated"
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
          ["span", `${iso(span.from)} to ${iso(span.to)} (${round(days)} days)`],
          ["offset from UTC", `${span.utcOffset} minutes`],
          ["warm-up", `${round(span.warmUp / 86_400_000)} days, not scored`],
          ["level", level ?? "none"],
          ["seed", seed ?? "none"],
          ["byte stream", `version ${manifest.stream}`],
          ["scenario", `sha256 ${manifest.scenarioHash}`],
          ["currency", currency],
          ["made with", `billshock ${tool.billshock}, Node ${tool.node}`],
          ["licence", licenceOf(manifest)],
        ],
      ),
    ]),
    viewsSection(manifest),
    ...importSection(manifest),
    truthSection(manifest),
    plansSection(manifest),
    usesSection(manifest),
    section("Again and elsewhere", [
      origin === "generated"
        ? `The same scenario, seed and byte stream give the same rows: \`billshock generate\` with the scenario in manifest.json and \`--seed ${seed}\`. The logical hashes above prove it, whatever the number of workers and shards.`
        : "manifest.json holds the importer's options.",
      "`billshock verify` checks this directory against manifest.json. Files are Arrow IPC, uncompressed; times are ms UTC, bytes are integers, money is in the plan's minor unit, GB is 2^30 bytes.",
    ]),
    section("Columns", tables(manifest).map(columnsOf)),
  ].join("\n\n")}\n`;
}

function licenceOf({ origin }: Manifest): string {
  return origin === "generated" ? "CC-BY-4.0" : "that of the source";
}

function viewsSection({ views }: Manifest): string {
  const rows = (Object.entries(views) as [ViewName, ViewSummary][]).map(([view, summary]) => [
    view,
    number(summary.rows),
    gigabytes(summary.up),
    gigabytes(summary.down),
    gigabytes(summary.lost.up + summary.lost.down),
    gigabytes(summary.inFlight.up + summary.inFlight.down),
    `\`${summary.logicalHash}\``,
  ]);
  return section("Views", [
    "Each view is what one observer records of the same traffic.",
    table(["view", "rows", "GB up", "GB down", "GB lost", "GB in flight", "logical hash"], rows),
  ]);
}

/** What an import left out or wondered at; nothing where it did neither. */
function importSection({ imported }: Manifest): readonly string[] {
  if (imported === undefined) return [];
  const rowsOf = (list: readonly SourceOddity[], kept: string) =>
    list.map(({ what, rows, bytes }) => [what, number(rows), gigabytes(bytes), kept]);
  const rows = [...rowsOf(imported.leftOut, "no"), ...rowsOf(imported.odd, "yes")];
  if (rows.length === 0) return [];
  return [section("What the import said", [table(["what", "rows", "GB", "imported"], rows)])];
}

function truthSection({ truth }: Manifest): string {
  if (truth === null) {
    return section("Truth", ["None: recall and precision can't be had from this data alone."]);
  }
  const list = (counts: Readonly<Record<string, number>>): string[][] =>
    Object.entries(counts).map(([kind, n]) => [kind, number(n)]);
  return section("Truth", [
    `${number(truth.cases)} cases. A case is an incident on one device: traffic that its owner did not knowingly cause. Labels follow from the simulation: the bytes of each record are attributed to the episode that moved them.`,
    table(["incident", "number"], list(truth.incidents)),
    table(["look-alike", "number"], list(truth.lookAlikes)),
    truth.enriched
      ? "Incidents are denser here than anywhere in the world, so that they can be counted. Precision must be reweighted to the prevalence that you expect."
      : "Incidents are as dense as the scenario says.",
  ]);
}

function plansSection({ plans }: Manifest): string {
  const rows = Object.values(plans).map(({ name, kind, currency, summary, source }) => [
    name,
    kind,
    currency,
    summary,
    source,
  ]);
  return section("Plans", [table(["plan", "kind", "currency", "what it is", "source"], rows)]);
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
export function tables({ views, truth }: Manifest): { path: string; table: Table }[] {
  const names = Object.keys(views) as ViewName[];
  const small = Object.entries(SMALL_TABLES) as [string, Table][];
  return [
    ...names.map((view) => ({ path: `views/${view}/*.arrow`, table: VIEW_TABLES[view] as Table })),
    ...small
      .filter(([path]) => truth !== null || !path.startsWith("truth/"))
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
