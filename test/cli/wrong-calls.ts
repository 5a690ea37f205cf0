/** A wrong call, or a call on a wrong scenario file, and the exact words that it must earn. */
export interface UsageError {
  readonly title: string;
  /** TMP stands for an empty folder, which the expected words leave out. */
  readonly args: readonly string[];
  /** Text of TMP/mine.yaml. */
  readonly file?: string;
  readonly stderr: string;
}

/** Wrong flags and arguments. */
export const WRONG_CALLS: readonly UsageError[] = [
  {
    title: "no command",
    args: [],
    stderr: "billshock: name a command; billshock --help lists them",
  },
  {
    title: "a flag before any command",
    args: ["--quiet"],
    stderr: "billshock: name a command before --quiet; billshock --help lists them",
  },
  {
    title: "a mistyped command",
    args: ["genrate", "city"],
    stderr: "billshock: unknown command genrate; did you mean generate?",
  },
  {
    title: "a word that is no command",
    args: ["frobnicate"],
    stderr: "billshock: unknown command frobnicate; billshock --help lists them",
  },
  {
    title: "a mistyped flag",
    args: ["generate", "city", "--devcies", "5"],
    stderr: "billshock generate: unknown flag --devcies; did you mean --devices?",
  },
  {
    title: "an unknown short flag",
    args: ["generate", "city", "-x"],
    stderr: "billshock generate: unknown flag -x; --help lists them",
  },
  {
    title: "a flag without its value",
    args: ["generate", "city", "--seed"],
    stderr: "billshock generate: --seed needs a value",
  },
  {
    title: "a flag given twice",
    args: ["generate", "city", "--seed", "1", "--seed", "2"],
    stderr: "billshock generate: --seed is given twice",
  },
  {
    title: "a missing argument",
    args: ["generate"],
    stderr: "billshock generate: scenario is missing; see --help",
  },
  {
    title: "an argument too many",
    args: ["generate", "city", "L1", "--dry-run"],
    stderr: "billshock generate: unexpected argument L1",
  },
  {
    title: "a missing folder",
    args: ["generate", "city"],
    stderr: "billshock generate: --out is missing",
  },
  {
    title: "a folder that exists",
    args: ["generate", "city", "-o", "TMP"],
    stderr: "billshock generate: TMP exists already; --force replaces it",
  },
  {
    title: "a count that is none",
    args: ["generate", "city", "--devices", "many", "--dry-run"],
    stderr: "billshock generate: --devices must be a whole number from 1 to 4294967294, got many",
  },
  {
    title: "a count out of range",
    args: ["generate", "city", "--days", "0", "--dry-run"],
    stderr: "billshock generate: --days must be a whole number from 1 to 3660, got 0",
  },
  {
    title: "a language that is not there",
    args: ["list", "models", "--lang", "zh"],
    stderr: "billshock list: --lang must be en, got zh",
  },
  {
    title: "a mistyped scenario",
    args: ["generate", "ctiy", "--dry-run"],
    stderr: "unknown scenario ctiy; did you mean city?",
  },
  {
    title: "a level that is not there",
    args: ["generate", "city@L9", "--dry-run"],
    stderr: "city: unknown level L9; choose from L0, L1, L2, L3, L4",
  },
  {
    title: "a preset that is not there",
    args: ["generate", "city", "--set", "preset=cn2025", "--dry-run"],
    stderr:
      "--set preset must be one of cn2015, cn2024, esim-trip, fi2017, uk2019, got cn2025; did you mean cn2015?",
  },
  {
    title: "a file that is not there",
    args: ["generate", "TMP/none.yaml", "--dry-run"],
    stderr: "can't read none.yaml: there is no such file",
  },
  {
    title: "a model that is not there",
    args: ["generate", "city", "--without", "bt-over-hotspt", "--dry-run"],
    stderr: "--without: unknown model bt-over-hotspt; did you mean bt-over-hotspot?",
  },
  {
    title: "a model that takes no part",
    args: ["generate", "wuhan-2015", "--without", "video", "--dry-run"],
    stderr:
      "--without: video takes no part in wuhan-2015; choose from bt-over-hotspot, background-sync",
  },
  {
    title: "a safeguard that is not there",
    args: ["generate", "city", "--with", "wifi-only", "--dry-run"],
    stderr: "--with: unknown safeguard wifi-only; did you mean wifi-only-updates?",
  },
  {
    title: "a share of adopters that is none",
    args: ["generate", "city", "--with", "wifi-only-updates=most", "--dry-run"],
    stderr:
      "--with wifi-only-updates=most: adoption must be a share from 0 to 1, such as 0.6 or 60%, got most",
  },
  {
    title: "a table of enforcement that is not there",
    args: ["generate", "city", "--enforce", "none.csv", "--dry-run"],
    stderr: "can't read none.csv: no such file",
  },
  {
    title: "a key that --set does not find",
    args: ["generate", "city", "--set", "clock.dayz=3", "--dry-run"],
    stderr: "--set clock.dayz is no key here; did you mean days?",
  },
  {
    title: "a --set without a value",
    args: ["generate", "city", "--set", "clock.days", "--dry-run"],
    stderr: "--set clock.days must be key=value, such as clock.days=30",
  },
  {
    title: "a model file that is not there",
    args: ["generate", "city", "--model", "TMP/my.js", "--dry-run"],
    stderr: "billshock generate: can't read my.js: no such file",
  },
  {
    title: "a safeguard file that is not there",
    args: ["generate", "city", "--safeguard", "TMP/my.js", "--dry-run"],
    stderr: "billshock generate: can't read my.js: no such file",
  },
  {
    title: "a list of nothing known",
    args: ["list", "detektors"],
    stderr: "billshock list: nothing is called detektors; did you mean detectors?",
  },
  {
    title: "a schema of nothing known",
    args: ["schema", "runs"],
    stderr: "billshock schema: no schema is called runs; did you mean run?",
  },
  {
    title: "a folder that is not there",
    args: ["inspect", "TMP/none"],
    stderr: "billshock inspect: there is no folder none",
  },
  {
    title: "a folder that is no dataset",
    args: ["verify", "TMP"],
    stderr: "billshock verify: TMP is no dataset, it has no manifest.json",
  },
  {
    title: "a line that is not in the fleet",
    args: ["generate", "city@L0", "--device", "20", "--dry-run"],
    stderr: "--device population.only must be below population.devices, 20, got 20",
  },
  {
    title: "a flag in --config that the command does not know",
    args: ["generate", "city", "--config", "TMP/mine.yaml"],
    file: "devcies: 5\n",
    stderr: "mine.yaml: devcies is no flag of billshock generate; did you mean devices?",
  },
  {
    title: "a switch in --config that is neither on nor off",
    args: ["generate", "city", "--config", "TMP/mine.yaml"],
    file: "force: 1\n",
    stderr: "mine.yaml: force must be true or false, got 1",
  },
  {
    title: "a list in --config where one value belongs",
    args: ["generate", "city", "--config", "TMP/mine.yaml"],
    file: "seed: [1, 2]\n",
    stderr: "mine.yaml: seed must be a text or a number, got a list",
  },
  {
    title: "a --config that is no mapping",
    args: ["generate", "city", "--config", "TMP/mine.yaml"],
    file: "devices\n",
    stderr: 'mine.yaml: must be a mapping of flags to values, got "devices"',
  },
  {
    title: "a --config that is not there",
    args: ["generate", "city", "--config", "TMP/none.yaml"],
    stderr: "--config: can't read none.yaml: there is no such file",
  },
];
