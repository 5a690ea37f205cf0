import type { Tariff } from "../../datasets/billing/tariff.ts";
import { createDataset } from "../../datasets/publishing/publish.ts";
import { GB, MB } from "../../datasets/sizes.ts";
import type { Batch, Table } from "../../datasets/table.ts";
import { allocate } from "../../datasets/table.ts";
import { cases } from "../../datasets/tables/cases.ts";
import { devices } from "../../datasets/tables/devices.ts";
import { episodes } from "../../datasets/tables/episodes.ts";
import { incidents } from "../../datasets/tables/incidents.ts";
import { recordTruth } from "../../datasets/tables/record-truth.ts";
import { truthDevices } from "../../datasets/tables/truth-devices.ts";
import { VIEW_TABLES, VIEWS, type ViewName } from "../../datasets/view.ts";

import { DEVICES, FROM, none, type Row, type SmallData, smallData, TO } from "./small-data.ts";

const CT2015: Tariff = {
  name: "ct2015",
  summary: "1 GB, then 0.0003 yuan a KB",
  source: "a test",
  currency: "CNY",
  kind: "overage",
  groups: { data: { bundleBytes: GB, amount: 3, perBytes: 102_400, incrementBytes: 1024 } },
  moneyCap: 100_000,
  volumeCap: 0,
  period: "month",
};

/** The open words of the small tables. */
const WORDS = {
  devices: { plan: ["unknown", "ct2015"] },
  incidents: {
    kind: ["unknown", "bt-over-hotspot"],
    model: ["unknown", "bt-over-hotspot@1"],
    trigger: ["unknown"],
    vector: ["unknown"],
    amplifier: ["unknown"],
    failedSafeguards: ["unknown"],
    attribution: ["unknown", "confirmed"],
    twin: ["unknown", "steam-hotspot"],
  },
  episodes: {
    kind: ["unknown", "bt-over-hotspot", "steam-hotspot"],
    twin: ["unknown", "bt-over-hotspot"],
    cue: ["unknown", "no uplink"],
    explanation: ["unknown", "its owner fetched a game"],
  },
};

/** Lays rows out as a batch of the table. */
export function batchOfRows(
  table: Table,
  rows: readonly Row[],
  words: Record<string, readonly string[]> = {},
): Batch {
  const columns = Object.fromEntries(
    table.columns.map((column) => {
      const vocabulary = column.vocabulary ?? words[column.name];
      const values = allocate(column, rows.length);
      for (const [i, row] of rows.entries()) {
        const value = row[column.name] ?? 0;
        values[i] = typeof value === "string" ? (vocabulary?.indexOf(value) ?? 0) : value;
      }
      return [column.name, values];
    }),
  );
  return { length: rows.length, columns };
}

const SHARDS = 2;

/** Publishes the rows as a dataset, and returns its manifest. */
export function writeSmall(dir: string, data: SmallData = smallData(), force = false) {
  const writer = createDataset(dir, { force, views: VIEWS, truth: true });
  const perShard = Math.ceil(data.tables.devices.length / SHARDS);
  for (let shard = 0; shard < SHARDS; shard++) {
    const out = writer.shard(shard);
    for (const view of VIEWS) {
      const own = data.views[view].filter(
        (row) => Math.floor(Number(row["device"]) / perShard) === shard,
      );
      out.rows(view, batchOfRows(VIEW_TABLES[view], own));
      const truth = own.flatMap(
        ({ truth: episode, truthUp, truthDown, device, seq, ...rest }, row) => {
          if (episode === undefined) return [];
          const label = { row, device, seq, episode, up: truthUp, down: truthDown } as Row;
          return rest["truthTwice"] === 1 ? [label, { ...label, up: 0, down: 0 }] : [label];
        },
      );
      out.truth(view, batchOfRows(recordTruth, truth));
    }
    writer.addShard(out.close());
  }
  const { tables } = data;
  const put = (path: Parameters<typeof writer.table>[0], table: Table, rows: Row[], words = {}) =>
    writer.table(path, batchOfRows(table, rows, words), words);
  put("devices.arrow", devices, tables.devices, WORDS.devices);
  put("truth/incidents.arrow", incidents, tables.incidents, WORDS.incidents);
  put("truth/cases.arrow", cases, tables.cases);
  put("truth/episodes.arrow", episodes, tables.episodes, WORDS.episodes);
  put("truth/devices.arrow", truthDevices, tables.truthDevices);
  const count = tables.devices.length;
  return writer.publish({ ...factsOf(data), devices: count, devicesPerShard: perShard });
}

/** What the maker of the small dataset says of it. */
export function factsOf({ inFlight }: Pick<SmallData, "inFlight">) {
  const claims = (view: ViewName) => ({
    columns: VIEW_TABLES[view].columns.map(({ name }) => name),
    lost: none(),
    inFlight: inFlight[view],
  });
  return {
    name: "small",
    origin: "generated" as const,
    scenario: { charging: { volumeLimit: 50 * MB, overshoot: 1024 } },
    scenarioHash: "0".repeat(64),
    level: "L0",
    seed: "1",
    stream: 1,
    models: { "bt-over-hotspot": 1 },
    span: { from: FROM, to: TO, utcOffset: 480, warmUp: 0 },
    devices: DEVICES,
    devicesPerShard: DEVICES / SHARDS,
    currency: "CNY",
    plans: { ct2015: CT2015 },
    views: {
      flows: claims("flows"),
      charging: claims("charging"),
      netstats: claims("netstats"),
      wlan: claims("wlan"),
    },
    truth: {
      incidents: { "bt-over-hotspot": 1 },
      cases: 1,
      lookAlikes: { "steam-hotspot": 1 },
      enriched: true,
    },
    tool: { billshock: "0.1.0", node: process.version },
  };
}
