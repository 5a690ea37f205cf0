import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRealRows } from "../../perf/fidelity/real-rows.ts";
import { readFidelity } from "../../perf/fidelity/results.ts";
import type { TrafficGroup } from "../../perf/fidelity/traffic-group.ts";
import { TRAFFIC_GROUPS } from "../../perf/fidelity/traffic-groups.ts";

const DATA = join(process.env["BILLSHOCK_DATA"] ?? "../shared/data", "real");
const HERE = existsSync(DATA);
const WHERE = HERE ? "" : `, skipped: no captures at ${DATA}`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-protocols-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const groupNamed = (name: string) =>
  TRAFFIC_GROUPS.find((one) => one.name === name) as TrafficGroup;

describe.skipIf(!HERE)(`rows of real captures by kind of traffic${WHERE}`, () => {
  it.each(TRAFFIC_GROUPS.map(({ name }) => name))(
    "of %s are as many as published",
    async (name) => {
      const { rows, captures, merged } = await readRealRows(groupNamed(name), DATA, folder);
      const published = readFidelity().protocols.find((one) => one.name === name);
      expect({ rows: rows.length, captures, merged }).toEqual({
        rows: published?.rows.real,
        captures: published?.captures,
        merged: published?.merged,
      });
    },
  );

  it("show a torrent's crowd, and lookups of two small packets", async () => {
    const torrent = await readRealRows(groupNamed("BitTorrent"), DATA, join(folder, "again"));
    const crowd = Math.max(...torrent.rows.map(({ values }) => values.peers));
    // 402 remotes a minute by the packets; a flow is booked in the minute in which it closed.
    expect(crowd).toBeGreaterThan(200);
    expect(crowd).toBeLessThan(500);
    const dns = await readRealRows(groupNamed("DNS"), DATA, join(folder, "again"));
    const ups = dns.rows.map(({ values }) => values.up / values.packetsUp).sort((a, b) => a - b);
    // Measured on the packets of the captures: 58 to 75 B, median 67.
    expect(ups[Math.floor(ups.length / 2)]).toBeGreaterThan(58);
    expect(ups[Math.floor(ups.length / 2)]).toBeLessThan(75);
  });
});
