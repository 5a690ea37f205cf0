import Table from "cli-table3";

/** Lays rows out in columns without lines, as wide as their words; Chinese characters count twice. */
export function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const nothing = Object.fromEntries(
    [
      "top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right",
      "left left-mid mid mid-mid right right-mid",
    ].flatMap((names) => names.split(" ").map((name) => [name, ""])),
  );
  const table = new Table({
    head: [...head],
    chars: { ...nothing, middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0, compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
