import type { Dataset } from "../../datasets/dataset.ts";
import { writeQuantity } from "../../datasets/quantity.ts";

import { dualCap } from "../../detectors/rules/dual-cap.ts";
import { moneyCap } from "../../detectors/rules/money-cap.ts";
import { planCap } from "../../detectors/rules/plan-cap.ts";

/**
 * Says which facts of the plans data without truth lack, and what the rules that plans have now make
 * of it: each stands its own default in, or has nothing to say.
 */
export function planWarnings({ manifest, fleet }: Dataset): string[] {
  if (manifest.truth !== null || manifest.views.charging === undefined) return [];
  const { quota, price, moneyCap: money, volumeCap: volume, deviceCount } = fleet();
  const isPriced = Object.values(manifest.plans).some(
    ({ groups }) => Object.keys(groups).length > 0,
  );
  const lacking = (values: Float64Array) => values.reduce((n, value) => n + (value > 0 ? 0 : 1), 0);
  const lines = (n: number) =>
    n === deviceCount ? "no line has" : `${n} of ${deviceCount} lines lack`;
  const found: string[] = [];
  if (!isPriced && lacking(price) === deviceCount) {
    found.push(
      "no tariff is known (import with --tariff): money-cap can say nothing, dual-cap goes by volume alone",
    );
  }
  const bundles = lacking(quota);
  if (bundles > 0) {
    const own = writeQuantity(planCap.params.quota.default, "bytes");
    found.push(
      `${lines(bundles)} a bundle: percent-alert and plan-cap count against ${own}, their default`,
    );
  }
  const caps = lacking(money);
  if (isPriced && caps > 0) {
    const [one, other] = [moneyCap.params.cap.default, dualCap.params.money.default].map(
      (n) => n / 100,
    );
    found.push(
      `${lines(caps)} a money cap: money-cap counts against ${one}, dual-cap against ${other}`,
    );
  }
  const volumes = lacking(volume);
  if (volumes > 0) {
    const own = writeQuantity(dualCap.params.volume.default, "bytes");
    found.push(`${lines(volumes)} a volume cap: dual-cap counts against ${own}`);
  }
  return found.map((text) => `${manifest.name}: ${text}`);
}
