import { spawnSync } from "node:child_process";
import { lstatSync, readdirSync, readlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { isWithin } from "./must-stay.ts";

const BUBBLEWRAP = "bwrap";
/** Most entries of a folder that are laid one by one into its place. */
const MOST_ENTRIES = 1000;
/** Most bytes of the files that a program makes for itself. */
const MOST_WRITTEN = 268_435_456;

let isProbed = false;
let works = false;

/**
 * Whether programs can be fenced in here: bubblewrap is installed and the kernel lets it work, which
 * it does not in every container. Tries once, with what a program would be started with.
 */
export function canFence(): boolean {
  if (!isProbed) {
    const [file, args] = fenced("true", []);
    works = spawnSync(file, args, { stdio: "ignore", timeout: PROBE_MS }).status === 0;
    isProbed = true;
  }
  return works;
}

/** A full folder of temporaries on a busy machine takes some seconds to lay out. */
const PROBE_MS = 60_000;

/**
 * Puts a shell command behind bubblewrap: no network, processes of its own that end with it, nothing
 * to write to that outlives it, and none of the `hidden` folders.
 *
 * It sees the rest of the disk as it is, read-only, since an interpreter and its libraries may lie
 * anywhere; what it writes into the current folder and the system's temporary ones lands in memory
 * and is gone with it, so that one run can't leave word to the next. It stops what a program does;
 * what its author knew beforehand it can't.
 */
export function fenced(
  command: string,
  hidden: readonly string[],
): readonly [file: string, args: readonly string[]] {
  const here = process.cwd();
  const writable = [...new Set(["/tmp", "/var/tmp", tmpdir(), here])].sort();
  const args = [
    ...["--unshare-user-try", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"],
    ...["--unshare-cgroup-try", "--die-with-parent", "--cap-drop", "ALL"],
    ...["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"],
    // Sockets of the system's services lie there, and these would act for it outside.
    ...["--tmpfs", "/run", "--ro-bind-try", "/run/current-system", "/run/current-system"],
    ...["--remount-ro", "/run", ...inMemory("/dev/shm")],
    ...writable.flatMap((folder) => overlaid(folder, hidden)),
    ...hidden.flatMap((folder) => masked(folder, here)),
    ...["--chdir", here, "/bin/sh", "-c", command],
  ];
  return [BUBBLEWRAP, args];
}

/**
 * Whether a program ended since its fence could not be laid out: an entry of a busy folder of
 * temporaries that was there when bubblewrap looked, and gone when it came to lay it. Tried again it
 * mostly works.
 */
export function isUnlaid(thrown: unknown): boolean {
  return thrown instanceof Error && /: bwrap: Can't /.test(thrown.message);
}

/** Lays memory over a folder, and what is in it on top, read-only. */
function overlaid(folder: string, hidden: readonly string[]): string[] {
  const names = namesIn(folder);
  if (folder === sep || names.length === 0 || names.length > MOST_ENTRIES) return [];
  const args = inMemory(folder);
  for (const name of names) {
    const path = join(folder, name);
    if (hidden.includes(path)) continue;
    const facts = lstatSync(path, { throwIfNoEntry: false });
    if (facts === undefined || facts.isSocket()) continue;
    if (facts.isSymbolicLink()) args.push("--symlink", readlinkSync(path), path);
    else if (!(facts.isDirectory() && holdsSocket(path))) args.push("--ro-bind-try", path, path);
  }
  return args;
}

/** Whoever listens on a socket acts outside the fence: a terminal's server, an agent of keys. */
function holdsSocket(folder: string): boolean {
  return namesIn(folder).some((name) =>
    lstatSync(join(folder, name), { throwIfNoEntry: false })?.isSocket(),
  );
}

/** Covers a folder; where the program works inside of it, all but its files. */
function masked(folder: string, here: string): string[] {
  if (!isWithin(here, folder)) return nothing(folder);
  return namesIn(folder)
    .map((name) => join(folder, name))
    .filter((path) => !isWithin(here, path) && isFolder(path))
    .flatMap(nothing);
}

function nothing(folder: string): string[] {
  return ["--tmpfs", folder, "--remount-ro", folder];
}

function inMemory(folder: string): string[] {
  return ["--size", String(MOST_WRITTEN), "--tmpfs", folder];
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
