import { ownerChecksBill } from "../../bench/floors/owner-checks-bill.ts";
import type { Account } from "../../bench/world.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { ViewBatch, ViewColumn } from "../../datasets/view.ts";
import type { PlanSetting } from "../../simulators/scenario.ts";
import type { Heard } from "./heard.ts";
import type { StudyWorld } from "./study-world.ts";

/** Owners who look at their bills every morning, on a life while it is lived. */
export interface BillWatch {
  rows(batch: ViewBatch): void;
  heard(): readonly Heard[];
}

const COLUMNS = ["device", "visibleAt", "time", "up", "down", "charged"] as const;

/** Keeps the charging rows of a life, 48 bytes each, and lets the floor of bench look at them. */
export function openBillWatch(
  world: StudyWorld,
  options: { readonly charge: number; readonly at: number },
): BillWatch {
  const { scenario, fleet } = world;
  const { deviceCount, payer } = fleet;
  const kept: ViewBatch[] = [];
  return {
    rows(batch) {
      const own = COLUMNS.map((name) => [name, batch[name].slice(0, batch.length)]);
      kept.push({ length: batch.length, ...Object.fromEntries(own) } as ViewBatch);
    },
    heard() {
      const to = scenario.from + scenario.days * DAY;
      const bills = {
        ...{ view: "charging" as const, deviceCount, payer },
        span: { from: scenario.from, to, warmUp: scenario.warmUpDays * DAY },
        accountOf: (device: number) => accountOf(world, device),
        scan: (_: readonly ViewColumn[], visit: (batch: ViewBatch, first: number) => void) => {
          for (const batch of kept) visit(batch, 0);
        },
      };
      const scored = new Uint8Array(deviceCount).fill(1);
      const alerts = ownerChecksBill({ world: bills, time: { scored } }, options);
      return Array.from({ length: alerts.length }, (_, i) => ({
        ...{ device: alerts.device[i], time: alerts.time[i], score: 1 },
        ...{ view: "charging" as const, plane: "cellular" as const },
      }));
    },
  };
}

/** How a line is billed. */
export function accountOf({ scenario, personas, fleet }: StudyWorld, device: number): Account {
  const plan = scenario.plans[personas[device]?.plan ?? 0] as PlanSetting;
  const { utcOffset, from } = scenario;
  return {
    tariff: plan.tariff,
    calendar: { utcOffset, billingDay: fleet.billingDay[device], from },
  };
}
