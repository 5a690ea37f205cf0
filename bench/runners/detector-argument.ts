import { suggest } from "../../datasets/nearest-name.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import { type ProgramKeys, programKeys } from "./program-keys.ts";

/** What stands behind `-d`, taken apart but not looked up. */
export interface DetectorArgument {
  /** The whole text. */
  readonly text: string;
  readonly kind: "name" | "module" | "exec" | "exec-csv";
  /** Name, path or command. */
  readonly target: string;
  readonly view: ViewName | null;
  /** `k=v` as given, in their order, without those that the harness itself understands. */
  readonly options: Readonly<Record<string, string>>;
  /** Programs only: what they are called, read, claim, and alert at. */
  readonly program: ProgramKeys;
}

const TAIL = /:((?:[A-Za-z][\w-]*=[^,]*)(?:,[A-Za-z][\w-]*=[^,]*)*)$/;

/**
 * Takes `NAME[:k=v,view=V,..]` apart: a name of the catalogue or of a package, a path of a module,
 * `exec:COMMAND` or `exec-csv:COMMAND`. For programs the keys are those of {@link programKeys}.
 * Throws a RangeError that names what is wrong.
 */
export function parseDetectorArgument(text: string): DetectorArgument {
  const prefix = /^(exec|exec-csv):/.exec(text)?.[1] as "exec" | "exec-csv" | undefined;
  const body = prefix === undefined ? text : text.slice(prefix.length + 1);
  const tail = TAIL.exec(body);
  const target = (tail ? body.slice(0, tail.index) : body).trim();
  if (tail === null && prefix === undefined && /^[\w@/.-]+:[A-Za-z][\w-]*=/.test(body)) {
    throw new RangeError(`${text}: options must read NAME:k=v,k=v, and a number has no comma`);
  }
  if (target === "") throw new RangeError(`detector: name must not be empty, got ${text}`);
  const given = pairs(text, tail?.[1] ?? "");
  const { view = null, ...options } = given;
  if (view !== null && !(VIEWS as readonly string[]).includes(view)) {
    throw new RangeError(`${target}: unknown view ${view}; ${suggest(view, VIEWS)}`);
  }
  const isPath = /^[./~]|[\\/]|\.[cm]?js$/.test(target) && !/^@[^/]+\/[^/]+$/.test(target);
  const kind: DetectorArgument["kind"] = prefix ?? (isPath ? "module" : "name");
  const common = { text, kind, target, view: view as ViewName | null };
  if (prefix === undefined) return { ...common, options, program: programKeys(target, {}) };
  return { ...common, options: {}, program: programKeys(target, given) };
}

function pairs(text: string, tail: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const pair of tail === "" ? [] : tail.split(",")) {
    const at = pair.indexOf("=");
    const key = pair.slice(0, at);
    if (Object.hasOwn(found, key)) throw new RangeError(`${text}: ${key} is given twice`);
    found[key] = pair.slice(at + 1);
  }
  return found;
}
