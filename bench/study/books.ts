import type { CoursePoint } from "./course.ts";

/** What one case came to. Money in minor units, bytes of the billed plane beside those of private Wi-Fi. */
export interface CaseAccount {
  readonly number: number;
  readonly device: number;
  readonly kind: string;
  readonly onset: number;
  readonly end: number;
  readonly billedBytes: number;
  readonly wifiBytes: number;
  readonly waitingBytes: number;
  /** What it was rated at, before any cap. */
  readonly rated: number;
  /** How that came about, in a world of one line. */
  readonly course?: readonly CoursePoint[];
}

/** What one bill came to, after caps: with everything on it, and without incidents. */
export interface BillAccount {
  readonly billed: number;
  readonly clean: number;
}

/** The books of a life, or of records: what two of them differ by is what was done. */
export interface Books {
  readonly lines: ReadonlyMap<
    number,
    {
      readonly rated: number;
      /** Messages that its safeguards sent its owner. */
      readonly messages: number;
    }
  >;
  /** By number of the case. */
  readonly cases: ReadonlyMap<number, CaseAccount>;
  /** By the line that pays. */
  readonly bills: ReadonlyMap<number, BillAccount>;
}
