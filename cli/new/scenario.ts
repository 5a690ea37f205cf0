import type { NewKind } from "./kind.ts";

const TEXT = `# A scenario for billshock. \`billshock schema scenario\` explains every key.
billshock: 1
name: MY-UNIT
summary: a fortnight of the city with twice the torrent nights
extends: city

clock: { days: 14 }
incidents:
  bt-over-hotspot: { weight: 2 }
`;

/** A scenario: the listing of its folder is the catalogue. */
export const scenario: NewKind = {
  name: "scenario",
  summary: "who lives, how they are charged, and what goes wrong",
  homes: ["scenarios"],
  plugIn: {
    ending: ".yaml",
    text: TEXT,
    next: (path) => `see what would happen: npx billshock generate ${path} --dry-run`,
  },
  unit: () => ({
    files: { "datasets/scenarios/MY-UNIT.yaml": TEXT },
    catalogues: [],
    next: [
      "npx vitest run test/names.test.ts test/docs/commands.test.ts",
      "node dist/cli/main.js generate MY-UNIT --dry-run",
    ],
  }),
};
