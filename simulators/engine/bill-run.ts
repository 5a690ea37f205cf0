import { Books } from "../charging/books.ts";
import type { Persona } from "../persona.ts";
import type { PlanSetting } from "../scenario.ts";
import type { Desk } from "./desk.ts";
import { DeviceRun } from "./device-run.ts";
import { type LineTargets, lineTargets } from "./line-targets.ts";
import type { Onlooker } from "./onlooker.ts";
import type { ShardPlan } from "./shard-plan.ts";

/**
 * The lines on one bill through all their days: mostly one line, several where they share a bundle.
 *
 * A day is lived line by line, then charged in order of time over all lines, since a record of one
 * can use up the bundle of the others, slow them down or block them; what happens in the same ms
 * goes in order of line.
 */
export class BillRun {
  readonly lines: readonly DeviceRun[];
  private readonly books: Books;

  constructor(plan: ShardPlan, personas: readonly Persona[], desk: Desk) {
    const [payer] = personas as readonly [Persona];
    const { plans, utcOffset, from } = plan.scenario;
    const { billingDay } = payer;
    const given = personas.map((persona) => lineTargets(plan, persona));
    const calendar = { utcOffset, billingDay, from };
    const books = new Books(plans[payer.plan] as PlanSetting, calendar, given[0]?.targets.terms);
    this.books = books;
    this.lines = personas.map(
      (persona, n) => new DeviceRun(plan, persona, { books, ...(given[n] as LineTargets) }, desk),
    );
  }

  /** Lives one civil day: plans, moves, charges, observes. */
  day(day: number, desk: Desk): void {
    const { lines } = this;
    for (const [n, line] of lines.entries()) line.live(day, desk, desk.seatOf(n));
    // As many turns as rows: counted by hand, since entries() makes two objects a turn.
    for (;;) {
      let first = 0;
      let moment = Infinity;
      for (let n = 0; n < lines.length; n++) {
        const due = (lines[n] as DeviceRun).due(desk.seatOf(n));
        if (due >= moment) continue;
        first = n;
        moment = due;
      }
      if (moment === Infinity) break;
      (lines[first] as DeviceRun).charge(desk, desk.seatOf(first));
    }
    for (const [n, line] of lines.entries()) line.close(day, desk, desk.seatOf(n));
  }

  /** Tells what is left when the span is over. */
  tell(onlooker: Onlooker): void {
    const [payer] = this.lines as readonly [DeviceRun];
    for (const line of this.lines) line.tell(onlooker);
    onlooker.billed(payer.persona.device, this.books);
  }
}
