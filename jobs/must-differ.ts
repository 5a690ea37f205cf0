/** Throws a RangeError where a name is given twice: what is told of the one would be told of the other. */
export function mustDiffer(what: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new RangeError(`${what}: ${twice} is given twice; each must have a name of its own`);
}
