import { describe, expect, it } from "vitest";
import { accountBlock } from "../../../detectors/fleet/account-block.ts";
import { scoresOf } from "../rows.ts";

const login = (at: number, device: number, clientMac: number) => ({ at, device, clientMac });

describe("account-block", () => {
  it.each([
    ["one after the other", [login(1, 0, 7), login(1, 1, 7), login(1, 2, 7)], 3],
    ["one account again and again", [login(1, 0, 7), login(2, 0, 7), login(3, 0, 7)], 0.92],
    ["each with a client of its own", [login(1, 0, 7), login(1, 1, 8), login(1, 2, 9)], 1],
    ["back and forth", [login(1, 0, 7), login(1, 1, 7), login(1, 0, 7), login(1, 1, 7)], 2],
    ["beside owners", [login(1, 0, 7), login(1, 0, 3), login(1, 1, 4), login(1, 1, 7)], 2],
    ["on the next day", [login(1, 0, 7), login(25, 1, 7)], 1.368],
    ["two accounts, after a day again", [login(1, 0, 7), login(25.1, 0, 7)], 1.366],
  ])("counts accounts of one client, the latest most: %s", (_, rows, score) => {
    expect(scoresOf(accountBlock, "wlan", rows).at(-1)).toBe(score);
  });

  it("keeps clients apart, however many there are, and lets the oldest go", () => {
    const many = Array.from({ length: 500 }, (_, k) => login(1 + k / 1000, k % 4, 1000 + k));
    const rows = [...many, login(2, 0, 7), login(2, 1, 7)];
    const scores = scoresOf(accountBlock, "wlan", rows);
    expect(Math.max(...scores.slice(0, 500))).toBe(1);
    expect(scores.at(-1)).toBe(2);
  });
});
