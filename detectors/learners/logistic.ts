import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";
import { fitLogistic } from "../state/fit-logistic.ts";
import { ROW_FEATURES, rowFeatures } from "../state/row-features.ts";
import { thinnedRows } from "../state/thinned-rows.ts";

const WIDTH = ROW_FEATURES.length;
/** Rows of each class that are kept to learn from; the others are thinned out evenly. */
const MOST_ROWS = 20_000;

/**
 * Scores the log-odds that a row belongs to an incident, by a logistic regression over the twelve
 * features of `ROW_FEATURES`, learned from the labelled rows of the calibration half.
 *
 * It stands for what supervision buys: who has labels of last month's cases can do at least this. It
 * is no rival of the rules beside it, which nobody told what an incident looks like; it knows the
 * kinds that it was shown and their density, and is lost on a kind that is new. A row is an incident's
 * where at least half of its bytes are.
 *
 * Private Wi-Fi does not count. O(1) a row, some 90 bytes a device; learning is O(steps) over at most
 * 20,000 rows of each class, taken evenly.
 *
 * @example
 * const fitted = fitDetector(logistic, {}, { batches, labels, fleet, view: "flows" });
 * const detector = createDetector(logistic, {}, fleet, "flows", fitted);
 */
export const logistic = defineDetector({
  name: "logistic",
  summary: "logistic regression on twelve features, learned from labels",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: ["time", "visibleAt", "device", "start", "up", "down"],
  mayRead: COUNTED_BY,
  detects: ["app-auto-update", "bt-over-hotspot", "wifi-fallback-upload", "wlan-credential-theft"],
  scope: "device",
  learnsFrom: "labels",
  score: { unit: "log-odds", threshold: 0 },
  params: {
    ridge: {
      summary: "weight of the penalty on large weights",
      unit: "rows",
      default: 1,
      min: 1e-6,
      max: 1e6,
      source: "chosen: one row's worth, which keeps weights finite and changes no ranking",
    },
    steps: {
      summary: "Newton steps",
      unit: "count",
      default: 16,
      min: 1,
      max: 50,
      source: "measured: on city@L1 the weights hold still after 9 to 14, whatever the view",
    },
  },

  // biome-ignore lint/complexity/useMaxParams: the contract, which plug-ins are written to
  fit(batches, labels, { ridge, steps }, fleet, view) {
    const { column, skip } = countedRows(view, "billed");
    const features = rowFeatures(fleet);
    const row = new Float64Array(WIDTH);
    const classes = [thinnedRows(WIDTH, MOST_ROWS), thinnedRows(WIDTH, MOST_ROWS)];
    for (const batch of batches) {
      const { length, up, down } = batch;
      const kind = column(batch);
      const incident = labels?.(batch);
      for (let i = 0; i < length; i++) {
        if (kind !== null && skip[kind[i]] === 1) continue;
        features.read(batch, i, row);
        const bytes = incident?.[i] ?? 0;
        classes[bytes > 0 && 2 * bytes >= up[i] + down[i] ? 1 : 0].add(row);
      }
    }
    const [others, incidents] = classes.map((rows) => ({
      values: rows.values(),
      length: rows.length(),
      weight: rows.weight(),
    }));
    const model = fitLogistic([others, incidents], {
      width: WIDTH,
      ridge,
      steps: Math.round(steps),
    });
    return { ...model, rows: others.length, incidentRows: incidents.length };
  },

  create(_options, fleet, view, fitted) {
    const bias = fitted["bias"] as number;
    const weights = fitted["weights"] as Float64Array;
    const { column, skip } = countedRows(view, "billed");
    const features = rowFeatures(fleet);
    const row = new Float64Array(WIDTH);
    return {
      observe(batch, scores) {
        const { length } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          if (kind !== null && skip[kind[i]] === 1) {
            scores[i] = -Infinity;
            continue;
          }
          features.read(batch, i, row);
          let odds = bias;
          for (let j = 0; j < WIDTH; j++) odds += weights[j] * row[j];
          scores[i] = odds;
        }
      },
    };
  },
});
