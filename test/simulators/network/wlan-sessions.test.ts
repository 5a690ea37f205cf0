import { expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { STREAM_WORDS } from "../../../simulators/chance/streams.ts";
import type { WlanLogin } from "../../../simulators/model.ts";
import { PLAIN_ACCOUNT, WlanAccount } from "../../../simulators/network/wlan-account.ts";
import { Pen } from "../../../simulators/pen.ts";

const login = (start: number): WlanLogin => ({
  ...{ start, end: start + HOUR, up: 1000, down: 9000, province: 1, nas: 3 },
  ...{ clientMac: 5, method: 1, own: 1, terminateCause: 1 },
});

/** How long after its end each of so many sessions is booked as over. */
function bookedAfter(lostStop: number): number[] {
  const account = new WlanAccount({
    ...{ terms: { ...PLAIN_ACCOUNT }, checks: { sessionsAtOnce: 0 }, orders: null },
    ...{ lostStop, words: Uint32Array.from({ length: STREAM_WORDS }, (_, i) => i + 1) },
  });
  account.enterDay(0, 0);
  for (let i = 0; i < 200; i++) {
    account.request(login(i * MINUTE), { episode: -1, pen: new Pen() }, i);
  }
  return account.admit(DAY).map(({ stopAt, end }) => stopAt - end);
}

it("a stop that came is booked at once", () => {
  expect(bookedAfter(0)).toEqual(Array(200).fill(0));
});

it("a stop that was lost is booked by the sweep after 24 hours, any time of a quarter of an hour", () => {
  const late = bookedAfter(1).map((ms) => ms - DAY);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...late)).toBeLessThan(15 * MINUTE);
  for (let quarter = 0; quarter < 15; quarter += 3) {
    const count = late.filter((ms) => Math.floor(ms / (3 * MINUTE)) === quarter / 3).length;
    expect(count).toBeGreaterThan(20);
  }
});
