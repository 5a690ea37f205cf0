import { expect, it } from "vitest";
import { behaviourOf } from "../../../datasets/audit/behaviours.ts";

it.each([
  ["account-block-sweep", "nas", "normal", false],
  ["account-block-sweep", "clientMac", "normal", false],
  ["account-block-sweep", "account", "normal", false],
  ["account-block-sweep", "session", "normal", true],
  ["account-block-sweep", "clock", "normal", true],
  ["account-handout", "nas", "normal", false],
  ["account-handout", "clientMac", "normal", true],
  ["account-handout", "clientMac", "twin", false],
  ["account-handout", "account", "twin", true],
  ["lent-account", "nas", "normal", true],
  ["wlan-credential-theft", "nas", "normal", true],
  ["stale-session", "clientMac", "twin", true],
  ["tourist-navigation", "packets", "twin", false],
  ["tourist-navigation", "packets", "normal", true],
  ["tourist-navigation", "clock", "twin", true],
  ["roaming-photos", "packets", "twin", true],
  ["roaming-map-upload", "packets", "normal", true],
] as const)("of %s the group %s is asked beside a %s row: %s", (kind, group, against, asked) => {
  expect(behaviourOf(kind, group, against) === undefined).toBe(asked);
});
