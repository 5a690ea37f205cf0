import type { Tariff } from "../../datasets/billing/tariff.ts";
import { suggest } from "../../datasets/nearest-name.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import type { PlanSetting } from "../scenario.ts";
import type { ScenarioCatalogues } from "./scenario-catalogues.ts";
import type { ScenarioFile } from "./scenario-schema.ts";
import { withAbroad } from "./tariff-abroad.ts";
import { parseMoney, parsePrice } from "./units.ts";

type Plan = ScenarioFile["population"]["plans"][number];
type Path = readonly PropertyKey[];

/** Looks up each plan's tariff, applies what the plan changes of it, and checks them together. */
export function plansOf(
  problems: Problems,
  plans: readonly Plan[],
  catalogues: ScenarioCatalogues,
): readonly PlanSetting[] {
  const settings: PlanSetting[] = [];
  plans.forEach((plan, i) => {
    const path = ["population", "plans", i];
    const base = baseOf(problems, [...path, "tariff"], plan.tariff, catalogues);
    if (base === null) return;
    const away = plan.abroad;
    const other =
      away === undefined ? undefined : baseOf(problems, [...path, "abroad"], away, catalogues);
    if (other === null) return;
    const { share, suspensionLag, reinstated, usedAtStart, shared } = plan;
    const name = plan.name ?? base.name;
    if (settings.some((other) => other.name === name)) {
      problems.at([...path, "name"], `must differ from the other plans', got ${name} twice`);
    }
    settings.push({
      name,
      share,
      tariff: withAbroad(
        problems,
        [...path, "abroad"],
        tariffOf(problems, path, plan, base),
        other,
      ),
      suspensionLag,
      reinstated,
      usedAtStart,
      ...(shared ? { shared } : {}),
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

/** The tariff that a plan names, writes out, or has in a file of its own. */
function baseOf(
  problems: Problems,
  path: Path,
  given: Plan["tariff"],
  { tariffs, readTariff }: ScenarioCatalogues,
): Tariff | null {
  if (typeof given !== "string" || /[/\\]|\.(ya?ml|json)$/.test(given)) {
    return problems.attempt<Tariff | null>(
      path,
      () => readTariff(given, problems.fileOf(path)),
      null,
    );
  }
  const base = tariffs.find(({ name }) => name === given);
  if (base !== undefined) return base;
  const names = tariffs.map(({ name }) => name);
  problems.at(path, `must be a tariff, got ${given}; ${suggest(given, names)}`);
  return null;
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
