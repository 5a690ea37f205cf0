import { parseMoment } from "../../datasets/importing/parse-moment.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import type { Scenario } from "../scenario.ts";
import type { ScenarioFile } from "./scenario-schema.ts";

/** Reads when the WLAN operator closes accounts: once each, and in that order. */
export function closuresOf(
  problems: Problems,
  { wlanClosures, clock }: ScenarioFile,
): Scenario["wlanClosures"] {
  const momentOf = (i: number, key: "blockAt" | "disconnectAt") => {
    const text = wlanClosures[i]?.[key] ?? "";
    const moment = parseMoment(text, clock.utcOffset);
    if (Number.isNaN(moment)) {
      const rule = `must be a civil time such as 2015-11-11 22:26, got ${text}`;
      problems.at(["wlanClosures", i, key], rule);
    }
    return moment;
  };
  return wlanClosures.map(({ device }, i) => {
    const blockAt = momentOf(i, "blockAt");
    const disconnectAt = momentOf(i, "disconnectAt");
    if (disconnectAt < blockAt) {
      problems.at(["wlanClosures", i, "disconnectAt"], "must not be before blockAt");
    }
    if (wlanClosures.findIndex((other) => other.device === device) < i) {
      problems.at(["wlanClosures", i, "device"], `must be closed once, got ${device} twice`);
    }
    return { device, blockAt, disconnectAt };
  });
}
