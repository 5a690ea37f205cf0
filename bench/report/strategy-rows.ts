import type { RunStrategy } from "../run/run-strategy.ts";
import { currencyName, gigabytes, money, NONE } from "./wording.ts";

/** What strategies come to on one dataset of a bench, as words. */
export interface StrategyRows {
  /** Of the columns; a line break where a narrow one may break. */
  readonly head: readonly string[];
  /** Best first. */
  readonly rows: readonly (readonly string[])[];
  /** What the columns count. */
  readonly note: string;
}

/** Puts what strategies come to into words: of incidents where there is truth, else what they cut. */
export function strategyRows(
  strategies: readonly RunStrategy[],
  { currency, truth }: { readonly currency: string; readonly truth: unknown },
): StrategyRows {
  const isScored = truth !== null;
  const name = currencyName(currency);
  const heads = isScored
    ? [
        "prevented",
        "GB saved",
        `${name}\nsaved`,
        "wrong\nnetwork",
        "GB\nwithheld",
        "cut off",
        "told",
      ]
    : ["GB cut", `${name}\nrated cut`, `${name}\nbilled cut`];
  return {
    head: ["strategy", "alarms", ...heads],
    rows: [...strategies].sort(byWorth).map((each) => rowOf(each, isScored)),
    note: isScored ? SCORED : BLIND,
  };
}

const OPEN =
  "Strategies: alarms answered in order of time, their records cut and rated again, and nobody reacts.";
const SCORED = `${OPEN} Saved is of incidents, rated; withheld is what somebody wanted: two accounts, never added up. Counted on the half that detectors are scored on.`;
const BLIND = `${OPEN} Cut is what would not have moved, whoever's it was.`;

function byWorth(a: RunStrategy, b: RunStrategy): number {
  const [one, other] = [a.scored, b.scored];
  return (
    (other?.ratedSaved.value ?? -1) - (one?.ratedSaved.value ?? -1) ||
    (other?.bytesSaved.value ?? -1) - (one?.bytesSaved.value ?? -1) ||
    (a.name < b.name ? -1 : 1)
  );
}

function rowOf(strategy: RunStrategy, isScored: boolean): string[] {
  const { name, alarms, scored, cut } = strategy;
  if (!isScored) {
    const facts = cut
      ? [gigabytes(cut.bytes), money(cut.rated), money(cut.billed)]
      : ["untold", NONE, NONE];
    return [name, String(alarms), ...facts];
  }
  if (scored === null) return [name, String(alarms), "untold", ...Array<string>(6).fill(NONE)];
  const { prevented, cases, bytesSaved, ratedSaved, wrongPlane, withheld } = scored;
  const hits = Math.round((prevented?.value ?? 0) * cases);
  return [
    ...[name, String(alarms), prevented === null ? NONE : `${hits}/${cases}`],
    ...[gigabytes(bytesSaved.value), money(ratedSaved.value), countOr(wrongPlane)],
    ...[gigabytes(withheld), countOr(scored.cutOff), countOr(scored.messages)],
  ];
}

function countOr(value: number): string {
  return value === 0 ? NONE : String(value);
}
