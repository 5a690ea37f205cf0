import { DAY, HOUR, MINUTE, SECOND } from "../../datasets/sizes.ts";
import type { Bootstrap } from "../statistics/bootstrap.ts";
import {
  joinDraws,
  meanOfDraws,
  type PaddedDraws,
  paddedDraws,
  type ShareSums,
} from "../statistics/padded.ts";
import type { MeasureName } from "./measure.ts";
import type { Pool } from "./pool.ts";
import { columnShare, damageByKind, damageInAll, weightByKind, weightInAll } from "./share-sums.ts";

/** Padded draws of the measures that are shares; each is drawn when it is asked for. */
export interface PaddedMeasures {
  /** null: the measure is no share of sums, as with a curve from which cases were censored. */
  of(name: MeasureName): PaddedDraws | null;
  recallOf(kind: number): PaddedDraws;
  valueDetectionRateOf(kind: number): PaddedDraws;
  specificityOf(kind: number): PaddedDraws;
}

/** Opens the padded draws of a pool. */
export function openPaddedMeasures(pool: Pool, bootstrap: Bootstrap): PaddedMeasures {
  const { columns, units, axes } = pool;
  const draw = (sums: ShareSums) => paddedDraws([sums], pool.clusters, bootstrap)[0];
  const meanOf = (kinds: readonly ShareSums[]) => {
    const occur = kinds.filter(({ cluster }) => cluster.length > 0);
    return meanOfDraws(paddedDraws(occur, pool.clusters, bootstrap, occur.length));
  };
  const caught = (i: number) => units.caught[i] === 1;
  const recall = () => draw(weightInAll(pool, "recall", caught));
  const alarms = [columns.hit, columns.late, columns.false];
  const precision = () => draw(columnShare("precision", [columns.hit, columns.late], alarms));
  const { daysRight, daysRunning, daysFlagged } = columns;
  const within = (name: string, ms: number) => {
    const { seconds } = axes;
    if (seconds.censored) return null;
    const isIn = (i: number) => seconds.event[i] === 1 && seconds.value[i] <= ms / SECOND;
    return draw(weightInAll(pool, name, isIn));
  };
  const draws: Partial<Record<MeasureName, () => PaddedDraws | null>> = {
    recall,
    recallWithLate: () => draw(weightInAll(pool, "found", (i) => caught(i) || units.late[i] === 1)),
    recallByKindMean: () => meanOf(weightByKind(pool, "caught", caught)),
    valueDetectionRate: () => draw(damageInAll(pool)),
    valueDetectionRateByKindMean: () => meanOf(damageByKind(pool)),
    precision,
    precisionInTime: () => draw(columnShare("in time", [columns.hit], alarms)),
    f1: () => joinDraws(precision(), recall(), (p, r) => (p * r === 0 ? 0 : (2 * p * r) / (p + r))),
    dayPrecision: () => draw(columnShare("day precision", [daysRight], [daysFlagged])),
    dayRecall: () => draw(columnShare("day recall", [daysRight], [daysRunning])),
    dayF1: () => draw(columnShare("day f1", [daysRight, daysRight], [daysRunning, daysFlagged])),
    moneyDetectionRate: () =>
      draw(columnShare("money", [columns.moneySaved], [columns.moneyAtStake])),
    exposureDetectionRate: () =>
      draw(columnShare("exposure", [columns.exposureSaved], [columns.exposureAtStake])),
    within5m: () => within("5m", 5 * MINUTE),
    within1h: () => within("1h", HOUR),
    within6h: () => within("6h", DAY / 4),
  };
  return {
    of: (name) => draws[name]?.() ?? null,
    recallOf: (k) => draw(weightByKind(pool, "caught", caught)[k]),
    valueDetectionRateOf: (k) => draw(damageByKind(pool)[k]),
    specificityOf: (k) => {
      const [all, failed] = [pool.episodes[k], pool.failed[k]];
      return draw(columnShare(`spared ${pool.lookAlikeKinds[k]}`, [all], [all], [failed]));
    },
  };
}
