import { parse } from "yaml";
import { suggest } from "../datasets/nearest-name.ts";
import { namedScenarios, readScenarioText } from "../datasets/scenarios/named.ts";
import { type Command, textOf } from "./command.ts";
import { proseTable } from "./prose-table.ts";
import { UsageError } from "./usage-error.ts";

/** One line of a list; lists add fields of their own. */
interface Item {
  readonly name: string;
  readonly summary: string;
  readonly [field: string]: unknown;
}

interface Topic {
  items(): Promise<readonly Item[]>;
  /** Fields that the table shows beside name and summary. */
  readonly shown: readonly string[];
  /** Lays the list out where a table can't. */
  readonly text?: (width: number) => Promise<string>;
}

const TOPICS: Readonly<Record<string, Topic>> = {
  scenarios: { items: scenarios, shown: ["levels"] },
  models: { items: models, shown: ["role", "twin"] },
  protocols: { items: protocols, shown: [] },
  detectors: { items: detectors, shown: [], text: detectorText },
  combiners: { items: combiners, shown: ["options", "scored"] },
  safeguards: { items: safeguards, shown: ["by", "claimed"] },
  policies: { items: policies, shown: ["by", "hears", "reaches"] },
  strategies: { items: strategies, shown: ["by", "does"] },
  metrics: { items: metrics, shown: ["unit", "better"] },
  formats: { items: formats, shown: ["extensions"] },
  tariffs: { items: tariffs, shown: ["currency", "kind"] },
};

/** Lists what the package has of one sort. */
export const command: Command = {
  positionals: {
    what: { describe: `one of ${Object.keys(TOPICS).join(", ")}`, demandOption: true },
  },
  options: {},
  examples: [["detectors", "all detectors, with the names and units of their options"]],
  async run(args, shell) {
    const what = textOf(args, "what") ?? "";
    const topic = Object.hasOwn(TOPICS, what) ? TOPICS[what] : undefined;
    if (topic === undefined) {
      const near = suggest(what, Object.keys(TOPICS));
      throw new UsageError(`billshock list: nothing is called ${what}; ${near}`);
    }
    const items = await topic.items();
    if (shell.json) {
      shell.print(JSON.stringify(items, null, 2));
      return 0;
    }
    if (topic.text !== undefined) {
      shell.print(await topic.text(shell.width));
      return 0;
    }
    const fields = ["name", ...topic.shown, "summary"];
    shell.print(
      proseTable(
        fields,
        items.map((item) => fields.map((field) => shown(item[field]))),
        shell,
      ),
    );
    return 0;
  },
};

async function scenarios(): Promise<readonly Item[]> {
  return namedScenarios().map((name) => {
    const { summary, levels = {} } = parse(readScenarioText(name).text);
    return { name, summary, levels: Object.keys(levels) };
  });
}

async function models(): Promise<readonly Item[]> {
  const { NORMAL_MODELS, INCIDENT_MODELS, LOOK_ALIKE_MODELS } = await import(
    "../simulators/models/catalogue.ts"
  );
  return [...NORMAL_MODELS, ...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS].map((model) => {
    const { name, version, summary, role, twin, spreads, cue, explanation, params } = model;
    const said = { name, version, summary, role, twin: twin ?? null, spreads: spreads === true };
    return { ...said, cue, explanation, params };
  });
}

async function protocols(): Promise<readonly Item[]> {
  const { PROTOCOLS } = await import("../simulators/protocols/catalogue.ts");
  return PROTOCOLS.map((protocol) => ({ ...protocol }));
}

async function detectors(): Promise<readonly Item[]> {
  const { DETECTORS } = await import("../detectors/catalogue.ts");
  return DETECTORS.map(({ create: _, ...spec }) => spec);
}

async function detectorText(width: number): Promise<string> {
  const [{ DETECTORS }, { detectorList }] = await Promise.all([
    import("../detectors/catalogue.ts"),
    import("./detector-list.ts"),
  ]);
  return detectorList(DETECTORS, width);
}

async function combiners(): Promise<readonly Item[]> {
  const { COMBINERS } = await import("../bench/combining/catalogue.ts");
  return COMBINERS.map(({ name, summary, score, params }) => ({
    ...{ name, summary, score, params, scored: score.unit },
    options: Object.keys(params).join(", "),
  }));
}

async function safeguards(): Promise<readonly Item[]> {
  const { SAFEGUARDS } = await import("../simulators/safeguards/catalogue.ts");
  return SAFEGUARDS.map(({ name, summary, by, claims, params }) => ({
    ...{ name, summary, by, claims, params },
    claimed: claims.map(({ kind }) => kind).join(", "),
  }));
}

async function policies(): Promise<readonly Item[]> {
  const { POLICIES } = await import("../bench/policies/catalogue.ts");
  return POLICIES.map(({ open: _, ...policy }) => ({ ...policy, hears: policy.needs }));
}

async function strategies(): Promise<readonly Item[]> {
  const { allStrategies } = await import("../jobs/load-strategies.ts");
  return allStrategies().map((strategy) => {
    const { detectors, policies, safeguards } = strategy;
    const heard = detectors.map(({ use, view }) => `${use}.${view}`);
    const alarms = heard.length === 0 ? [] : [...heard, "->", ...policies.map(({ use }) => use)];
    return { ...strategy, does: [...alarms, ...safeguards.map(({ use }) => use)] };
  });
}

async function metrics(): Promise<readonly Item[]> {
  const { METRICS } = await import("../bench/metrics/catalogue.ts");
  return METRICS.map(({ name, summary, unit, better, needs }) => ({
    ...{ name, summary, unit, better, needs },
  }));
}

async function formats(): Promise<readonly Item[]> {
  const { IMPORTERS } = await import("../datasets/importers/catalogue.ts");
  return IMPORTERS.map(({ name, summary, extensions }) => ({ name, summary, extensions }));
}

async function tariffs(): Promise<readonly Item[]> {
  const { TARIFFS } = await import("../datasets/billing/tariffs/catalogue.ts");
  return TARIFFS.map((tariff) => ({ ...tariff }));
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "-";
  return Array.isArray(value) ? value.join(" ") || "-" : String(value);
}
