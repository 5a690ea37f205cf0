import { gigabytes, money } from "../bench/report/wording.ts";
import type { LoopSide, LoopsBeside } from "../bench/study/study-file.ts";
import { bandedTable } from "./banded-table.ts";
import { wrapped } from "./wrapped.ts";

/** Lays both loops of each strategy out beside each other, and says why where they do not agree. */
export function loopsTable(loops: readonly LoopsBeside[], width: number): string {
  const [first] = loops;
  if (first === undefined) return "";
  const head = `${first.dataset}  what its records say (open loop), beside what its lives said (closed)`;
  const table = bandedTable(HEAD, loops.map(rowOf), {
    width,
    aligns: HEAD.map((_, i) => (i === 0 || i === HEAD.length - 1 ? "left" : "right")),
  });
  const reasons = loops
    .filter(({ why }) => why.length > 0)
    .map(({ strategy, why }) =>
      wrapped(`${strategy}: ${why.join("; ")}.`, { width, indent: "  " }),
    );
  return [wrapped(head, { width }), table, ...reasons, wrapped(NOTE, { width })].join("\n");
}

const NOTE =
  "GB and rated: left of cases. Withheld: what somebody wanted, lost, late or still waiting. They agree within the record: by no more than the records hold that a decision falls into.";

const HEAD = [
  ...["strategy", "GB\nopen", "GB\nclosed", "rated\nopen", "rated\nclosed"],
  ...["withheld\nopen", "withheld\nclosed", "alarms\nopen", "alarms\nclosed", "agree"],
];

function rowOf({ strategy, open, closed, agree }: LoopsBeside): string[] {
  const pair = (of: (side: LoopSide) => string) => [of(open), of(closed)];
  return [
    strategy,
    ...pair(({ bytes }) => gigabytes(bytes)),
    ...pair(({ rated }) => money(rated)),
    ...pair(({ withheld }) => gigabytes(withheld)),
    ...pair(({ alarms }) => String(alarms)),
    agree,
  ];
}
