import type { ViewName } from "../view.ts";
import type { ArtefactColumn, ArtefactGroup } from "./artefact-columns.ts";
import type { AuditRow } from "./audit-row.ts";
import type { Sample } from "./sample.ts";

/** Two sides that should look alike in a group of columns. */
export interface Contrast {
  readonly view: ViewName | "devices";
  readonly group: ArtefactGroup | "lines";
  readonly inside: string;
  readonly outside: string;
  /** Share of the rows inside that found a normal row of their app, access, size and up share. */
  readonly matched?: number;
  readonly sample: Sample;
}

/** Lays rows of two sides out as columns; rows that say nothing in any column are left out. */
export function sampleOf(
  inside: readonly AuditRow[],
  outside: readonly AuditRow[],
  columns: readonly ArtefactColumn[],
): Sample {
  const all = [...inside, ...outside];
  const values = columns.map(({ value }) => Float64Array.from(all, value));
  const kept = [...all.keys()].filter((i) => values.some((column) => !Number.isNaN(column[i])));
  const names = columns.map(({ name }) => name);
  return {
    columns: values.flatMap((column, c) => {
      const own = Float64Array.from(kept, (i) => column[i]);
      const isConstant = own.every((value) => Object.is(value, own[0]));
      return isConstant ? [] : [{ name: names[c], values: own }];
    }),
    labels: Uint8Array.from(kept, (i) => (i < inside.length ? 1 : 0)),
    devices: Uint32Array.from(kept, (i) => all[i].device),
  };
}
