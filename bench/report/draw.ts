import { type Html, html, raw } from "./html.ts";

/** Colours that stay apart for colour-blind readers (Okabe and Ito's palette). */
export const COLOURS = {
  ink: "#1f2933",
  soft: "#9aa5b1",
  blue: "#0072b2",
  orange: "#e69f00",
  red: "#d55e00",
  green: "#009e73",
  sky: "#56b4e9",
  pink: "#cc79a7",
} as const;

const CONFIG = {
  background: "transparent",
  font: "system-ui, sans-serif",
  axis: {
    labelColor: COLOURS.ink,
    titleColor: COLOURS.ink,
    gridColor: "#e4e7eb",
    titleFontWeight: 500,
  },
  view: { stroke: null },
  legend: { labelLimit: 260 },
};

/** A picture of the report: it stands in the page, and in a file of its own beside it. */
export interface Figure {
  /** File name without its ending. */
  readonly name: string;
  readonly svg: string;
}

/** What is drawn, and what it is called. */
export interface Drawing {
  /** What the picture is of: the file is called after both. */
  readonly dataset: string;
  readonly what: string;
  /** Says to whoever can't see it what it shows. */
  readonly label: string;
  /** A Vega-Lite specification. */
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Draws a picture as SVG, ahead of time: the page needs no script and no network. */
export async function draw({ dataset, what, label, spec }: Drawing): Promise<Figure> {
  const [vega, { compile }] = await Promise.all([import("vega"), import("vega-lite")]);
  const full = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    config: CONFIG,
    ...spec,
  };
  const { spec: compiled } = compile(full as unknown as Parameters<typeof compile>[0]);
  const svg = await new vega.View(vega.parse(compiled), { renderer: "none" }).toSVG();
  const name = label.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return {
    name: `${dataset}-${what}`.replace(/[^\p{L}\p{N}.]+/gu, "-").replace(/^[-.]+|-+$/g, ""),
    svg: svg.replace("<svg ", `<svg role="img" aria-label="${name}" `),
  };
}

/** Puts a picture into the page, with what must be said about it. */
export function figure({ svg }: Figure, caption: Html | string): Html {
  return html`<figure>${raw(svg)}<figcaption>${caption}</figcaption></figure>`;
}
