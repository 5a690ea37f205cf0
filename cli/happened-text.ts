import { formatCivil } from "../datasets/civil-time.ts";
import type { Measure } from "../datasets/inspection/measures.ts";
import { writeQuantity } from "../datasets/quantity.ts";
import type { Explanation } from "../jobs/explain.ts";
import { durationText } from "./duration-text.ts";
import { moneyText } from "./money-text.ts";
import { proseTable } from "./prose-table.ts";
import { sizeText } from "./size-text.ts";
import { wrapped } from "./wrapped.ts";

/** Whose money, whose clock, and how wide the screen is. */
export interface HappenedLayout {
  readonly currency: string;
  readonly width: number;
}

type Truth = NonNullable<Explanation["truth"]>;
type Episode = Truth["episodes"][number];

const ENDED: Readonly<Record<string, string>> = {
  self: "itself: it was done",
  owner: "its owner",
  cap: "a cap of the plan",
  suspension: "the operator, who stopped the line",
  "provider-fix": "the provider, who mended it",
};
const MOST_ELSEWHERE = 5;

/** Words what happened to a line, as truth says it, and what was done about it. */
export function happenedText(sheet: Explanation, { currency, width }: HappenedLayout): string {
  const { truth, measures, utcOffset } = sheet;
  const wrap = (text: string) => wrapped(text, { width, indent: "  " });
  const done = measures.map((measure) => measureText(measure, utcOffset));
  const doneText =
    done.length === 0
      ? []
      : [wrap("done about the line:"), proseTable(["", ""], done, { width, indent: 2 })];
  if (truth === null) {
    const nothing =
      "This dataset has no truth: nobody labelled these records, and what caused them can't be told from here.";
    return [wrap(nothing), ...doneText].join("\n");
  }
  const none = "Nothing out of the ordinary: no incident and no look-alike touches this window.";
  return [
    ...(truth.episodes.length === 0 ? [wrap(none)] : []),
    ...truth.episodes.flatMap((episode) => [
      wrap(
        `${episode.role} ${episode.kind}${episode.summary === null ? "" : `: ${episode.summary}`}`,
      ),
      proseTable(["", ""], rowsOf(episode, truth, { currency, utcOffset }), { width, indent: 2 }),
    ]),
    ...(truth.safeguards === null || truth.episodes.some((episode) => episode.case !== null)
      ? []
      : [wrap(`safeguards on: ${truth.safeguards.map(({ name }) => name).join(", ") || "none"}`)]),
    ...doneText,
    ...elsewhereText(truth, utcOffset).map(wrap),
  ].join("\n");
}

function rowsOf(
  episode: Episode,
  truth: Truth,
  { currency, utcOffset }: { readonly currency: string; readonly utcOffset: number },
): string[][] {
  const { start, end, up, down, verdict, twin, cue, explanation, case: facts } = episode;
  const span = `${formatCivil(start, utcOffset)} to ${formatCivil(end, utcOffset)}`;
  const bytes = `${sizeText(up + down)}: ${sizeText(up)} up, ${sizeText(down)} down`;
  const rows = [
    ["when", `${span}, ${durationText(end - start)}`],
    ["moved", bytes],
  ];
  if (facts === null) {
    rows.push(["verdict", verdict]);
    if (twin !== null) rows.push(["looks like", twin]);
    if (explanation !== null) rows.push(["legitimate", explanation]);
    if (cue !== null) rows.push(["told apart", cue]);
    return rows;
  }
  const { cause, cost, endKind, ownerAware, attribution } = facts;
  const said = (name: string, word: string) => {
    if (word !== "unknown") rows.push([name, word]);
  };
  rows.push(["cost", `${moneyText(cost, currency)} rated for it, before caps`]);
  said("trigger", cause.trigger);
  said("way in", cause.vector);
  said("amplifier", cause.amplifier);
  // Labels of imported records say what and when; the rest of the table is filled in for them.
  if (truth.safeguards === null) return [...rows, ["verdict", `${verdict}, as labelled`]];
  rows.push(...safeguardRows(episode, truth.safeguards));
  rows.push(["ended by", ENDED[endKind] ?? "what is not known"]);
  const known = attribution === "unknown" ? "" : `, cause ${attribution}`;
  rows.push(["verdict", `${verdict}${known}; the owner ${ownerAware ? "knew" : "did not know"}`]);
  return rows;
}

/** A safeguard that was on and makes no claim about the kind did not fail at it. */
function safeguardRows(
  { kind, case: facts }: Episode,
  safeguards: NonNullable<Truth["safeguards"]>,
): string[][] {
  if (safeguards.length === 0) return [["safeguards", "none was on"]];
  return safeguards.map(({ name, summary, by }, i) => {
    const isFailed = facts?.failedSafeguards.includes(name) ?? false;
    const held = isFailed
      ? "on; the claim that it prevents this did not hold"
      : `on, but nobody claims that it prevents ${kind}`;
    const what =
      summary === null ? "" : ` (${summary}${by === null ? "" : `; ${by}'s to turn on`})`;
    return [i === 0 ? "safeguards" : "", `${name}: ${held}${what}`];
  });
}

function measureText(measure: Measure, utcOffset: number): string[] {
  const { action, by, from, until, plane, app, province, rate } = measure;
  const words = [
    `${action}${by === null ? "" : ` by the ${by}`}`,
    ...(rate === null ? [] : [writeQuantity(rate, "bit/s")]),
    ...(app === null ? [] : [`app ${app}`]),
    ...(province === null ? [] : [`in ${province}`]),
    plane === "both" ? "cellular and wlan" : plane,
    until === null ? "for good" : `until ${formatCivil(until, utcOffset)}`,
  ];
  return [formatCivil(from, utcOffset), words.join(", ")];
}

function elsewhereText({ elsewhere }: Truth, utcOffset: number): string[] {
  if (elsewhere.length === 0) return [];
  const shown = elsewhere
    .slice(0, MOST_ELSEWHERE)
    .map(({ kind, role, start }) => `${role} ${kind} at ${formatCivil(start, utcOffset)}`);
  const more = elsewhere.length - shown.length;
  const rest = more > 0 ? `, and ${more} more` : "";
  return [`elsewhere on this line: ${shown.join(", ")}${rest} (--at tells of one)`];
}
