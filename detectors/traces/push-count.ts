import { HOUR, KB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { isNight } from "../state/night.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Counts the messages that the push channel brought within some hours.
 *
 * A message is a few hundred bytes to 4 KB, so their number follows from the channel's bytes, less
 * what `beats` a row needs to be kept open. People get some dozens a day; who sells the channel to
 * advertisers sends thousands, and asks for no hour: a message counts several times while people
 * sleep. The pictures that the messages bring are the larger part of the bill, and come with them.
 *
 * It misses floods of pictures without words, and on the probe's view what comes over private Wi-Fi.
 * Both look-alikes, news-flood and group-chat-day, fool it mostly: what is pushed is counted, and not who
 * wanted it.
 *
 * O(1) a row, 116 bytes a device. Source: the limit of 4096 bytes that push services set, and
 * push-flood's story.
 *
 * @example
 * const detector = createDetector(pushCount, { asleep: 1 }, fleet, "flows");
 */
export const pushCount = defineDetector({
  name: "push-count",
  summary: "pushed messages within some hours",
  views: ["flows", "netstats"],
  reads: ["time", "device", "start", "down", "app"],
  detects: ["push-flood"],
  scope: "device",
  score: { unit: "messages", threshold: 200 },
  params: {
    message: {
      summary: "bytes of a message",
      unit: "bytes",
      default: 2 * KB,
      min: 1,
      max: 4096,
      source: "cited: push services cap the payload at 4096 B; the mean is chosen",
    },
    beats: {
      summary: "bytes of a row that keep the channel open",
      unit: "bytes",
      default: 500,
      min: 0,
      source: "cited: four beats of 100-300 B with TCP and TLS, half of it down (52im)",
    },
    asleep: {
      summary: "what a message counts from midnight to six, in the line's own time",
      unit: "times",
      default: 4,
      min: 1,
      source: "chosen: channels that people follow are silent then",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: 3 * HOUR,
      min: 60_000,
      source: "chosen: long enough for a busy morning to pass",
    },
  },

  create({ message, beats, asleep, window }, { deviceCount, utcOffset }) {
    const push = codeOf(APPS, "push", "app");
    const sums = slidingSums(deviceCount, window, 12);
    return {
      observe({ length, device, time, start, down, app }, scores) {
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (app[i] !== push || down[i] <= beats) continue;
          const id = device[i];
          const weight = isNight(start[i], utcOffset[id]) ? asleep : 1;
          scores[i] = sums.add(id, time[i], (weight * (down[i] - beats)) / message);
        }
      },
    };
  },
});
