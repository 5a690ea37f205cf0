import type { Batch, Values } from "../../datasets/table.ts";
import { VIEW_TABLES, VIEWS, type ViewColumn, type ViewName } from "../../datasets/view.ts";
import type { DetectorSpec } from "../detector.ts";

function declaredColumns({ reads, mayRead = [], readsAny = [] }: DetectorSpec): ViewColumn[] {
  return [...reads, ...mayRead, ...readsAny];
}

/** Makes columns like those of the rows, `length` long and empty. */
export function blankColumns(rows: Batch, length: number): Record<string, Values> {
  return Object.fromEntries(
    Object.entries(rows.columns).map(([name, values]) => [
      name,
      new (values.constructor as new (length: number) => Values)(length),
    ]),
  );
}

/** A batch whose undeclared columns throw when they are touched. */
export function trappedBatch(
  spec: DetectorSpec,
  view: ViewName,
  buffers: Readonly<Record<string, Values>>,
): { length: number } {
  const declared = new Set<string>(declaredColumns(spec));
  const batch: { length: number } = { length: 0 };
  const names = new Set(VIEWS.flatMap((name) => VIEW_TABLES[name].columns.map((c) => c.name)));
  for (const name of names) {
    if (declared.has(name)) {
      if (name in buffers) Object.defineProperty(batch, name, { value: buffers[name] });
    } else {
      Object.defineProperty(batch, name, {
        get(): never {
          throw new Error(
            `${spec.name}: touches the column ${name} on the view ${view}, which neither reads nor mayRead nor readsAny declares`,
          );
        },
      });
    }
  }
  return batch;
}

/** Rows as a detector has them before it, and as they were. */
export interface Handed {
  readonly spec: DetectorSpec;
  readonly view: ViewName;
  readonly rows: Batch;
  readonly buffers: Readonly<Record<string, Values>>;
}

/** Throws when a detector wrote to the rows that it was handed, `length` from `first` on. */
export function mustBeUntouched(
  { spec, view, rows, buffers }: Handed,
  first: number,
  length: number,
): void {
  for (const name of declaredColumns(spec)) {
    const buffer = buffers[name];
    if (buffer === undefined) continue;
    for (let i = 0; i < length; i++) {
      if (buffer[i] !== rows.columns[name][first + i]) {
        throw new Error(
          `${spec.name}: writes to its input: ${name} of row ${first + i} of the view ${view} was ${rows.columns[name][first + i]} and is ${buffer[i]}`,
        );
      }
    }
  }
}
