import type { EnforcementRow } from "../../datasets/enforcement.ts";
import { totalOf } from "./by-class.ts";
import type { Cell, LoopSide, LoopsBeside } from "./study-file.ts";

/** What is known of an open loop beside its cells. */
export interface OpenFacts {
  readonly straddled: LoopsBeside["straddled"];
  readonly alarms: number;
  readonly enforcement: readonly EnforcementRow[];
  /** Cases of its world, by line and time. */
  readonly cases: readonly {
    readonly device: number;
    readonly onset: number;
    readonly end: number;
  }[];
}

/** Cells of one strategy in one world: all kinds, and lines without a case. */
export interface LoopCells {
  readonly all: Cell;
  readonly ordinary: Cell;
}

/** Puts both loops of a strategy beside each other, with the reasons where they do not agree. */
export function besideOf(
  open: LoopCells,
  closed: LoopCells,
  facts: OpenFacts,
  closedAlarms: number,
): LoopsBeside {
  const { dataset, strategy } = open.all;
  const { straddled } = facts;
  const here = sideOf(open, facts.alarms);
  const there = sideOf(closed, closedAlarms);
  const apart = Math.abs(here.bytes - there.bytes);
  const held = Math.abs(here.withheld - there.withheld);
  const rated = Math.abs(here.rated - there.rated);
  const isWithin = apart <= straddled.cases && held <= straddled.wanted && rated <= straddled.rated;
  const agree = apart + held + rated === 0 ? "to the byte" : isWithin ? "within the record" : "no";
  return {
    ...{ dataset, strategy, open: here, closed: there, straddled, agree },
    why: agree === "no" ? reasons(here, there, { facts, open, closed }) : [],
  };
}

function sideOf({ all, ordinary }: LoopCells, alarms: number): LoopSide {
  const withheld = [all, ordinary].reduce(
    (sum, { harm }) =>
      sum + totalOf(harm.wantedBytesLost) + totalOf(harm.wantedBytesDelayed) + harm.pending,
    0,
  );
  return {
    bytes: all.bytesAtStake - all.bytesSaved.value,
    rated: all.ratedAtStake - all.ratedSaved.value,
    billed: all.moneyAtStake - all.moneySaved.value,
    ...{ withheld, alarms },
  };
}

/** What a life does that records can't, as far as it happened here. */
function reasons(
  here: LoopSide,
  there: LoopSide,
  {
    facts,
    open,
    closed,
  }: { readonly facts: OpenFacts; readonly open: LoopCells; readonly closed: LoopCells },
): readonly string[] {
  const { enforcement, cases } = facts;
  const does = (...actions: readonly EnforcementRow["action"][]) =>
    enforcement.some(({ action }) => actions.includes(action));
  const isHoldOver = enforcement.some(({ device, until }) =>
    cases.some(
      (each) => until !== null && each.device === device && until > each.onset && until < each.end,
    ),
  );
  const found = [
    [here.alarms !== there.alarms, "an answer moves the alarms after it"],
    [does("throttle"), "what is slowed down is asked for longer, or given up"],
    [enforcement.some(({ retry }) => retry === "later"), "what was stopped asks again"],
    [isHoldOver, "a hold ends while a case runs, and what began inside it is gone whole"],
    [
      does("disconnect-session", "suspend-line", "owner-stops"),
      "a WLAN record may run on after its last byte",
    ],
    [
      there.rated > here.rated + facts.straddled.rated,
      "a line that its cap had stopped moves on, and is charged",
    ],
    [
      does("block-tether", "block-app", "defer-to-wifi"),
      "who made the bytes of a record is told by another view, minutes or hours at a time",
    ],
    [
      open.all.bytesAtStake !== closed.all.bytesAtStake,
      "what was in a record that was open at the end of the span is in no row",
    ],
  ] as const;
  const named = found.flatMap(([holds, why]) => (holds ? [why] : []));
  return named.length > 0 ? named : ["bytes lay unevenly over the time of their records"];
}
