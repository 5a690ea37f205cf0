import type { Fleet } from "../../../datasets/fleet.ts";
import { GB } from "../../../datasets/sizes.ts";

/** Lines of a common plan in China, billed from the first of the month. */
export function smallFleet(deviceCount: number): Fleet {
  const numbers = (value: number) => new Float64Array(deviceCount).fill(value);
  const codes = (value: number) => new Uint8Array(deviceCount).fill(value);
  return {
    ...{ deviceCount, from: 0 },
    payer: Uint32Array.from({ length: deviceCount }, (_, i) => i),
    ...{ quota: numbers(5 * GB), price: numbers(1e6) },
    ...{ moneyCap: numbers(50_000), volumeCap: numbers(0) },
    ...{ billingDay: codes(1), utcOffset: new Int32Array(deviceCount).fill(480) },
    ...{ homeProvince: codes(1), segment: codes(1), deviceType: codes(1), activatedAt: numbers(0) },
  };
}
