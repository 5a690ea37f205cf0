import type { DetectorSpec } from "../../detectors/detector.ts";

/**
 * Finds the detector that a module exports: the one asked for by name, else the default export,
 * else the only one there is. Throws when there is none, or several to choose from.
 */
export function moduleSpec(module: Readonly<Record<string, unknown>>, wanted = ""): DetectorSpec {
  const found = Object.entries(module).filter(([, value]) => isSpec(value)) as [
    string,
    DetectorSpec,
  ][];
  const names = found.map(([, spec]) => spec.name);
  if (wanted !== "") {
    const match = found.find(([name, spec]) => name === wanted || spec.name === wanted);
    if (match) return match[1];
    throw new RangeError(`export must be one of ${names.join(", ") || "none"}, got ${wanted}`);
  }
  const preferred = found.find(([name]) => name === "default") ?? found[0];
  if (preferred === undefined) {
    throw new TypeError(
      "the module exports no detector: an object with name, views, reads, score, params and create()",
    );
  }
  if (preferred[0] !== "default" && found.length > 1) {
    throw new RangeError(`the module exports several detectors, say which: ${names.join(", ")}`);
  }
  return preferred[1];
}

function isSpec(value: unknown): value is DetectorSpec {
  if (typeof value !== "object" || value === null) return false;
  const spec = value as Partial<DetectorSpec>;
  return (
    typeof spec.name === "string" &&
    typeof spec.create === "function" &&
    Array.isArray(spec.views) &&
    Array.isArray(spec.reads) &&
    typeof spec.score?.threshold === "number"
  );
}
