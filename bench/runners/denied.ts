/** What node says when its permission model holds something back. */
interface Denial {
  readonly code: "ERR_ACCESS_DENIED";
  readonly permission?: string;
  readonly resource?: string;
}

const DEEDS: Readonly<Record<string, string>> = {
  FileSystemWrite: "write",
  ChildProcess: "start processes",
  WorkerThreads: "start threads",
  WASI: "use WASI",
  Addon: "load native code",
};

/**
 * Says in plain words what a plug-in may not do, and what to do about it; null where it was something
 * else that went wrong. Node's own message names neither the file nor a way out.
 */
export function deniedReason(thrown: unknown): string | null {
  if (!isDenial(thrown)) return null;
  const { permission = "", resource = "" } = thrown;
  const place = resource === "" ? "" : ` ${resource}`;
  if (permission === "FileSystemRead") {
    return (
      `may not read${place} (${thrown.code}): a detector reads the files beside it that its code names in one piece ` +
      `("./weights.json"), and all of its folder where that is given whole, -d FOLDER with an index.js or a package.json`
    );
  }
  return `may not ${DEEDS[permission] ?? (permission || "do that")}${place} (${thrown.code}): a detector has what observe gives it`;
}

function isDenial(thrown: unknown): thrown is Denial {
  return thrown instanceof Error && (thrown as { code?: unknown }).code === "ERR_ACCESS_DENIED";
}
