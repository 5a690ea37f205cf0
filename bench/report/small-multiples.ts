import { COLOURS } from "./draw.ts";

/** A point of one detector's curve. */
export interface CurvePoint {
  readonly detector: string;
  readonly x: number;
  readonly y: number;
}

/** One small picture for each detector, all on the same axes. */
export interface SmallMultiples {
  /** In the order in which they stand; the first leads, and is drawn in grey behind the others. */
  readonly detectors: readonly string[];
  readonly points: readonly CurvePoint[];
  /** Drawn in every picture. */
  readonly marks: readonly { readonly x: number; readonly y: number }[];
  readonly x: Readonly<Record<string, unknown>>;
  readonly y: Readonly<Record<string, unknown>>;
  /** How lines are drawn, where not straight from dot to dot. */
  readonly line?: Readonly<Record<string, unknown>>;
  /** What parts a name from what stands below it, where anything does. */
  readonly below?: string;
}

const COLUMNS = 4;

/**
 * Draws each detector's curve in a frame of its own beside the leader's: twenty curves in one frame
 * are a tangle that no legend unties.
 */
export function smallMultiples(asked: SmallMultiples): Record<string, unknown> {
  const { detectors, points, marks, line = DOTTED, below } = asked;
  const [leader] = detectors;
  const x = { field: "x", type: "quantitative", ...asked.x };
  const y = { field: "y", type: "quantitative", ...asked.y };
  const behind = points
    .filter(({ detector }) => detector === leader)
    .map((p) => ({ x: p.x, y: p.y }));
  return {
    data: { values: points },
    facet: {
      field: "detector",
      type: "nominal",
      sort: detectors,
      header: {
        ...{ title: null, labelFontSize: 11, labelLimit: LABEL_LIMIT, labelPadding: 3 },
        ...(below === undefined ? {} : { labelExpr: `split(datum.label, '${below}')` }),
      },
    },
    columns: COLUMNS,
    spacing: { row: 14, column: 16 },
    spec: {
      ...FRAME,
      layer: [
        {
          data: { values: behind },
          mark: { ...line, type: "line", point: false, color: COLOURS.soft, strokeWidth: 1 },
          encoding: { x, y },
        },
        {
          data: { values: marks },
          mark: { type: "point", shape: "cross", color: COLOURS.soft, size: 30 },
          encoding: { x, y },
        },
        {
          mark: { ...line, type: "line", color: COLOURS.blue, strokeWidth: 1.5 },
          encoding: { x, y },
        },
      ],
    },
  };
}

/** Widths are guessed too large where nothing can be measured: a name that fits is not to be cut. */
const LABEL_LIMIT = 300;
const DOTTED = { point: { size: 22 } };
const FRAME = { width: 178, height: 104 };
