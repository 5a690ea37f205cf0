// Calls the built command line once for each list of arguments, in one process: starting it anew takes
// longer than most of the datasets do.
import { Writable } from "node:stream";
import { COMMANDS } from "../../dist/cli/main.js";
import { runCommandLine } from "../../dist/cli/run-command-line.js";

const stdout = new Writable({ write: (_chunk, _encoding, done) => done() });
for (const argv of JSON.parse(process.argv[2])) {
  const code = await runCommandLine(COMMANDS, argv, { stdout, stderr: process.stderr });
  if (code !== 0) process.exitCode = code;
}
