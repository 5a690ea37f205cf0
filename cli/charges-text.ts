import type { Tariff } from "../datasets/billing/tariff.ts";
import type { RatedSum } from "../datasets/importing/rate-usage.ts";
import type { ReadFacts } from "../datasets/importing/read-files.ts";

/** What {@link chargesText} words. */
export interface ChargesTextOptions {
  readonly charges: ReadFacts["charges"];
  /** What the plan makes of the records; null where it rates none. */
  readonly rated: RatedSum | null;
  readonly plan: Tariff;
}

/**
 * Words the money of an import: charges as understood beside the file's own sum, what rounding did to
 * them, and what the tariff makes of the same records. No line where there is no money.
 */
export function chargesText({ charges, rated, plan }: ChargesTextOptions): readonly string[] {
  const lines: string[] = [];
  const money = (minor: number) => moneyText(minor, plan.currency);
  if (charges !== null) {
    const { own, understood, roundedRows, rounding } = charges;
    const sum = `${Number(own.sum.toPrecision(15))} ${own.unit}`;
    lines.push(
      `charges: ${money(understood)} understood; the file's own sum of ${own.column}: ${sum}`,
    );
    if (roundedRows > 0) {
      const many = roundedRows === 1 ? "1 charge is" : `${roundedRows} charges are`;
      lines.push(
        `${many} rounded to ${STEP(plan.currency)}, which ${adds(rounding, money)} in all`,
      );
    }
  }
  if (rated !== null) {
    const capped =
      rated.billed === rated.charges
        ? ""
        : `, of which ${money(rated.billed)} are billed under its caps`;
    const difference = rated.charges - (charges?.understood ?? 0);
    const beside = charges === null ? "" : `, ${differenceText(difference, money)}`;
    const would = charges === null ? "charges" : "would charge";
    lines.push(`tariff ${plan.name} ${would} ${money(rated.charges)}${capped}${beside}`);
  }
  return lines;
}

const STEP = (currency: string) => (currency === "XXX" ? "whole minor units" : `0.01 ${currency}`);

function adds(rounding: number, money: (minor: number) => string): string {
  const by = Number(rounding.toFixed(4));
  if (by === 0) return "adds nothing";
  return by > 0 ? `adds ${money(by)}` : `takes off ${money(-by)}`;
}

function differenceText(difference: number, money: (minor: number) => string): string {
  if (difference === 0) return "as the records say";
  return `${money(Math.abs(difference))} ${difference > 0 ? "more" : "less"} than the records say; theirs are kept`;
}

/** Whole units and hundredths; more places only for what rounding moved. */
function moneyText(minor: number, currency: string): string {
  const isWhole = Number.isInteger(minor);
  if (currency === "XXX") return `${isWhole ? minor : Number(minor.toFixed(4))} minor units`;
  return `${isWhole ? (minor / 100).toFixed(2) : Number((minor / 100).toFixed(6))} ${currency}`;
}
