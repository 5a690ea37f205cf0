import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { COMBINERS } from "../bench/combining/catalogue.ts";
import { POLICIES } from "../bench/policies/catalogue.ts";
import { TARIFFS } from "../datasets/billing/tariffs/catalogue.ts";
import { IMPORTERS } from "../datasets/importers/catalogue.ts";
import { namedScenarios } from "../datasets/scenarios/named.ts";
import { DETECTORS } from "../detectors/catalogue.ts";
import {
  INCIDENT_MODELS,
  LOOK_ALIKE_MODELS,
  NORMAL_MODELS,
} from "../simulators/models/catalogue.ts";
import { PROTOCOLS } from "../simulators/protocols/catalogue.ts";
import { SAFEGUARDS } from "../simulators/safeguards/catalogue.ts";

const units = [
  ...NORMAL_MODELS,
  ...INCIDENT_MODELS,
  ...LOOK_ALIKE_MODELS,
  ...PROTOCOLS,
  ...SAFEGUARDS,
  ...POLICIES,
  ...DETECTORS,
  ...COMBINERS,
];

it("names every model, protocol, safeguard, policy, detector and combiner once in all catalogues", () => {
  const names = units.map(({ name }) => name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

it("writes every name as the command line takes it", () => {
  const names = [...units, ...TARIFFS, ...IMPORTERS].map(({ name }) => name);
  for (const name of [...names, ...namedScenarios()]) {
    expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  }
});

it("twins every look-alike with an incident kind, and every kind with a look-alike", () => {
  const kinds = INCIDENT_MODELS.map(({ name }) => name);
  const twins = LOOK_ALIKE_MODELS.map(({ twin }) => twin);
  expect(kinds).toEqual(expect.arrayContaining([...new Set(twins)]));
  for (const kind of kinds) expect(twins).toContain(kind);
});

it.each([
  ["simulators/models/normal", NORMAL_MODELS],
  ["simulators/models/incidents", INCIDENT_MODELS],
  ["simulators/models/look-alikes", LOOK_ALIKE_MODELS],
  ["simulators/safeguards", SAFEGUARDS],
  ["bench/policies", POLICIES],
  ["bench/combiners", COMBINERS],
  ["datasets/importers", IMPORTERS],
])("lists in its catalogue what lies in %s", (folder, catalogue) => {
  const files = readdirSync(join(import.meta.dirname, "..", folder))
    .map((file) => basename(file, ".ts"))
    .filter((name) => name !== "catalogue" && !name.endsWith("-params"));
  expect(catalogue.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
});
