import type { Param } from "../datasets/param.ts";
import { writeQuantity } from "../datasets/quantity.ts";
import type { DetectorSpec } from "../detectors/detector.ts";
import { proseTable } from "./prose-table.ts";
import { wrapped } from "./wrapped.ts";

/**
 * Lists detectors with what one may set: each option by its name, its default and its unit, so that
 * `-d NAME:option=value` can be written without looking anywhere else.
 */
export function detectorList(
  specs: readonly Omit<DetectorSpec, "create">[],
  width: number,
): string {
  const wrap = (text: string) => wrapped(text, { width, indent: "  " });
  return specs
    .map(({ name, summary, views, score, params }) => {
      const options = Object.entries(params).flatMap(([option, param]) => rowsOf(option, param));
      const { unit, threshold, of } = score;
      const stands = of === undefined ? "" : `, a score of 1 stands for ${of}`;
      return [
        wrap(`${name}: ${summary}`),
        wrap(`  reads ${views.join(", ")}; alarms at ${writeQuantity(threshold, unit)}${stands}`),
        ...(options.length === 0
          ? []
          : [proseTable(["", "", "", ""], options, { width, indent: OPTIONS_INDENT })]),
      ].join("\n");
    })
    .concat(wrapped(HOW, { width }))
    .join("\n\n");
}

const OPTIONS_INDENT = 4;

const HOW = `Options are set as -d NAME:option=value,option=value, and swept as option=FROM..TO/N. Sizes are written 500MB or 1.5GB (MB = 2^20 bytes), times 30m or 1h, shares 0.2 or 20%, hours 23 or 22:30.`;

function rowsOf(option: string, { summary, unit, default: value, choices, range }: Param) {
  const words = choices === undefined ? unit : choices.join(", ");
  const row = [option, choices?.[value] ?? writeQuantity(value, unit), words, summary];
  if (range === undefined) return [row];
  const both = `${option} and ${range.to} at once, such as 23-7 or 22:30-6`;
  return [[range.name, "", "hours of day", both], row];
}
