import type { Absent, Answer, BesideResults, Compared, Contender } from "../beside/comparison.ts";
import { machineFigure } from "./machine.ts";
import { digits, markdownTable, perRow } from "./markdown.ts";

/** Every engine below ours: what a unit cost it, and its CPU over ours, round by round. */
export function besideFigure({ comparisons }: BesideResults): string {
  return markdownTable(
    ["task, engine", "version", "units", "ns of CPU a unit", "CPU beside ours", "answer"],
    comparisons.flatMap((one) =>
      "missing" in one
        ? [[`**${one.name}**`, "", "", "", "", `not run: ${one.missing}`]]
        : rowsOf(one),
    ),
  );
}

/** What it was measured on. */
export function besideMachineFigure(results: BesideResults): string {
  return `${machineFigure(results)}; ${results.rounds} rounds`;
}

function rowsOf({ name, unit, ours, peers, context }: Compared): string[][] {
  return [
    [`**${name}**: ${ours.name}`, ...figuresOf(ours, unit), "1.00 x", answerText(ours.answer)],
    ...peers.map((peer) =>
      "status" in peer
        ? [peer.name, "", "", "", "", absentText(peer)]
        : [peer.name, ...figuresOf(peer, unit), besideText(peer, ours), "equal"],
    ),
    ...context.map((aside) => [
      aside.name,
      ...figuresOf(aside, unit),
      besideText(aside, ours),
      "another question",
    ]),
  ];
}

function figuresOf({ version, units, cpu }: Contender, unit: string): string[] {
  return [version, `${units} ${unit}`, perRow(middle(cpu), units)];
}

/** The middle of the rounds' ratios, and the lowest and highest. */
function besideText(theirs: Contender, ours: Contender): string {
  const ratios = theirs.cpu.map(
    (seconds, round) => (seconds / theirs.units / (ours.cpu[round] as number)) * ours.units,
  );
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
  return `${digits(middle(ratios))} x (${digits(low)}-${digits(high)})`;
}

function absentText({ status, why }: Absent): string {
  return status === "other answer" ? `DIFFERENT: ${why}` : `${status}: ${why}`;
}

function answerText(answer: Answer): string {
  const entries = Object.entries(answer);
  if (entries.length > 4) return `${entries.length} numbers`;
  return entries.map(([name, value]) => `${name} ${value}`).join(", ");
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}
