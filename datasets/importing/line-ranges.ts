/** Lines of a file, from 1, and whether its last row is one of them. */
export interface LineRanges {
  has(line: number): boolean;
  readonly last: boolean;
}

/** Reads lines that are to be left out: `1-3,10,last`. */
export function parseLineRanges(text: string): LineRanges {
  const items = text.split(",").map((item) => item.trim());
  const ranges = items.flatMap((item) => {
    if (item === "last") return [];
    const match = /^(\d+)(?:-(\d+))?$/.exec(item);
    const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (!match || from < 1 || to < from) {
      throw new RangeError(
        `import: skip-rows must be lines such as 1-3,10 or last, got ${item || "nothing"}`,
      );
    }
    return [{ from, to }];
  });
  return {
    has: (line) => ranges.some(({ from, to }) => line >= from && line <= to),
    last: items.includes("last"),
  };
}
