import { describe, expect, it } from "vitest";
import { devices } from "../../datasets/tables/devices.ts";
import { truthDevices } from "../../datasets/tables/truth-devices.ts";
import { deviceRow, truthDeviceRow } from "../../jobs/device-rows.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { joinTables, type SmallRow, smallTable } from "../../jobs/small-table.ts";
import { drawPersona } from "../../simulators/life/persona.ts";

const plans = [["b"], ["c", "a"], [], ["a", "b", "b"]];
const plansTable = {
  name: "lines",
  summary: "",
  columns: [
    { name: "device", kind: "id", summary: "" },
    { name: "plan", kind: "category", summary: "" },
  ],
} as const;

describe("small tables that are joined", () => {
  it("are the table of all their rows, whatever words each part has", () => {
    const parts = plans.map((words, part) =>
      words.map((plan, i): SmallRow => ({ device: 10 * part + i, plan })),
    );
    const joined = joinTables(
      plansTable,
      parts.map((rows) => smallTable(plansTable, rows)),
    );
    expect(joined).toEqual(smallTable(plansTable, parts.flat()));
    expect(joined.vocabularies["plan"]).toEqual(["unknown", "a", "b", "c"]);
  });

  it("keep codes of more words than a byte numbers", () => {
    const rows = Array.from({ length: 600 }, (_, i) => ({ device: i, plan: `plan-${i}` }));
    const parts = [rows.slice(0, 200), rows.slice(200, 400), rows.slice(400)];
    const joined = joinTables(
      plansTable,
      parts.map((part) => smallTable(plansTable, part)),
    );
    expect(joined).toEqual(smallTable(plansTable, rows));
  });

  it("hold the lines of a scenario as one shard does", () => {
    const scenario = loadScenario("city@L1", { devices: 50 });
    const personas = Array.from({ length: 50 }, (_, i) => drawPersona("1", scenario, i));
    const [of, truthOf] = [devices, truthDevices].map(
      (table, t) => (from: number, to: number) =>
        smallTable(
          table,
          personas
            .slice(from, to)
            .map((who) =>
              t === 0 ? deviceRow(scenario, who) : truthDeviceRow("1", scenario, who),
            ),
        ),
    );
    expect(joinTables(devices, [of(0, 7), of(7, 50)])).toEqual(of(0, 50));
    expect(joinTables(truthDevices, [truthOf(0, 7), truthOf(7, 50)])).toEqual(truthOf(0, 50));
  });
});
