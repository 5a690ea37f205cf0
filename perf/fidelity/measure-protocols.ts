import { join } from "node:path";
import { generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { type ComparedColumn, compareColumns, thinShare } from "./compare-columns.ts";
import { sizeAndShareOf, sizeOf } from "./compared-row.ts";
import { matchBeside } from "./match-beside.ts";
import { type RealRows, readRealRows } from "./real-rows.ts";
import { readSimulatedRows, type SimulatedRows } from "./simulated-rows.ts";
import { type ToldApart, tellApart } from "./tell-apart.ts";
import type { TrafficGroup } from "./traffic-group.ts";
import { TRAFFIC_GROUPS } from "./traffic-groups.ts";

/** The simulated side: what a perfect probe sees of 500 lines in a fortnight. */
const SIMULATED = { scenario: "city@L1", seed: "1" } as const;

/** One kind of traffic, real beside simulated. */
export interface ProtocolResult {
  readonly name: string;
  readonly protocols: readonly string[];
  readonly told: string;
  readonly simulated: string;
  readonly captures: readonly string[];
  /** Device-minutes: real ones, those of the phone among them, and the real ones of which simulation has the size. */
  readonly rows: { readonly real: number; readonly phone: number; readonly sized: number };
  /** Real rows left out since the recorder saw merged packets. */
  readonly merged: number;
  readonly columns: readonly ComparedColumn[];
  /** Share of rows whose mean packet up is smaller than headers. */
  readonly thin: { readonly real: number; readonly simulated: number };
  /** Real rows from simulated ones. */
  readonly apart: ToldApart;
}

/**
 * Compares what protocols claim with real captures, kind of traffic by kind of traffic.
 *
 * `data` is the folder with the captures; nothing of it is kept but figures. Takes about half a
 * minute and 100 MB of disk below `scratch`.
 */
export async function measureProtocols(
  data: string,
  scratch: string,
): Promise<readonly ProtocolResult[]> {
  const city = join(scratch, "city");
  await generate({ scenario: loadScenario(SIMULATED.scenario), seed: SIMULATED.seed, out: city });
  const simulated = readSimulatedRows(city, TRAFFIC_GROUPS);
  const results: ProtocolResult[] = [];
  for (const [i, group] of TRAFFIC_GROUPS.entries()) {
    const real = await readRealRows(group, data, scratch);
    results.push(resultOf(group, real, simulated[i]));
  }
  return results;
}

function resultOf(
  { name, protocols, told, simulated: how, toldBy }: TrafficGroup,
  { rows, captures, merged }: RealRows,
  simulated: SimulatedRows,
): ProtocolResult {
  const sized = matchBeside(rows, simulated.bySize, sizeOf);
  const phone = rows.filter(({ isPhone }) => isPhone);
  // Where no size is shared, both sides are shown as they are.
  const shown = sized.rows.length > 0 ? sized : { rows, beside: simulated.all.kept };
  return {
    ...{ name, protocols, told, simulated: how, captures, merged },
    rows: { real: rows.length, phone: phone.length, sized: sized.rows.length },
    columns: compareColumns(shown.rows, shown.beside, toldBy),
    thin: { real: thinShare(shown.rows), simulated: thinShare(shown.beside) },
    apart: tellApart(matchBeside(rows, simulated.bySizeAndShare, sizeAndShareOf), toldBy),
  };
}
