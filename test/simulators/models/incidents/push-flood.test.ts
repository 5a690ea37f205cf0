import { describe, expect, test } from "vitest";
import { HOUR, MB } from "../../../../datasets/sizes.ts";
import { codeOf } from "../../../../datasets/table.ts";
import { APPS } from "../../../../datasets/vocabularies.ts";
import { openLife } from "../../../../simulators/life/life.ts";
import { drawPersona } from "../../../../simulators/life/persona.ts";
import { PLAIN_SCENARIO, type Play } from "../../../../simulators/model-kit/model-play.ts";
import { pushFlood } from "../../../../simulators/models/incidents/push-flood.ts";
import { groupChatDay } from "../../../../simulators/models/look-alikes/group-chat-day.ts";
import { newsFlood } from "../../../../simulators/models/look-alikes/news-flood.ts";
import { pushHeartbeat } from "../../../../simulators/protocols/push-heartbeat.ts";
import { bytesOf, medianOf, networksOf, playsOf, SEED } from "../plays-of.ts";

const LINES = 60;
const PUSH = codeOf(APPS, "push");

const words = ({ transfers }: Play) => transfers.filter(({ app }) => app === PUSH);
const pictures = ({ transfers }: Play) => transfers.filter(({ app }) => app !== PUSH);

describe("push-flood", () => {
  const days = playsOf(pushFlood, LINES);

  test("brings 1,000 to 20,000 messages a day, of 2 KB each, by the push channel", () => {
    const counts = days.map((play) => {
      const hours = (play.episode.end - play.episode.start) / HOUR;
      const bytes = words(play).reduce((sum, { down }) => sum + down, 0);
      return ((bytes / 2048) * 24) / hours;
    });
    expect(Math.min(...counts)).toBeGreaterThan(900);
    expect(Math.max(...counts)).toBeLessThan(22_000);
    expect(medianOf(counts)).toBeGreaterThan(3000);
    expect(medianOf(counts)).toBeLessThan(7000);
    for (const { protocol } of days.flatMap(words)) expect(protocol).toBe(pushHeartbeat);
  });

  test("is pictures for the most part: tens to hundreds of megabytes, all day and night, unseen", () => {
    const middle = medianOf(days.map(bytesOf));
    expect(middle).toBeGreaterThan(80 * MB);
    expect(middle).toBeLessThan(300 * MB);
    for (const play of days) {
      expect(bytesOf({ transfers: pictures(play) }) / bytesOf(play)).toBeGreaterThan(0.8);
      expect(play.transfers.every(({ foreground }) => foreground === 0)).toBe(true);
      const hours = (play.episode.end - play.episode.start) / HOUR;
      expect(hours).toBeGreaterThanOrEqual(18);
      expect(hours).toBeLessThanOrEqual(24);
    }
  });
});

describe.each([pushFlood, newsFlood, groupChatDay])("$name under restrict-background", (model) => {
  const guarded = playsOf(model, LINES, { safeguards: ["restrict-background"] });

  test("still brings every word", () => {
    const heard = guarded.map((play) => ({ ...play, transfers: words(play) }));
    expect(networksOf(heard)).toEqual(["any"]);
    const free = playsOf(model, LINES).map((play) => bytesOf({ transfers: words(play) }));
    expect(heard.map(bytesOf)).toEqual(free);
  });

  test("keeps to Wi-Fi the pictures that nobody opened", () => {
    for (const { foreground, network } of guarded.flatMap(pictures)) {
      expect(network).toBe(foreground === 1 ? "any" : "wifi-only");
    }
  });
});

test.each([newsFlood, groupChatDay])(
  "$name brings as many in its owner's day, and none at night, where it is quiet",
  (alike) => {
    const quiet = playsOf(alike, LINES, { options: { quiet: 1 } });
    for (const { device, day, transfers } of quiet) {
      const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
      life.enterDay(day);
      expect(transfers.every(({ start }) => life.awakeAt(start))).toBe(true);
    }
    const loud = playsOf(alike, LINES, { options: { quiet: 0 } });
    const ratio = medianOf(quiet.map(bytesOf)) / medianOf(loud.map(bytesOf));
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.1);
  },
);
