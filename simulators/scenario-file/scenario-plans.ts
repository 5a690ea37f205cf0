import { suggest } from "../../datasets/nearest-name.ts";
import type { Tariff } from "../../datasets/tariff.ts";
import type { PlanSetting } from "../scenario.ts";
import type { Problems } from "./scenario-problems.ts";
import type { ScenarioFile } from "./scenario-schema.ts";
import { parseMoney, parsePrice } from "./units.ts";

type Plan = ScenarioFile["population"]["plans"][number];
type Path = readonly PropertyKey[];

/** Looks up each plan's tariff, applies what the plan changes of it, and checks them together. */
export function plansOf(
  problems: Problems,
  plans: readonly Plan[],
  tariffs: readonly Tariff[],
): readonly PlanSetting[] {
  const names = tariffs.map(({ name }) => name);
  const settings: PlanSetting[] = [];
  plans.forEach((plan, i) => {
    const path = ["population", "plans", i];
    const base = tariffs.find(({ name }) => name === plan.tariff);
    if (base === undefined) {
      problems.at(
        [...path, "tariff"],
        `must be a tariff, got ${plan.tariff}; ${suggest(plan.tariff, names)}`,
      );
      return;
    }
    const { share, suspensionLag, reinstated, usedAtStart } = plan;
    const name = plan.name ?? plan.tariff;
    if (settings.some((other) => other.name === name)) {
      problems.at([...path, "name"], `must differ from the other plans', got ${name} twice`);
    }
    settings.push({
      name,
      share,
      tariff: tariffOf(problems, path, plan, base),
      suspensionLag,
      reinstated,
      usedAtStart,
    });
  });
  const currencies = new Set(settings.map(({ tariff }) => tariff.currency));
  if (currencies.size > 1) {
    problems.at(
      ["population", "plans"],
      `must share one currency, got ${[...currencies].join(" and ")}`,
    );
  }
  const sum = settings.reduce((total, { share }) => total + share, 0);
  if (settings.length === plans.length && Math.abs(sum - 1) > 1e-9) {
    problems.at(["population", "plans"], `must have shares that sum to 1, got ${sum}`);
  }
  return settings;
}

function tariffOf(problems: Problems, path: Path, plan: Plan, base: Tariff): Tariff {
  const { bundle, price, moneyCap, volumeCap } = plan;
  const { currency } = base;
  const { data } = base.groups;
  const changed: { -readonly [K in keyof Tariff]?: Tariff[K] } = {};
  if (volumeCap !== undefined) changed.volumeCap = volumeCap;
  if (moneyCap !== undefined) {
    const parse = () => parseMoney(moneyCap, currency);
    changed.moneyCap = problems.attempt([...path, "moneyCap"], parse, 0);
  }
  if (bundle !== undefined || price !== undefined) {
    if (data === undefined) {
      problems.at(path, `can't change the data price of ${base.name}, which has none`);
      return base;
    }
    const parse = () => (price === undefined ? data : parsePrice(price, currency));
    const { amount, perBytes } = problems.attempt([...path, "price"], parse, data);
    const group = { ...data, bundleBytes: bundle ?? data.bundleBytes, amount, perBytes };
    changed.groups = { ...base.groups, data: group };
  }
  return { ...base, ...changed };
}
