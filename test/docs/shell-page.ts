import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const isWriting = process.env["BILLSHOCK_DOCS"] === "write";
/** Commands and what they answer: a block of a shell right before one of no language. */
const BLOCKS = /```sh\n((?:(?!```)[\s\S])*)```\n\n```\n([\s\S]*?)```/g;

/**
 * Claims that a page shows what its blocks answer when they are run in their order, in a folder of
 * their own. What a block shows are lines of the output, in order; it may leave some out.
 */
export function claimBlocks(name: string, least: number): void {
  const page = join(root, name);
  const text = readFileSync(page, "utf8");
  const blocks = [...text.matchAll(BLOCKS)].map(([, commands, shown]) => ({ commands, shown }));
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "billshock-page-"));
    cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
    mkdirSync(join(folder, "bin"));
    const npx = join(folder, "bin/npx");
    writeFileSync(npx, `#!/bin/sh\nshift\nexec node ${join(root, "dist/cli/main.js")} "$@"\n`);
    chmodSync(npx, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has blocks to be run", () => {
    expect(blocks.length).toBeGreaterThanOrEqual(least);
  });

  it("gives the answers that the page shows", { timeout: 300_000 }, () => {
    let written = text;
    for (const { commands, shown } of blocks) {
      const answer = answerOf(commands, folder);
      if (isWriting) {
        const kept = answer.filter((line) => line !== "" && !line.startsWith("Report: "));
        written = written.replace(
          `${commands}\`\`\`\n\n\`\`\`\n${shown}`,
          () => `${commands}\`\`\`\n\n\`\`\`\n${kept.join("\n")}\n`,
        );
        continue;
      }
      let at = 0;
      for (const line of shown.trimEnd().split("\n")) {
        const found = answer.indexOf(line, at);
        expect(found, `${line}\n\nin the answer to ${commands}\n${answer.join("\n")}`).not.toBe(-1);
        at = found + 1;
      }
    }
    if (isWriting) writeFileSync(page, written);
  });
}

function answerOf(commands: string, folder: string): string[] {
  const path = `${join(folder, "bin")}:${process.env["PATH"]}`;
  return execFileSync("sh", ["-e", "-c", commands], {
    cwd: folder,
    env: { ...process.env, PATH: path, NO_COLOR: "1" },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).split("\n");
}
