import { formatCivil, formatUtcOffset } from "../datasets/civil-time.ts";
import type { Explanation, LookedFor } from "../jobs/explain.ts";
import { billedText } from "./billed-text.ts";
import { durationText } from "./duration-text.ts";
import { happenedText } from "./happened-text.ts";
import { seenText } from "./seen-text.ts";
import { wrapped } from "./wrapped.ts";

/** What the sheet is about, where nobody said when. */
const ABOUT: Readonly<Record<LookedFor, string>> = {
  asked: "",
  "first case": "its first case, ",
  "dearest day": "its dearest day, ",
  "heaviest day": "its heaviest day, ",
  "first day": "its first day, since it moved no bytes, ",
};

/** Words the evidence sheet of a line for people: what happened, what was seen, what was billed. */
export function explanationText(sheet: Explanation, width: number): string {
  const { dataset, level, seed, device, about, window, utcOffset, bill } = sheet;
  const at = (time: number) => formatCivil(time, utcOffset);
  const wrap = (text: string) => wrapped(text, { width, indent: "  " });
  const head = [
    `${dataset}${level === null ? "" : `@${level}`}`,
    ...(seed === null ? [] : [`seed ${seed}`]),
    `line ${device}`,
    ...(bill === null ? [] : [`plan ${bill.plan}`]),
  ].join(", ");
  const when = about.from === about.to ? at(about.from) : `${at(about.from)} to ${at(about.to)}`;
  const length = durationText(window.to - window.from);
  return [
    wrap(`Evidence sheet: ${head}`),
    wrap(`about: ${ABOUT[about.why]}${when}`),
    wrap(`shown: ${at(window.from)} to ${at(window.to)}, ${length}`),
    wrap(`times are ${formatUtcOffset(utcOffset)}, MB = 2^20 bytes`),
    "\n1  What happened",
    happenedText(sheet, { currency: sheet.currency, width }),
    "\n2  What each observer saw",
    seenText(sheet, width),
    "\n3  What was billed",
    billedText(bill, { utcOffset, width }),
  ].join("\n");
}
