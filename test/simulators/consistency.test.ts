import { describe, expect, it } from "vitest";
import { distanceKm, PROVINCES } from "../../datasets/places.ts";
import { DAY, HOUR, MINUTE } from "../../datasets/sizes.ts";
import { OWN_MODELS } from "../../jobs/load-models.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { BillRun } from "../../simulators/engine/bill-run.ts";
import { openDesk } from "../../simulators/engine/desk.ts";
import type { Transfers } from "../../simulators/engine/transfers.ts";
import { openLife } from "../../simulators/life/life.ts";
import { drawPersona } from "../../simulators/life/persona.ts";

/** 1,000 device-months. */
const DEVICES = 1000;
const DAYS = 30;
const CELLULAR = 1;
const WLAN = 3;
const FLIGHT_KM_H = 800;

/** What no device may do, as the number of times that it was done. */
interface Contradictions {
  foregroundAsleep: number;
  homeWhileRoaming: number;
  tooFast: number;
  overTheLink: number;
  outsideTheDay: number;
  transfers: number;
}

function countContradictions(): Contradictions {
  const scenario = loadScenario("city@L1", { devices: DEVICES, days: DAYS });
  const plan = { seed: "1", scenario, models: OWN_MODELS, first: 0, count: DEVICES };
  const desk = openDesk(plan, { rows: () => undefined, truth: () => undefined });
  const found: Contradictions = {
    ...{ foregroundAsleep: 0, homeWhileRoaming: 0, tooFast: 0 },
    ...{ overTheLink: 0, outsideTheDay: 0, transfers: 0 },
  };
  for (let device = 0; device < DEVICES; device++) {
    const persona = drawPersona(plan.seed, scenario, device);
    const run = new BillRun(plan, [persona], desk);
    const life = openLife(plan.seed, scenario, persona);
    let [seenAt, seenIn] = [0, 0];
    for (let day = 0; day < DAYS; day++) {
      const from = scenario.from + day * DAY;
      run.day(day, desk);
      life.enterDay(day);
      const { transfers } = desk.seatOf(0);
      for (let k = 0; k < transfers.length; k++) {
        const i = transfers.order[k] as number;
        const start = transfers.start[i] as number;
        found.transfers++;
        if (start < from || transfers.stop[i] > from + DAY) found.outsideTheDay++;
        if (overTheLink(transfers, i)) found.overTheLink++;
        if (transfers.own[i] === 0 || transfers.access[i] === WLAN) continue;
        if (transfers.foreground[i] === 1 && !life.awakeAt(start)) found.foregroundAsleep++;
        if (transfers.access[i] !== CELLULAR) continue;
        const province = transfers.province[i] as number;
        if (transfers.roaming[i] === 1 && province !== ABROAD) found.homeWhileRoaming++;
        if (province === 0) continue;
        const hours = Math.max(start - seenAt, MINUTE) / HOUR;
        if (distanceKm(seenIn, province) / hours > FLIGHT_KM_H) found.tooFast++;
        seenAt = transfers.stop[i] as number;
        seenIn = province;
      }
      for (const view of ["flows", "charging", "netstats", "wlan"] as const) {
        desk.observers[view].rows.flush(from + DAY);
      }
    }
    for (const view of ["flows", "charging", "netstats", "wlan"] as const) {
      desk.observers[view].rows.flush(Infinity);
    }
  }
  return found;
}

const ABROAD = PROVINCES.indexOf("abroad");

/** Times are whole ms, so a transfer of a few ms may look a little faster than its link. */
function overTheLink(transfers: Transfers, i: number): boolean {
  if (transfers.access[i] === WLAN) return false;
  const lasted = transfers.end[i] - transfers.start[i];
  const rate = (bytes: number) => (bytes * 8000) / (lasted + 1);
  return (
    rate(transfers.down[i] as number) > (transfers.linkDown[i] as number) ||
    rate(transfers.up[i] as number) > (transfers.linkUp[i] as number)
  );
}

describe("1,000 device-months of a city", () => {
  const { transfers, ...found } = countContradictions();

  it.each(Object.entries(found))("hold no contradiction: %s", (_what, times) => {
    expect(times).toBe(0);
  });

  it("hold enough to be worth looking at", () => {
    expect(transfers).toBeGreaterThan(5_000_000);
  });
});
