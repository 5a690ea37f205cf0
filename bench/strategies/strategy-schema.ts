import { z } from "zod";
import { choice, number, object, text } from "../../datasets/yaml/yaml-fields.ts";

const option = z.unknown().meta({ type: ["number", "string"] });
const options = (about: string) =>
  z.record(z.string(), option, { error: "must be a mapping" }).describe(about);

const named = (what: string) =>
  z.union([text(`name of a ${what}`), options(`use: its name, and options of the ${what}`)], {
    error: `must be the name of a ${what}, or a mapping such as { use: NAME }`,
  });

const policy = z
  .object(
    {
      use: z.union([text("name of a policy"), z.array(named("policy"))], {
        error: "must be a policy, or a list of policies",
      }),
      team: number(
        0.001,
        1e6,
        "alarms an hour that a team handles, of all lines together",
      ).optional(),
    },
    { error: "must be a mapping such as { use: cut-data, latency: 15m }" },
  )
  .catchall(option)
  .describe("what follows an alarm; further keys are options of all policies that have them");

/** What a strategy file may hold. */
export const strategyFile = object(
  {
    billshock: z
      .literal("strategy/1", { error: "must be strategy/1, the version of this format" })
      .describe("version of this format"),
    name: text("name of the strategy, in kebab-case").regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
      error: "must be in kebab-case, such as block-at-night",
    }),
    summary: text("one sentence on what it does"),
    by: choice(["owner", "seller", "operator"], "who can do it"),
    source: text("who says that it helps: an article, a rule, or chosen"),
    detectors: z
      .array(named("detector"), { error: "must be a list of detectors" })
      .default([])
      .describe("whose alarms are answered: any of them"),
    policy: policy.optional(),
    safeguards: z
      .array(named("safeguard"), { error: "must be a list of safeguards" })
      .default([])
      .describe("what is on from the first day, for all lines or a share of them"),
  },
  "A billshock strategy: detectors, policy, safeguards.",
);

/** A strategy file after parsing, its names not yet looked up. */
export type StrategyFile = z.output<typeof strategyFile>;

/** Makes the JSON Schema of strategy files, draft 2020-12, for editors and other programs. */
export function strategyJsonSchema(): unknown {
  return z.toJSONSchema(strategyFile, { io: "input" });
}
