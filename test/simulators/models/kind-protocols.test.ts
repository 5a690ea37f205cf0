import { expect, it } from "vitest";
import { protocolsOf } from "../../../datasets/audit/kind-protocols.ts";
import { eligibleDevices, playModel } from "../../../simulators/model-kit/model-play.ts";
import { INCIDENT_MODELS, LOOK_ALIKE_MODELS } from "../../../simulators/models/catalogue.ts";

/** Kinds that log in to the operator's WLAN: their sessions are used by one law, whoever logs in. */
const LOGS_IN = [
  ...["campus-orientation", "egress-flip", "family-away", "holiday-login"],
  ...["stale-session", "trip-and-home", "wlan-credential-theft"],
  ...["account-block-sweep", "account-handout", "lent-account"],
];

it.each([...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS])(
  "the audit knows by which protocols $name travels",
  (model) => {
    const devices = eligibleDevices(model, { seed: "protocols", count: 30, among: 3000 });
    const plays = devices.flatMap((device, i) =>
      playModel(model, { seed: "protocols", device, day: i % 7 }),
    );
    const used = new Set(plays.flatMap(({ transfers }) => transfers).map((t) => t.protocol.name));
    const known = protocolsOf(model.name);
    if (LOGS_IN.includes(model.name)) expect([known, used.size]).toEqual([undefined, 0]);
    else expect([...used].sort()).toEqual([...(known ?? [])].sort());
  },
);
