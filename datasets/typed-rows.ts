import type { ColumnKind, Table } from "./table.ts";

type ArrayOf<Kind extends ColumnKind> = Kind extends "time" | "bytes" | "money"
  ? Float64Array
  : Kind extends "id" | "count"
    ? Uint32Array
    : Kind extends "share"
      ? Float32Array
      : Kind extends "signed"
        ? Int32Array
        : Kind extends "octet" | "flag"
          ? Uint8Array
          : Uint8Array | Uint16Array;

/** Rows of one table with each column by its name, as the table declares it. */
export type TypedRows<T extends Table> = { readonly length: number } & {
  readonly [C in T["columns"][number] as C["name"]]: ArrayOf<C["kind"]>;
};
