import type { Command } from "./command.ts";

const text = { type: "string", requiresArg: true } as const;

/** Flags of `billshock import`. */
export const IMPORT_FLAGS: Command["options"] = {
  out: { ...text, alias: "o", describe: "directory of the dataset" },
  "dry-run": { type: "boolean", describe: "show what would be read; write nothing" },
  device: {
    ...text,
    array: true,
    describe: "flows: addresses of one device, joined by commas; repeat for more devices",
  },
  "local-net": {
    ...text,
    array: true,
    describe: "flows: network in CIDR form, each address a device",
  },
  map: {
    ...text,
    describe:
      "records: time=COLUMN,device=COLUMN,up=COLUMN:KB,down=COLUMN,... or osmocom-sgsn or pgw; columns by name, in quotes where needed, or #1; units, forms of times and the rest: docs/formats.md",
  },
  timezone: {
    ...text,
    describe:
      "clocks of times without an offset: +08:00 or a name such as Europe/Berlin; UTC when left out",
  },
  from: { ...text, describe: "leave out rows that begin before this moment" },
  to: {
    ...text,
    describe: "leave out rows that end after it; with --from, clocks may jump by years",
  },
  date: { ...text, describe: "argus: date of the first row, where times have none" },
  "repeated-hour": {
    ...text,
    describe: "when clocks go back: take the earlier or the later; earlier when left out",
  },
  encoding: { ...text, describe: "utf-8 when left out; gb18030, utf-16le, ..." },
  delimiter: {
    ...text,
    describe: "what parts cells; found from the first lines when left out",
  },
  decimal: { ...text, describe: "decimal sign: . or ," },
  thousands: { ...text, describe: "sign between groups of digits: , . ' _ or a blank" },
  kilo: { ...text, describe: "what K counts in KB, MB, GB: 1024 when left out, or 1000" },
  empty: {
    ...text,
    describe: "words for an empty cell, joined by commas; empty amounts are then 0",
  },
  "skip-rows": { ...text, describe: "lines of each file that are no rows, such as 1-3,10,last" },
  "max-errors": {
    ...text,
    describe: "leave out up to so many bad rows, each listed; none when left out",
  },
  truth: { ...text, describe: "CSV of device,kind,from,to" },
  tariff: { ...text, describe: "name or file: rates records that carry no charge" },
  "forget-keys": { type: "boolean", describe: "write no private/keys.csv" },
  force: { type: "boolean", describe: "replace a dataset that stands there" },
};
