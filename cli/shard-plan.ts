import { planShards } from "../jobs/shards/plan-shards.ts";
import { type Command, textOf, textsOf } from "./command.ts";
import { countOf, neededText } from "./parse-flags.ts";
import { RULE_FLAGS, rulesOf } from "./rule-flags.ts";
import { SCORING_FLAGS } from "./scoring-flags.ts";
import { blameUserLater } from "./usage-error.ts";

const WHERE = "billshock shard plan";
const text = { type: "string", requiresArg: true } as const;
const texts = { ...text, array: true } as const;

/** Cuts a bench into shards. */
export const command: Command = {
  positionals: {
    on: {
      describe: "a scenario (city@L1, a YAML file) or the folder of a dataset",
      demandOption: true,
    },
  },
  options: {
    out: { ...text, alias: "o", describe: "folder for plan.json and for what shards publish" },
    shards: { ...text, describe: "how many shards" },
    ...RULE_FLAGS,
    seed: { ...text, describe: "seed of the scenario [1]" },
    devices: { ...text, describe: "lines of the scenario" },
    days: { ...text, describe: "days of the scenario" },
    set: { ...texts, describe: "key=value of the scenario (repeatable)" },
    "lines-per-file": {
      ...text,
      describe: "lines that a shard can't cut apart [256, fewer where the shards need it]",
    },
    ...SCORING_FLAGS,
  },
  examples: [
    ["city@L1 --shards 2 -d dual-cap -d ewma -o plan", "two shards of a scenario, two rules"],
    ["june --shards 12 --as-written -o plan", "records of your own, rules at their own numbers"],
  ],
  async run(args, shell) {
    const out = neededText(args, "out", WHERE);
    const shards = Number(neededText(args, "shards", WHERE));
    const { budget = 1, ...rules } = rulesOf(args, WHERE);
    const seed = textOf(args, "seed");
    const devices = countOf(args, "devices", { where: WHERE, min: 1 });
    const days = countOf(args, "days", { where: WHERE, min: 1 });
    const lines = countOf(args, "lines-per-file", { where: WHERE, min: 1 });
    const set = textsOf(args, "set");
    const changes = {
      ...(devices === undefined ? {} : { devices }),
      ...(days === undefined ? {} : { days }),
      ...(set.length === 0 ? {} : { set }),
    };
    const { plan, leftOut } = await blameUserLater(() =>
      planShards({
        ...{ ...rules, budget, out, shards, on: textOf(args, "on") ?? "" },
        ...(seed === undefined ? {} : { seed }),
        ...(Object.keys(changes).length === 0 ? {} : { changes }),
        ...(lines === undefined ? {} : { devicesPerShard: lines }),
      }),
    );
    for (const sentence of leftOut) shell.note(`left out: ${sentence}`);
    const { name, stages, hash } = plan;
    const answer = { plan: out, dataset: name, shards: plan.shards.length, stages, hash, leftOut };
    if (shell.json) shell.print(JSON.stringify(answer));
    else {
      shell.print(
        `${out}: ${name} in ${plan.shards.length} shards, ${plan.detectors.length} detectors on ${plan.cells.length} views in all\n${stages
          .map(
            (stage) =>
              `  for each index from 0 to ${plan.shards.length - 1}: billshock shard run ${out} --stage ${stage} --index I`,
          )
          .join("\n")}\n  then: billshock shard merge ${out} -o RUN`,
      );
    }
    return 0;
  },
};
