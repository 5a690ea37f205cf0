import { HOUR } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { RATING_GROUPS } from "../../datasets/vocabularies.ts";
import type { Books } from "./books.ts";
import type { NoticeTerms } from "./notice-terms.ts";

const DATA = codeOf(RATING_GROUPS, "data");
const TWENTIETHS = 20;
/** Sums of money are told no oftener than that (chosen). */
const MONEY_EVERY = HOUR;

/** Watches a bill for one of its lines: which parts of a bundle, and which sums of money, it has passed. */
export class PassedSums {
  private readonly books: Books;
  private readonly terms: Readonly<NoticeTerms>;
  /** By rating group: twentieths of its bundle that were passed, and what of it was used by then. */
  private readonly passed = new Map<number, readonly [twentieths: number, used: number]>();
  private moneySteps = 0;
  private toldAt = -Infinity;
  private period = 0;

  constructor(books: Books, terms: Readonly<NoticeTerms>) {
    this.books = books;
    this.terms = terms;
    // What was used before the span was told before it.
    this.passStep(DATA);
  }

  /** Whether a rating group's bundle has passed a part that is told, since it was last asked. */
  passStep(group: number): boolean {
    const { books, terms } = this;
    const name = RATING_GROUPS[group] as string;
    const bundle = books.plan.tariff.groups[name]?.bundleBytes ?? 0;
    if (terms.steps === 0 || bundle === 0) return false;
    const used = books.rater.used(group);
    const [before, usedThen] = this.passed.get(group) ?? [0, 0];
    // A counter that fell began anew, with its period or its package.
    const last = used < usedThen ? 0 : before;
    const now = Math.min(TWENTIETHS, Math.floor((used * TWENTIETHS) / bundle));
    this.passed.set(group, [now, used]);
    const between = ((1 << now) - 1) & ~((1 << last) - 1);
    return (between & terms.steps) !== 0;
  }

  /** Whether the bill has passed a sum that is told, for the first time in an hour. */
  passMoney(time: number): boolean {
    const { books, terms } = this;
    const { rater } = books;
    if (terms.moneyStep === 0) return false;
    if (rater.period !== this.period) this.moneySteps = 0;
    this.period = rater.period;
    const before = this.moneySteps;
    this.moneySteps = Math.floor(rater.periodCharge / terms.moneyStep);
    if (this.moneySteps <= before || time - this.toldAt < MONEY_EVERY) return false;
    this.toldAt = time;
    return true;
  }
}
