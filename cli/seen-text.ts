import { formatCivil } from "../datasets/civil-time.ts";
import type { Amount } from "../datasets/inspection/episode-shares.ts";
import type { Sighting } from "../datasets/inspection/sighting.ts";
import type { ViewName } from "../datasets/view.ts";
import type { Explanation } from "../jobs/explain.ts";
import { bandedTable } from "./banded-table.ts";
import { durationText } from "./duration-text.ts";
import { proseTable } from "./prose-table.ts";
import { sizeText } from "./size-text.ts";
import { wrapped } from "./wrapped.ts";

const OBSERVERS: Readonly<Record<ViewName, string>> = {
  flows: "the operator's probe",
  charging: "charging records",
  netstats: "the phone's own counters",
  wlan: "logins to the operator's WLAN",
};
const MOST_WORDS = 5;

type Sightings = readonly (readonly [ViewName, Sighting])[];

/** Words what each observer saw of a line, how late, and the first it could see of each episode. */
export function seenText(sheet: Explanation, width: number): string {
  const seen = Object.entries(sheet.views) as unknown as Sightings;
  const { views, truth, utcOffset } = sheet;
  const rows = seen.map(([view, { rows, up, down, delay }]) => [
    view,
    OBSERVERS[view],
    String(rows),
    sizeText(up),
    sizeText(down),
    delay === null ? "-" : durationText(delay.median),
    delay === null ? "-" : durationText(delay.longest),
  ]);
  const episodes = truth?.episodes ?? [];
  const details = seen.flatMap(([view, sighting]) => detailRows(view, sighting));
  return [
    bandedTable(["view", "observer", "rows", "up", "down", "late by", "at most"], rows, { width }),
    wrapped(
      "late by: from the start of a row that has bytes until its observer could see it, median. A row that touches the window is counted whole.",
      { width, indent: "  " },
    ),
    ...episodes.map((episode) => `\n${firstsText(episode, views, { utcOffset, width })}`),
    ...(details.length === 0 ? [] : ["", proseTable(["view", "by", "bytes"], details, { width })]),
  ].join("\n");
}

type Episode = NonNullable<Explanation["truth"]>["episodes"][number];

/** Lays out what of an episode each view holds, and when its observer could first have acted. */
function firstsText(
  { episode, kind, start, case: facts }: Episode,
  views: Explanation["views"],
  { utcOffset, width }: { readonly utcOffset: number; readonly width: number },
): string {
  const rows = Object.entries(views).map(([view, { episodes }]) => {
    const { rows, up, down, first } = episodes[String(episode)];
    const at = facts?.observable[view as ViewName]?.at ?? first?.visibleAt ?? null;
    return [
      view,
      String(rows),
      sizeText(up + down),
      at === null ? "never" : formatCivil(at, utcOffset),
      at === null ? "-" : durationText(at - start),
      first === null ? "-" : sizeText(first.up + first.down),
    ];
  });
  const head = ["view", "rows", "of it", "could first see it", "after", "in that row"];
  return [
    wrapped(`${kind} of ${formatCivil(start, utcOffset)}, as each view holds it:`, {
      width,
      indent: "  ",
    }),
    bandedTable(head, rows, { width }),
  ].join("\n");
}

function detailRows(view: ViewName, { by, distinct, mostPeers, rows }: Sighting): string[][] {
  if (rows === 0) return [];
  const facets = Object.entries(by)
    .filter(([name, amounts]) => isTold(name, amounts))
    .map(([name, amounts]) => [view, name, amountsText(amounts)]);
  const counts = Object.entries(distinct)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => [view, name, count === 1 ? "one" : `${count} different`]);
  const peers = (mostPeers ?? 0) > 0 ? [[view, "peers", `at most ${mostPeers} in one row`]] : [];
  return [...facets, ...counts, ...peers];
}

/** Bytes at home, or of nothing that is known, go without saying. */
function isTold(name: string, amounts: Readonly<Record<string, Amount>>): boolean {
  const [first, ...more] = Object.keys(amounts);
  return more.length > 0 || !(first === "unknown" || (name === "roaming" && first === "home"));
}

function amountsText(amounts: Readonly<Record<string, Amount>>): string {
  const all = Object.entries(amounts).filter(([, { up, down }]) => up + down > 0);
  const shown = all.slice(0, MOST_WORDS);
  const rest = all.slice(MOST_WORDS);
  const words = shown.map(([word, { up, down }]) => `${word} ${sizeText(up + down)}`);
  const bytes = rest.reduce((sum, [, { up, down }]) => sum + up + down, 0);
  if (rest.length > 0) words.push(`${rest.length} more ${sizeText(bytes)}`);
  return words.join(", ") || "no bytes";
}
