import { describe, expect, test } from "vitest";
import { DAY, HOUR, MB, MINUTE } from "../../../../datasets/sizes.ts";
import { drawPersona } from "../../../../simulators/life/persona.ts";
import type { TrafficModel } from "../../../../simulators/model.ts";
import {
  eligibleDevices,
  PLAIN_SCENARIO,
  type Play,
  playModel,
} from "../../../../simulators/model-kit/model-play.ts";
import { accountBlockSweep } from "../../../../simulators/models/incidents/account-block-sweep.ts";
import { accountHandout } from "../../../../simulators/models/look-alikes/account-handout.ts";
import { lentAccount } from "../../../../simulators/models/look-alikes/lent-account.ts";
import { atHomeOf, bytesANight } from "../twin-features.ts";

const SEED = "account-block-sweep";
/** All on one day, as a cohort is. */
const playsOf = (model: TrafficModel, { day = 2, seed = SEED } = {}) =>
  eligibleDevices(model, { seed, count: 60, among: 1000 }).flatMap((device) =>
    playModel(model, { seed, device, day }),
  );

const macsOf = (plays: readonly Play[]) => {
  const seen = new Map<number, number>();
  for (const { logins } of plays) {
    for (const mac of new Set(logins.map(({ clientMac }) => clientMac))) {
      seen.set(mac, (seen.get(mac) ?? 0) + 1);
    }
  }
  return seen;
};

describe("account-block-sweep", () => {
  const plays = playsOf(accountBlockSweep);
  const logins = plays.flatMap((play) => play.logins);

  test("opens accounts whose password is still the first one, and all where nobody says", () => {
    const { eligible } = accountBlockSweep;
    const person = drawPersona(SEED, PLAIN_SCENARIO, 0);
    const opens = (changes: Partial<typeof person>) =>
      eligible?.({ persona: { ...person, wlanAccount: 1, ...changes } });
    expect([opens({}), opens({ firstPassword: true }), opens({ firstPassword: false })]).toEqual([
      ...[true, true, false],
    ]);
    expect(opens({ wlanAccount: 0, firstPassword: true })).toBe(false);
  });

  test("uses each account little: one to three logins, tens of megabytes in all", () => {
    for (const play of plays) {
      expect(play.logins.length).toBeGreaterThanOrEqual(1);
      expect(play.logins.length).toBeLessThanOrEqual(3);
    }
    const sizes = plays.map(bytesANight).sort((a, b) => a - b);
    expect(sizes[30] as number).toBeGreaterThan(30 * MB);
    expect(sizes[30] as number).toBeLessThan(200 * MB);
  });

  test("is one stranger at one place with two clients, on most accounts of the day", () => {
    expect(logins.every(({ stranger, own }) => stranger === true && own === 0)).toBe(true);
    expect(new Set(logins.map(({ province }) => province)).size).toBe(1);
    const often = [...macsOf(plays).values()].filter((accounts) => accounts > 1);
    expect(often).toHaveLength(2);
    expect(Math.max(...often)).toBeGreaterThan(30);
  });

  test("tries the accounts in order of their numbers, minutes apart", () => {
    for (const { device, logins: own } of plays) {
      const first = Math.min(...own.map(({ start }) => start));
      const turn = ((device + 1) % 100) * 2 * MINUTE;
      const late = first - (PLAIN_SCENARIO.from + 2 * DAY + 13 * HOUR + turn);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(2 * MINUTE);
    }
  });

  test("is another stranger on another day, and in another world", () => {
    const often = (plays: readonly Play[]) =>
      [...macsOf(plays)].filter(([, accounts]) => accounts > 1).map(([mac]) => mac);
    const mine = often(plays);
    const others = [
      ...often(playsOf(accountBlockSweep, { day: 3 })),
      ...often(playsOf(accountBlockSweep, { seed: "another world" })),
    ];
    expect(others).toHaveLength(4);
    expect(others.filter((mac) => mine.includes(mac))).toEqual([]);
  });
});

test("account-handout has a client of its own on each account, at home, and nobody is a stranger", () => {
  const plays = playsOf(accountHandout);
  expect(Math.max(...macsOf(plays).values())).toBe(1);
  for (const play of plays) {
    expect(atHomeOf(SEED)(play)).toBe(1);
    expect(play.logins.every(({ stranger }) => stranger === undefined)).toBe(true);
  }
});

test("lent-account is one province that is not the owner's, day after day", () => {
  for (const play of playsOf(lentAccount)) {
    expect(atHomeOf(SEED)(play)).toBe(0);
    expect(new Set(play.logins.map(({ province }) => province)).size).toBe(1);
    const days = new Set(play.logins.map(({ start }) => Math.floor(start / DAY)));
    expect(days.size).toBe(5);
  }
});
