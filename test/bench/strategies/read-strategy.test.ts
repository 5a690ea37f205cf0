import { describe, expect, it } from "vitest";
import { readStrategy } from "../../../bench/strategies/read-strategy.ts";
import { strategyWarnings } from "../../../bench/strategies/strategy-warnings.ts";
import { DAY, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { loadStrategy } from "../../../jobs/load-strategies.ts";
import { SAFEGUARDS } from "../../../simulators/safeguards/catalogue.ts";

const HEAD = `billshock: strategy/1
name: mine
summary: a strategy
by: operator
source: "chosen: for a test"
`;
const read = (text: string) =>
  readStrategy({ text: HEAD + text, file: "mine.yaml" }, { safeguards: SAFEGUARDS });

it("reads detectors, policies with common and own options, and safeguards", () => {
  const strategy = read(`detectors: [{ use: concurrent-sessions, budget: 10 }]
policy: { use: [block-new-login, { use: disconnect-session, latency: 5m }], latency: 1h, hold: 2d, team: 30 }
safeguards: [clear-cache, { use: two-factor-login, adoption: 60% }]
`);
  expect(strategy.detectors).toMatchObject([
    { use: "concurrent-sessions", view: "wlan", budget: 10, threshold: null, isFloor: false },
  ]);
  expect(strategy.policies).toEqual([
    { use: "block-new-login", options: { latency: HOUR, hold: 2 * DAY } },
    { use: "disconnect-session", options: { latency: 5 * MINUTE, comesBack: 0 } },
  ]);
  expect(strategy.team).toBe(30);
  expect(strategy.safeguards).toEqual([
    { use: "clear-cache", adoption: 1, options: {} },
    { use: "two-factor-login", adoption: 0.6, options: {} },
  ]);
});

it("reads the hours of a night as one option", () => {
  const { detectors } = read(
    "detectors: [{ use: night-volume, view: flows, hours: 22-6 }]\npolicy: { use: cut-data }\n",
  );
  expect(detectors[0]?.options).toMatchObject({ from: 22, to: 6 });
});

it("warns of a hold that is shorter than the cool-down", () => {
  const short = read("detectors: [bt-flow-shape]\npolicy: { use: cut-data, hold: 1h }\n");
  expect(strategyWarnings(short)).toEqual([
    "mine: cut-data holds 1 h, shorter than the cool-down of 1 day: what runs on after it raises no other alarm",
  ]);
});

describe("refuses, with its place and what was meant,", () => {
  it.each<[title: string, text: string, message: string]>([
    [
      "an unknown detector",
      "detectors: [bt-flow-shap]\npolicy: { use: cut-data }\n",
      "mine.yaml:6:13 detectors.0 must be a detector, got bt-flow-shap; did you mean bt-flow-shape?",
    ],
    [
      "an unknown policy",
      "detectors: [bt-flow-shape]\npolicy: { use: cut-dat }\n",
      "mine.yaml:7:16 policy.use must be a policy, got cut-dat; did you mean cut-data?",
    ],
    [
      "an unknown safeguard",
      "safeguards:\n  - { use: clear-cach }\n",
      "mine.yaml:7:12 safeguards.0.use must be a safeguard, got clear-cach; did you mean clear-cache?",
    ],
    [
      "an option that no policy has",
      "detectors: [bt-flow-shape]\npolicy: { use: cut-data, hld: 1h }\n",
      "mine.yaml:7:26 policy.hld is no option of cut-data; did you mean hold?",
    ],
    [
      "an option out of bounds",
      "detectors: [bt-flow-shape]\npolicy: { use: cut-data, hold: 1s }\n",
      "mine.yaml:7:32 policy.hold must be in [60000, 7776000000] ms, got 1s",
    ],
    [
      "a key that is none",
      "safeguard: [clear-cache]\n",
      "mine.yaml:6:1 safeguard is no key here; did you mean safeguards?",
    ],
    [
      "a view that the detector does not read",
      "detectors: [{ use: concurrent-sessions, view: flows }]\npolicy: { use: block-new-login }\n",
      "mine.yaml:6:47 detectors.0.view must be a view that concurrent-sessions reads, got flows; choose from wlan",
    ],
    [
      "a view left open",
      "detectors: [rate-window]\npolicy: { use: cut-data }\n",
      "mine.yaml:6:13 detectors.0 must say on which view rate-window runs: flows, charging, netstats, wlan",
    ],
    [
      "a policy that never hears of the alarm",
      "detectors: [bt-flow-shape]\npolicy: { use: block-app }\n",
      "mine.yaml:7:16 policy.use must hear of the alarms of bt-flow-shape: block-app is applied by the owner, who sees netstats, got flows",
    ],
    [
      "a detector that looks at many lines",
      "detectors: [account-block]\npolicy: { use: block-new-login }\n",
      "mine.yaml:6:13 detectors.0 must follow from the line alone, got account-block, which looks at many lines at once",
    ],
    [
      "a detector that learns from other lines",
      "detectors: [{ use: logistic, view: flows }]\npolicy: { use: cut-data }\n",
      "which learns from other lines",
    ],
    [
      "alarms that nobody answers",
      "detectors: [bt-flow-shape]\n",
      "policy must say what follows an alarm, is missing",
    ],
    [
      "an answer without alarms",
      "policy: { use: cut-data }\n",
      "detectors must name whose alarms are answered, got none",
    ],
    ["nothing at all", "", "safeguards must name what is done"],
    [
      "a share above one",
      "safeguards: [{ use: clear-cache, adoption: 2 }]\n",
      "mine.yaml:6:44 safeguards.0.adoption must be a share from 0 to 1, such as 0.6 or 60%, got 2",
    ],
    [
      "a safeguard twice",
      "safeguards: [clear-cache, clear-cache]\n",
      "mine.yaml:6:27 safeguards.1 must be named once, got clear-cache twice",
    ],
    [
      "a threshold beside a budget",
      "detectors: [{ use: bt-flow-shape, budget: 1, threshold: 2 }]\npolicy: { use: cut-data }\n",
      "mine.yaml:6:43 detectors.0.budget must stand alone, got a threshold as well",
    ],
    [
      "a threshold that is none",
      "detectors: [{ use: bt-flow-shape, threshold: lots }]\npolicy: { use: cut-data }\n",
      "mine.yaml:6:46 detectors.0.threshold must be a number of at least 0, got lots",
    ],
  ])("%s", (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("a name that is no strategy", () => {
    expect(() => loadStrategy("torrent-cutt")).toThrow(
      "unknown strategy torrent-cutt; did you mean torrent-cut?",
    );
    expect(() => loadStrategy("./none.yaml")).toThrow("can't read ./none.yaml");
  });
});
