import { suggest } from "../datasets/nearest-name.ts";
import { STAGES, type StageName } from "../jobs/shards/plan-file.ts";
import { runShard, shardOf } from "../jobs/shards/run-shard.ts";
import { type Args, type Command, textOf } from "./command.ts";
import { countOf } from "./parse-flags.ts";
import { openPhases } from "./phases.ts";
import { blameUser, UsageError } from "./usage-error.ts";

const WHERE = "billshock shard run";
const text = { type: "string", requiresArg: true } as const;

/** Where schedulers say which task of an array this process is: Kubernetes, Slurm, AWS Batch. */
export const INDEX_VARIABLES = [
  "JOB_COMPLETION_INDEX",
  "SLURM_ARRAY_TASK_ID",
  "AWS_BATCH_JOB_ARRAY_INDEX",
] as const;

/** Runs one stage of one shard. */
export const command: Command = {
  positionals: {
    plan: { describe: "folder that holds plan.json", demandOption: true },
  },
  options: {
    index: {
      ...text,
      describe: `which shard, from 0 [${INDEX_VARIABLES.join(", ")}]`,
    },
    stage: { ...text, describe: `${STAGES.join(", ")} [the first that is not whole]` },
    work: {
      ...text,
      describe: "folder that keeps rows and alerts between stages [work in the plan's folder]",
    },
  },
  examples: [
    ["plan --stage live --index 0", "the first stage of the first shard"],
    [
      "plan --stage score --work /scratch",
      "its index from the scheduler, its rows on a local disk",
    ],
  ],
  async run(args, shell) {
    const folder = textOf(args, "plan") ?? "";
    const asked = { index: indexOf(args, process.env), stage: stageOf(args) };
    blameUser(() => shardOf(folder, asked));
    const phases = openPhases(shell);
    const ran = await runShard({
      ...{ ...asked, folder, signal: shell.signal, work: textOf(args, "work") },
      onProgress({ what, done, total }) {
        phases.update(`${what} shard ${asked.index}`, done, total);
      },
    });
    phases.end();
    const { stage, wasThere, sha256 } = ran;
    const how = wasThere ? "was published before" : "published";
    if (shell.json) shell.print(JSON.stringify(ran));
    else shell.print(`${folder}: shard ${ran.shard}, ${stage}: ${how}, ${sha256.slice(0, 12)}`);
    return 0;
  },
};

function stageOf(args: Args): StageName | undefined {
  const stage = textOf(args, "stage");
  if (stage === undefined || STAGES.some((name) => name === stage)) return stage as StageName;
  throw new UsageError(`${WHERE}: unknown stage ${stage}; ${suggest(stage, [...STAGES])}`);
}

/** The flag comes first; two variables that contradict each other are no answer. */
function indexOf(args: Args, environment: NodeJS.ProcessEnv): number {
  const flag = countOf(args, "index", { where: WHERE, min: 0 });
  if (flag !== undefined) return flag;
  const set = INDEX_VARIABLES.flatMap((name) => {
    const value = environment[name];
    return value === undefined || value === "" ? [] : [{ name, value }];
  });
  const [first, ...others] = set;
  if (first === undefined) {
    throw new UsageError(
      `${WHERE}: --index is missing, and none of ${INDEX_VARIABLES.join(", ")} is set`,
    );
  }
  const other = others.find(({ value }) => value !== first.value);
  if (other !== undefined) {
    throw new UsageError(
      `${WHERE}: ${first.name} is ${first.value} and ${other.name} is ${other.value}; name one with --index`,
    );
  }
  if (/^\d+$/.test(first.value)) return Number(first.value);
  throw new UsageError(
    `${WHERE}: ${first.name} must be a whole number of at least 0, got ${first.value}`,
  );
}
