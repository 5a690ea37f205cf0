import { formatCivil, formatUtcOffset } from "../datasets/civil-time.ts";
import type { Manifest } from "../datasets/format/manifest.ts";
import { readManifest } from "../datasets/format/read-manifest.ts";
import { openMoments } from "../datasets/importing/parse-moment.ts";
import { fixedZone } from "../datasets/importing/zone.ts";
import { type TimeWindow, touches } from "../datasets/inspection/time-window.ts";
import { DAY, MINUTE } from "../datasets/sizes.ts";
import { explainLine } from "../jobs/explain.ts";
import { type Command, textOf, textsOf } from "./command.ts";
import { datasetFolder } from "./dataset-folder.ts";
import { explanationText } from "./explanation-text.ts";
import { countOf, neededText, quantityOf } from "./parse-flags.ts";
import { UsageError } from "./usage-error.ts";

const WHERE = "billshock explain";
const text = { type: "string", requiresArg: true } as const;

/** Tells what happened to one line, who saw what of it and how late, and what was billed. */
export const command: Command = {
  positionals: { dataset: { describe: "folder of a dataset", demandOption: true } },
  options: {
    device: { ...text, describe: "the line" },
    at: {
      ...text,
      describe:
        "a moment such as 2015-11-11T22:26, or a day; the line's first case when left out, or its dearest day",
    },
    around: { ...text, describe: "how much is told before and after it; 6h" },
    view: {
      ...text,
      array: true,
      describe: "ask this observer alone: flows, charging, netstats, wlan (repeatable)",
    },
  },
  examples: [
    ["data/night --device 0", "the evidence on the line's first case"],
    ["data/city --device 17 --at 2024-06-03T21:00 --around 2h", "four hours of line 17"],
    ["june --device 5 --at 2024-06-12 --view charging", "a day of records without truth"],
  ],
  async run(args, shell) {
    const dir = datasetFolder(args, WHERE);
    const manifest = readManifest(dir);
    neededText(args, "device", WHERE);
    const device =
      countOf(args, "device", { where: WHERE, min: 0, max: manifest.devices - 1 }) ?? 0;
    const given = textOf(args, "at");
    const at = given === undefined ? undefined : stretchOf(given, manifest);
    const around = quantityOf(args, "around", { where: WHERE, unit: "ms", min: MINUTE });
    const views = textsOf(args, "view");
    checkViews(views, manifest);
    const sheet = explainLine(dir, {
      device,
      ...(at === undefined ? {} : { at }),
      ...(around === undefined ? {} : { around }),
      ...(views.length === 0 ? {} : { views }),
    });
    shell.print(shell.json ? JSON.stringify(sheet, null, 2) : explanationText(sheet, shell.width));
    return 0;
  },
};

/** Reads a moment, or a day that stands for all of it, in the dataset's own time. */
function stretchOf(given: string, { span }: Manifest): TimeWindow {
  const { from, to, utcOffset } = span;
  const moments = openMoments({ zone: fixedZone(formatUtcOffset(utcOffset), utcOffset) });
  const time = moments.read(given);
  if (Number.isNaN(time)) {
    throw new UsageError(
      `${WHERE}: --at must be ${moments.rule}, such as 2015-11-11T22:26, got ${given}`,
    );
  }
  const stretch = { from: time, to: moments.isDay ? time + DAY : time };
  if (!touches({ from, to }, stretch.from, stretch.to)) {
    const range = `${formatCivil(from, utcOffset)} to ${formatCivil(to, utcOffset)}`;
    throw new UsageError(
      `${WHERE}: --at must lie in the dataset's span, ${range} (${formatUtcOffset(utcOffset)}), got ${given}`,
    );
  }
  return stretch;
}

function checkViews(views: readonly string[], manifest: Manifest): void {
  const there = Object.keys(manifest.views);
  const missing = views.find((view) => !there.includes(view));
  if (missing !== undefined) {
    throw new UsageError(
      `${WHERE}: --view must be one of ${there.join(", ")}, which the dataset has, got ${missing}`,
    );
  }
}
