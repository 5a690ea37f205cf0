import type { Fleet } from "../datasets/fleet.ts";
import { DAY, MINUTE } from "../datasets/sizes.ts";
import type { Batch, Values } from "../datasets/table.ts";
import type { ViewName } from "../datasets/view.ts";
import { checkDeclaration } from "./conformance/declaration.ts";
import { dice, FUZZ_DEVICES, fuzzFleet, fuzzRows, rowsWhere } from "./conformance/fuzz.ts";
import { checkLearner } from "./conformance/learner.ts";
import { learned } from "./conformance/lessons.ts";
import { openFeed, type Replay, replay } from "./conformance/replay.ts";
import { createDetector } from "./create-detector.ts";
import type { DetectorSpec } from "./detector.ts";
import { isLearner } from "./state/learning.ts";

const ROWS = 900;
const SEED = 20_151_111;

/** One world to try a detector in. */
interface Trial {
  readonly spec: DetectorSpec;
  readonly fleet: Fleet;
  readonly view: ViewName;
  readonly rows: Batch;
  readonly expected: Float64Array;
}

/**
 * Tries a detector in a made-up world of each view that it names and throws, in plain words, at the
 * first promise of the contract that it breaks.
 *
 * It holds when nothing is thrown: everything is declared; the same rows give the same scores, in
 * every run, however batches are cut, and whatever follows later; one device's rows don't move
 * another's scores (scope device); nothing is written to the input, no undeclared column is
 * touched, every row gets a number or -Infinity, also at the bounds of each option and where a
 * column is unknown throughout; what lies a `window` back is forgotten, where a param has that name;
 * and one that learns learns the same from the same rows, however they are cut, survives learning
 * from none, and lets `create` know by nothing but what `fit` returned. It can't tell whether the detector is any good.
 *
 * Needs no test runner. Takes some tens of milliseconds a view.
 *
 * @example
 * import { testDetector } from "billshock/testing";
 * testDetector(myRule);
 */
export function testDetector(spec: DetectorSpec): void {
  checkDeclaration(spec);
  for (const view of spec.views) {
    const fleet = fuzzFleet();
    if (isLearner(spec)) checkLearner({ spec, fleet, view });
    const rows = fuzzRows(view, SEED, ROWS);
    const expected = replay({ spec, fleet, view, rows });
    const trial = { spec, fleet, view, rows, expected };
    checkRepeats(trial);
    checkCuts(trial);
    checkPrefixes(trial);
    if (spec.scope === "device") checkIsolation(trial);
    checkPrivateState(trial);
    checkUnknownColumns(trial);
    checkBounds(trial);
    checkWindow(trial);
  }
}

function checkRepeats({ spec, fleet, view, rows, expected }: Trial): void {
  const again = replay({ spec, fleet, view, rows });
  mustEqual(
    { spec, view, expected },
    again,
    "is not deterministic: a second run over the same rows",
  );
}

function checkCuts({ expected, ...world }: Trial): void {
  const random = dice(SEED);
  const randomly = Array.from({ length: 60 }, () => Math.floor(random() * random() * 60));
  const ways: readonly (readonly [string, readonly number[]])[] = [
    ["batches of one row", Array.from({ length: ROWS }, () => 1)],
    ["batches of random length, some empty", randomly],
    ["two halves", [ROWS >> 1]],
  ];
  for (const [how, cuts] of ways) {
    const scores = replay({ ...world, cuts });
    mustEqual(
      { ...world, expected },
      scores,
      `depends on how batches are cut: ${how} against one batch`,
    );
  }
}

function checkPrefixes({ expected, rows, ...world }: Trial): void {
  for (const length of [0, 1, 2, 61, 412, ROWS - 1]) {
    const prefix = rowsWhere(rows, (row) => row < length);
    mustEqual(
      { ...world, expected: expected.subarray(0, length) },
      replay({ ...world, rows: prefix }),
      `looks ahead: without the rows after row ${length - 1}`,
    );
  }
}

function checkIsolation({ expected, rows, ...world }: Trial): void {
  const { device } = rows.columns;
  for (const wanted of [0, 1, FUZZ_DEVICES >> 1]) {
    const alone = rowsWhere(rows, (row) => device[row] === wanted);
    mustEqual(
      { ...world, expected: expected.filter((_, row) => device[row] === wanted) },
      replay({ ...world, rows: alone }),
      `mixes devices: with the rows of device ${wanted} alone`,
    );
  }
}

/** Two detectors that run side by side must not feel each other: state belongs into create. */
function checkPrivateState({ spec, fleet, view, rows, expected }: Trial): void {
  const [one, other] = [0, 1].map(() =>
    openFeed(
      spec,
      view,
      rows,
      createDetector(spec, {}, fleet, view, learned({ spec, fleet, view })),
    ),
  );
  for (let done = 0; done < ROWS; done += 90) {
    one.next(90);
    other.next(90);
  }
  mustEqual(
    { spec, view, expected },
    other.scores,
    "keeps state outside create: beside a second detector",
  );
}

function checkUnknownColumns({ spec, fleet, view, rows }: Trial): void {
  const columns: Record<string, Values> = { ...rows.columns };
  for (const name of [...(spec.mayRead ?? []), ...(spec.readsAny ?? [])]) {
    if (name in columns) columns[name] = rowsWhere(rows, () => true).columns[name].fill(0);
  }
  replay({ spec, fleet, view, rows: { length: rows.length, columns } });
}

function checkBounds({ expected: _, ...world }: Trial): void {
  for (const [name, { min, max, choices }] of Object.entries(world.spec.params)) {
    const values: readonly (number | undefined)[] = choices?.map((_, i) => i) ?? [min, max];
    for (const value of values) {
      if (value !== undefined && Number.isFinite(value)) {
        replay({ ...world, given: { [name]: value } });
      }
    }
  }
}

function checkWindow({ spec, fleet, view, rows }: Trial): void {
  const { window } = spec.params;
  if (window === undefined || window.unit !== "ms") return;
  const { columns } = rowsWhere(rows, () => true);
  const { device, start, time, visibleAt } = columns;
  const last = rows.length - 1;
  let latest = 0;
  for (let i = 0; i < last; i++) {
    device[i] = device[last];
    latest = Math.max(latest, visibleAt[i]);
  }
  start[last] = latest + window.default + 1;
  time[last] = start[last] + MINUTE;
  visibleAt[last] = time[last] + DAY;
  const long = { length: rows.length, columns };
  const world: Omit<Replay, "rows"> = { spec, fleet, view };
  const after = replay({ ...world, rows: long })[last];
  const fresh = replay({ ...world, rows: rowsWhere(long, (row) => row === last) })[0];
  if (after !== fresh) {
    throw new Error(
      `${spec.name}: remembers longer than its window: a row that begins one ms past it scores ${after} on the view ${view}, and ${fresh} where nothing went before`,
    );
  }
}

function mustEqual(
  { spec, view, expected }: Pick<Trial, "spec" | "view" | "expected">,
  scores: Float64Array,
  fault: string,
): void {
  const row = expected.findIndex((score, i) => score !== scores[i]);
  if (row < 0) return;
  throw new Error(
    `${spec.name}: ${fault}, row ${row} of the view ${view} scores ${scores[row]} instead of ${expected[row]}`,
  );
}
