import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/*
 * Runs the blocks of docs/analyst.md in their order. What a block shows are lines of the output, in
 * order; it may leave some out. When an answer changes on purpose:
 * BILLSHOCK_DOCS=write npx vitest run test/docs/analyst.test.ts
 */
const root = join(import.meta.dirname, "../..");
const page = join(root, "docs/analyst.md");
const isWriting = process.env["BILLSHOCK_DOCS"] === "write";
const BLOCKS = /```sh\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/g;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-analyst-"));
  cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
  mkdirSync(join(folder, "bin"));
  const npx = join(folder, "bin/npx");
  writeFileSync(npx, `#!/bin/sh\nshift\nexec node ${join(root, "dist/cli/main.js")} "$@"\n`);
  chmodSync(npx, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function answerOf(commands: string): string[] {
  const path = `${join(folder, "bin")}:${process.env["PATH"]}`;
  return execFileSync("sh", ["-e", "-c", commands], {
    cwd: folder,
    env: { ...process.env, PATH: path, NO_COLOR: "1" },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).split("\n");
}

describe("the analyst's hour", () => {
  const text = readFileSync(page, "utf8");
  const blocks = [...text.matchAll(BLOCKS)].map(([, commands, shown]) => ({ commands, shown }));

  it("is there to be run, and dist to run it", () => {
    expect(blocks.length).toBeGreaterThan(6);
    expect(existsSync(join(root, "dist/cli/main.js"))).toBe(true);
  });

  it("gives the answers that the page shows", { timeout: 300_000 }, () => {
    let written = text;
    for (const { commands, shown } of blocks) {
      const answer = answerOf(commands);
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
});
