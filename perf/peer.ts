import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";

/** What a peer answered, or why it didn't. */
export type PeerAnswer<T> =
  | { readonly status: "ok"; readonly answer: T }
  | { readonly status: "not installed" | "failed"; readonly why: string };

const PEERS = join(ROOT, "perf/peers");

/**
 * Runs a script of perf/peers and parses the JSON that it prints. Python is that of
 * BILLSHOCK_PEERS_PYTHON, of perf/peers/.venv, or the first on the path; `venv` names another folder
 * of perf/peers for a peer that goes with no other. A peer that is not there is no error: its row says so.
 */
export function askPeer<T>(script: string, args: readonly string[], venv = ".venv"): PeerAnswer<T> {
  const found = spawnSync(python(venv), [join(PEERS, script), ...args], {
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (found.error) return { status: "not installed", why: "no python3" };
  if (found.status === 0) return { status: "ok", answer: JSON.parse(found.stdout) };
  const missing = /No module named '(\w+)'/.exec(found.stderr)?.[1];
  if (missing) return { status: "not installed", why: `no ${missing}` };
  return { status: "failed", why: found.stderr.trim().split("\n").at(-1) ?? "no answer" };
}

function python(venv: string): string {
  const own = join(PEERS, venv, "bin/python");
  // A peer that needs a folder of its own does not run in the one of the others.
  if (venv !== ".venv" && existsSync(own)) return own;
  return process.env["BILLSHOCK_PEERS_PYTHON"] ?? (existsSync(own) ? own : "python3");
}
