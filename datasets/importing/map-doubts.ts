import { type ColumnMap, nameOf, type UsageTarget } from "./column-map.ts";

const SIZE = /(?:^|[^a-z])([kmgt]i?b|bytes?|octets)(?:[^a-z]|$)/i;
const DURATION =
  /(?:^|[^a-z])(ms|msec|milli(?:second)?s|min|mins|minutes|hours?|hrs?)(?:[^a-z]|$)/i;

/**
 * Says where a map takes a column in another unit than its name has, or the two ways of a record in
 * two units: wrong by a factor of a thousand, in every row alike.
 */
export function mapDoubts(map: ColumnMap): readonly string[] {
  const doubts = (["up", "down", "inBundle", "duration"] as const).flatMap((target) => {
    const named = unitInName(map, target);
    const taken = unitOf(map, target);
    if (named === null || taken === "cell" || isSame(named, taken)) return [];
    const name = nameOf(map.targets.get(target), target);
    return [
      `column ${name} is read in ${taken}, its name says ${named}; declare ${target}=${written(name)}:UNIT`,
    ];
  });
  const [up, down] = [unitOf(map, "up"), unitOf(map, "down")];
  if (map.targets.has("up") && up !== down && !doubts.length) {
    doubts.push(`up is read in ${up} and down in ${down}`);
  }
  return doubts;
}

/** A name as a map takes it. */
function written(name: string): string {
  return /[,:="'+]|^\s|\s$/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

function unitOf({ targets }: ColumnMap, target: UsageTarget): string {
  return targets.get(target)?.unit ?? (target === "duration" ? "s" : "B");
}

/** Null where the name of the column has no unit, or is not known. */
function unitInName({ targets }: ColumnMap, target: UsageTarget): string | null {
  const [column] = targets.get(target)?.columns ?? [];
  if (typeof column !== "string") return null;
  return (target === "duration" ? DURATION : SIZE).exec(column)?.[1] ?? null;
}

function isSame(named: string, taken: string): boolean {
  const first = named[0]?.toLowerCase();
  if (/^(bytes?|octets)$/i.test(named)) return taken === "B";
  if (/b$/i.test(named) && !/^m?(in|s)/i.test(named)) return taken[0]?.toLowerCase() === first;
  if (/^(ms|milli)/i.test(named)) return taken === "ms";
  return first === "h" ? /^h/.test(taken) : taken === "min" || taken === "m:ss";
}
