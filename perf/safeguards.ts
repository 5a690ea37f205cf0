import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  INCIDENT_MODELS,
  LOOK_ALIKE_MODELS,
  NORMAL_MODELS,
} from "../simulators/models/catalogue.ts";
import { SAFEGUARDS } from "../simulators/safeguards/catalogue.ts";
import { fillMarks } from "./marks.ts";
import { ROOT } from "./root.ts";
import { effectsOn } from "./safeguards/effects.ts";
import { articleFigures, safeguardFigures } from "./safeguards/figures.ts";
import { messagesOf } from "./safeguards/messages.ts";

/*
 * Lives every kind under every safeguard, and what people do all day, and writes down what is left of
 * it: docs/safeguards.md, and what of it answers whom: docs/articles.md. A minute or two.
 */
/** What stands for everyday use: one model a column. */
const EVERYDAY = [
  ...["video", "web", "messaging", "push-keepalive", "background-sync", "cloud-backup"],
  ...["store-update", "wanted-download", "hotspot-use", "first-backup", "wanted-torrent"],
];
const names = SAFEGUARDS.map(({ name }) => name);

const incidents = INCIDENT_MODELS.flatMap((model) => {
  console.error(model.name);
  return effectsOn(model, names);
});
const wanted = [...NORMAL_MODELS, ...LOOK_ALIKE_MODELS];
const everyday = EVERYDAY.flatMap((name) => {
  console.error(name);
  const model = wanted.find((each) => each.name === name);
  if (model === undefined) throw new RangeError(`safeguards: no model is called ${name}`);
  return effectsOn(model, names);
});
console.error("messages");
const ordered = names.flatMap((name) => incidents.filter(({ safeguard }) => safeguard === name));
for (const [page, figures] of [
  ["docs/safeguards.md", safeguardFigures(ordered, everyday, messagesOf(names))],
  ["docs/articles.md", articleFigures(incidents)],
] as const) {
  const path = join(ROOT, page);
  writeFileSync(path, fillMarks(readFileSync(path, "utf8"), figures, page));
}
