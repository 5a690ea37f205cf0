import { alertsJsonSchema } from "../bench/alerts/alerts-schema.ts";
import { runJsonSchema } from "../bench/run/run-schema.ts";
import { strategyJsonSchema } from "../bench/strategies/strategy-schema.ts";
import { suggest } from "../datasets/nearest-name.ts";
import { scenarioJsonSchema } from "../simulators/scenario-file/scenario-schema.ts";
import { type Command, textOf } from "./command.ts";
import { UsageError } from "./usage-error.ts";

const SCHEMAS: Readonly<Record<string, () => unknown>> = {
  scenario: scenarioJsonSchema,
  strategy: strategyJsonSchema,
  run: runJsonSchema,
  alerts: alertsJsonSchema,
};

/** Prints the JSON Schema of a file that the package reads or writes. */
export const command: Command = {
  positionals: {
    what: { describe: `one of ${Object.keys(SCHEMAS).join(", ")}`, demandOption: true },
  },
  options: {},
  examples: [
    ["scenario > scenario.schema.json", "for editors: # yaml-language-server: $schema=..."],
    ["run > run.schema.json", "for programs that read run.json"],
  ],
  async run(args, shell) {
    const what = textOf(args, "what") ?? "";
    const schema = Object.hasOwn(SCHEMAS, what) ? SCHEMAS[what] : undefined;
    if (schema === undefined) {
      const near = suggest(what, Object.keys(SCHEMAS));
      throw new UsageError(`billshock schema: no schema is called ${what}; ${near}`);
    }
    shell.print(JSON.stringify(schema(), null, 2));
    return 0;
  },
};
