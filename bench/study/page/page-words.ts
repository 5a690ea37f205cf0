import type { AnswerPhrases } from "../answer-phrases.ts";

/** What stands over a column of numbers, and what it counts. */
export interface HeadWords {
  readonly lost: string;
  readonly late: string;
  readonly pending: string;
  readonly cutOff: string;
  readonly told: string;
  readonly pushes: string;
}

/** A stretch of an axis on which one strategy is worth most; null: doing nothing is. */
export interface Stretch {
  readonly leader: string | null;
  readonly from: string;
  readonly to: string;
}

/** Words of the page beside its answers. What is called by a name keeps it in every language. */
export interface PageWords extends SectionWords, DrawnWords {
  /** As HTML has it. */
  readonly lang: string;
  /** Behind the names of pictures; empty in the language of the first page. */
  readonly suffix: string;
  readonly answers: AnswerPhrases;
  readonly title: string;
  /** The same page in the other language. */
  readonly other: { readonly path: string; readonly lang: string; readonly says: string };
  facts(of: {
    readonly isOpen: boolean;
    readonly lines: number;
    readonly days: number;
    readonly seeds: string;
    readonly cases: number | null;
    readonly bytes: string;
    readonly rated: string;
    readonly billed: string;
    readonly currency: string;
    readonly tariffs: readonly string[];
    readonly mix: string | null;
  }): readonly string[];
  readonly enriched: string;
  readonly sameAsNumbers: string;
  readonly strategy: string;
  readonly by: string;
  readonly hand: Readonly<Record<"owner" | "seller" | "operator", string>>;
}

/** Headings, notes and sentences, section by section. */
export interface SectionWords {
  readonly matrix: {
    readonly head: string;
    readonly bytesSaved: string;
    readonly ratedSaved: (currency: string) => string;
    readonly harm: string;
    readonly all: string;
    /** Over who bears what is left of what cases were rated at. */
    readonly borne: (currency: string) => string;
    readonly heads: HeadWords;
    cases(n: number): string;
    /** What a cell says when it is pointed at. */
    cell(of: { readonly saved: string; readonly stake: string; readonly n: number }): string;
    equal(n: number): string;
    wrong(n: number): string;
    readonly note: string;
  };
  readonly answersHead: string;
  /** Over answers that are folded. */
  moreAnswers(count: number): string;
  idle(strategies: readonly string[]): string;
  readonly beware: string;
  readonly limits: {
    readonly head: string;
    mix(mix: string): string;
    tariff(tariffs: readonly string[]): string;
    readonly enriched: string;
    readonly lived: string;
    readonly records: string;
    readonly chance: string;
    readonly end: string;
    readonly kinds: string;
  };
  readonly records: {
    readonly head: string;
    readonly note: string;
    readonly heads: readonly string[];
    readonly untold: string;
  };
  readonly loops: {
    readonly head: string;
    readonly note: string;
    readonly heads: readonly string[];
    readonly agree: Readonly<Record<"to the byte" | "within the record" | "no", string>>;
  };
}

/** What is said of pictures, and in them. */
export interface DrawnWords {
  readonly bars: {
    readonly head: string;
    label(measure: string, dataset: string): string;
    readonly bytes: string;
    rated(currency: string): string;
    /** Under a panel: what was at stake. */
    stake(amount: string): string;
    readonly interval: string;
    readonly note: string;
    readonly ratedNote: string;
    undrawn(strategies: readonly string[]): string;
  };
  readonly night: {
    readonly head: string;
    label(dataset: string): string;
    readonly asItWas: string;
    caption(currency: string): string;
    unchanged(strategies: number): string;
    readonly heads: readonly string[];
  };
  readonly worth: {
    readonly head: string;
    label(dataset: string): string;
    readonly factor: string;
    value(currency: string): string;
    readonly nothing: string;
    costs(of: readonly string[], currency: string): string;
    readonly cost: Readonly<Record<"false-cut" | "message" | "team-hour" | "lost-gb", string>>;
    caption(mix: string): string;
    leads(of: Stretch): string;
    /** Between sentences, and after the last. */
    readonly stop: string;
    readonly between: string;
    crossing(a: string, b: string): string;
    readonly heads: readonly string[];
    readonly unstated: string;
    readonly single: string;
  };
  readonly adoption: {
    readonly head: string;
    label(dataset: string): string;
    readonly share: string;
    saved(currency: string): string;
    readonly caption: string;
    /** Of those that cost more than they save. */
    undrawn(strategies: readonly string[]): string;
    meets(of: {
      readonly strategy: string;
      readonly other: string;
      readonly share: string;
    }): string;
    readonly heads: readonly string[];
  };
}
