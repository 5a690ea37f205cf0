import { z } from "zod";
import { VIEWS } from "../../datasets/view.ts";

const moment = (about: string) =>
  z
    .union([z.int(), z.string()])
    .describe(`${about}: ms UTC, or a civil time, of the dataset's offset where it names none`);

/** One line of a file of alerts: CSV whose first line names these columns, in any order. */
export const alertLine = z
  .object({
    device: z
      .union([z.int().min(0), z.string()])
      .describe(
        "the line: its number in the dataset, or its identifier in private/keys.csv; beside identifier, the number",
      )
      .optional(),
    identifier: z.string().describe("in place of device: an identifier").optional(),
    number: z.int().min(0).describe("in place of device: a number").optional(),
    time: moment("when the row closed that the alert is about, or the alert itself"),
    score: z.number().describe("how strong the evidence is; 1 when left out").optional(),
    view: z
      .enum(VIEWS)
      .describe("view that the alert was made on; lines of others are passed over")
      .optional(),
    detector: z.string().describe("whose alert it is: each has a row of its own").optional(),
    dataset: z.string().describe("lines of other datasets are passed over").optional(),
    at: moment("when the alert was raised; without it, causality is unchecked").optional(),
  })
  .describe("A line of a file of alerts for `billshock score`, as CSV with a heading.");

/** Makes the JSON Schema of a line of a file of alerts, draft 2020-12. */
export function alertsJsonSchema(): unknown {
  return z.toJSONSchema(alertLine, { io: "input" });
}
