import { Writable } from "node:stream";
import { COMMANDS } from "../../cli/main.ts";
import { runCommandLine } from "../../cli/run-command-line.ts";

/** What a call of the command line left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls the command line in this process. */
export async function run(argv: readonly string[]): Promise<Outcome> {
  const stdout = sink();
  const stderr = sink();
  const code = await runCommandLine(COMMANDS, argv, { stdout, stderr });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function sink(): Writable & { text(): string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return Object.assign(stream, { text: () => chunks.join("") });
}
