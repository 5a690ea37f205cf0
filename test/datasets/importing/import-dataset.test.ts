import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDataset } from "../../../datasets/dataset.ts";
import { type ImportOptions, importDataset } from "../../../datasets/importing/import-dataset.ts";
import { GB, KB } from "../../../datasets/sizes.ts";
import { fileOf } from "../imported.ts";

const EXAMPLE = {
  file: "examples/cdr/usage.csv",
  map: "device=MSISDN,start=BEGIN,time=END,up=UPLINK_KB:KB,down=DOWNLINK_KB:KB,cause=CAUSE,province=PROVINCE,roaming=ROAMING",
  timezone: "+08:00",
  tariff: "examples/cdr/tariff.yaml",
};

function into(name = "out"): string {
  return join(dirname(fileOf("")), name);
}

async function imported(options: Partial<ImportOptions> = {}) {
  const out = into();
  const report = await importDataset({ ...EXAMPLE, out, ...options });
  return { out, report, dataset: openDataset(out) };
}

function files(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("importing the example", () => {
  it("makes a dataset that holds the file's bytes, lines and plan", async () => {
    const { dataset, report } = await imported();
    const lines = readFileSync(EXAMPLE.file, "utf8").trim().split("\n").slice(1);
    const kilobytes = (column: number) =>
      lines.reduce((sum, line) => sum + Number(line.split(",")[column]), 0);
    const { views, devices, currency, truth } = dataset.manifest;
    expect(views.charging).toMatchObject({
      rows: lines.length,
      up: kilobytes(3) * KB,
      down: kilobytes(4) * KB,
    });
    expect([devices, currency, truth]).toEqual([4, "CNY", null]);
    expect(dataset.planNames()).toEqual(Array(4).fill("ten-gigabytes"));
    expect(report.skipped).toEqual([]);
    const fleet = dataset.fleet();
    expect([fleet.quota[0], fleet.moneyCap[3], fleet.utcOffset[1]]).toEqual([10 * GB, 30_000, 480]);
    expect(fleet.price[2]).toBe(Math.round((800 * KB * 1e6) / GB));
    dataset.close();
  });

  it("charges the night that ran away, and no other", async () => {
    const { dataset } = await imported();
    const charged = new Map<number, number>();
    for (const batch of dataset.readView("charging", 0)) {
      for (let i = 0; i < batch.length; i++) {
        const device = batch.device[i] as number;
        charged.set(device, (charged.get(device) ?? 0) + (batch.charged[i] as number));
      }
    }
    dataset.close();
    const runaway = [...charged].filter(([, fen]) => fen > 0);
    expect(runaway).toHaveLength(1);
    expect(runaway[0]?.[1]).toBeGreaterThan(2000);
    expect(runaway[0]?.[1]).toBeLessThan(4000);
  });

  it("books every byte of an interval to its case", async () => {
    const { dataset } = await imported({ truth: "examples/cdr/truth.csv" });
    const cases = dataset.readTruth("cases");
    const night = readFileSync(EXAMPLE.file, "utf8")
      .split("\n")
      .filter((line) => /^13800000003,2024-06-(09 2[23]|10)/.test(line));
    const sum = (column: number) =>
      night.reduce((total, line) => total + Number(line.split(",")[column]) * KB, 0);
    expect([cases.length, cases.rowsCharging[0], cases.rowsFlows[0]]).toEqual([1, night.length, 0]);
    expect([cases.up[0], cases.down[0]]).toEqual([sum(3), sum(4)]);
    const marked = { rows: 0, up: 0, down: 0 };
    for (const batch of dataset.readRecordTruth("charging", 0)) {
      for (let i = 0; i < batch.length; i++) {
        marked.rows++;
        marked.up += batch.up[i] as number;
        marked.down += batch.down[i] as number;
      }
    }
    expect(marked).toEqual({ rows: night.length, up: sum(3), down: sum(4) });
    expect(dataset.manifest.truth).toMatchObject({ incidents: { "bt-over-hotspot": 1 }, cases: 1 });
    dataset.close();
  });

  it("cuts a row that straddles an interval in proportion to time", async () => {
    const truth = fileOf(
      "device,kind,from,to\na,bt,2024-06-01 00:05:00,2024-06-01 00:15:00\na,bt,2024-06-01 00:20:00,2024-06-01 00:21:00\n",
      "truth.csv",
    );
    const file = fileOf(
      "time,start,device,up,down,charged\n2024-06-01 00:10:00,2024-06-01 00:00:00,a,101,9007199254740991,9\n2024-06-01 00:20:00,2024-06-01 00:12:00,a,80,8,0\n2024-06-01 00:20:00,2024-06-01 00:20:00,a,0,0,0\n",
    );
    const out = into();
    await importDataset({ file, out, truth });
    const dataset = openDataset(out);
    const cases = dataset.readTruth("cases");
    expect([...cases.up.subarray(0, 2)]).toEqual([50 + 30, 0]);
    expect([...cases.down.subarray(0, 2)]).toEqual([4503599627370495 + 3, 0]);
    expect([...cases.rowsCharging.subarray(0, 2)]).toEqual([2, 1]);
    expect(cases.cost[0]).toBe(4);
    expect(cases.observableCharging[0]).toBe(Date.UTC(2024, 5, 1, 0, 10));
    dataset.close();
  });
});

describe("truth of flows", () => {
  const header =
    "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,TotPkts,TotBytes,SrcBytes\n";
  const flows = `${header}2024/06/01 00:00:10,20,tcp,10.0.0.1,5,->,9.9.9.9,443,CON,2,100,40
2024/06/01 00:01:00,0,tcp,10.0.0.2,5,->,9.9.9.9,443,CON,2,100,40
`;

  it("is given by address, however it is spelled", async () => {
    const truth = fileOf(
      "device,kind,from,to\nFE80::0:1,theft,2024-06-01 00:00:00,2024-06-01 00:01:00\n",
      "truth.csv",
    );
    const out = into();
    const file = fileOf(flows.replace("10.0.0.1", "fe80::1"));
    await importDataset({ file, out, truth, localNets: ["fe80::/64"] });
    const dataset = openDataset(out);
    const cases = dataset.readTruth("cases");
    expect([cases.up[0], cases.down[0], cases.rowsFlows[0]]).toEqual([40, 60, 1]);
    expect(cases.observableFlows[0]).toBe(Date.UTC(2024, 5, 1, 0, 1));
    dataset.close();
  });

  it("may not name an address of the network that never spoke", async () => {
    const truth = fileOf("device,kind,from,to\n10.0.0.3,bt,2024-06-01,2024-06-02\n", "truth.csv");
    const running = importDataset({
      file: fileOf(flows),
      out: into(),
      truth,
      localNets: ["10.0.0.0/8"],
    });
    await expect(running).rejects.toThrow("device must be a device that has rows in the import");
  });
});

describe("identifiers", () => {
  const numbers = ["13800000001", "13800000002", "13800000003", "13800000004"];

  it("stand in the key file, which its owner alone may read, and nowhere else", async () => {
    const { out, dataset } = await imported({ truth: "examples/cdr/truth.csv" });
    dataset.close();
    const key = join(out, "private", "keys.csv");
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(statSync(join(out, "private")).mode & 0o777).toBe(0o700);
    const lines = readFileSync(key, "utf8").trim().split("\n");
    expect(lines[0]).toBe("device,identifier");
    expect(
      lines
        .slice(1)
        .map((line) => line.split(",")[1])
        .toSorted(),
    ).toEqual(numbers);
    for (const file of files(out)) {
      if (file === key) continue;
      const text = readFileSync(file, "latin1");
      for (const number of numbers) expect(text.includes(number), file).toBe(false);
      expect(text.includes("usage.csv"), file).toBe(false);
    }
  });

  it("of flows are addresses, which stay out as well, in every form", async () => {
    const file =
      fileOf(`StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,TotPkts,TotBytes,SrcBytes
2024/06/01 00:00:00.5,1.5,tcp,10.250.1.17,5,   ->,9.87.65.43,443,CON,2,100,40
2024/06/01 00:00:00.5,1.5,tcp,9.87.65.43,443,   ->,fe80::abcd:17,5,CON,2,100,40
`);
    const out = into();
    await importDataset({ file, out, devices: ["10.250.1.17,FE80:0::ABCD:17"] });
    const dataset = openDataset(out);
    expect(dataset.manifest.views.flows).toMatchObject({ rows: 1, up: 100, down: 100 });
    dataset.close();
    for (const path of files(out)) {
      const text = readFileSync(path, "latin1");
      const found = ["10.250.1.17", "abcd:17", "ABCD:17", "9.87.65.43"].filter((address) =>
        text.includes(address),
      );
      expect(found).toEqual(path.endsWith("keys.csv") ? ["10.250.1.17", "abcd:17"] : []);
    }
  });

  it("stay out of what the manifest and the card say of rows that were left out", async () => {
    const file =
      fileOf(`StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,TotPkts,TotBytes,SrcBytes
2024/06/01 00:00:00,1,tcp,10.250.1.17,5,->,9.87.65.43,443,CON,2,100,40
2024/06/01 00:00:00,1,tcp,10.250.1.18,5,->,9.87.65.43,443,CON,2,900,40
`);
    const out = into();
    const { warnings } = await importDataset({
      file,
      out,
      devices: ["10.250.1.17", "10.250.1.99"],
    });
    expect(warnings.map(({ what }) => what).join()).toMatch(/10\.250\.1\.99.*10\.250\.1\.18/);
    const card = readFileSync(join(out, "README.md"), "utf8");
    expect(card).toContain("| neither end local | 1 | 0.000 | no |");
    expect(card).toContain("| no row of device (a word) |  | 0.000 | yes |");
    for (const text of [card, readFileSync(join(out, "manifest.json"), "utf8")]) {
      expect(text).not.toMatch(/10\.250\.|9\.87\./);
    }
  });

  it("are forgotten when that is asked", async () => {
    const { out, dataset } = await imported({ forgetKeys: true });
    dataset.close();
    expect(files(out).some((file) => file.includes("private"))).toBe(false);
  });
});

describe("an import", () => {
  it("gives the same rows for the same file, in memory or by way of the disk", async () => {
    const [a, b, c] = [await imported(), await imported(), await imported({ memoryRows: 7 })];
    const hash = ({ dataset }: typeof a) => dataset.manifest.views.charging?.logicalHash;
    expect([hash(b), hash(c)]).toEqual([hash(a), hash(a)]);
    for (const { dataset } of [a, b, c]) dataset.close();
    expect(files(c.out).length).toBe(files(a.out).length);
  });

  it("leaves no sorted run of flows in the dataset", async () => {
    const lines = Array.from(
      { length: 50 },
      (_, i) => `2024/06/01 00:${59 - i}:00,1,tcp,10.0.0.1,5,->,9.9.9.9,443,CON,2,100,${i}\n`,
    );
    const header =
      "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,TotPkts,TotBytes,SrcBytes\n";
    const file = fileOf(header + lines.join(""));
    const [inMemory, onDisk] = [into(), into()];
    await importDataset({ file, out: inMemory, devices: ["10.0.0.1"] });
    await importDataset({ file, out: onDisk, devices: ["10.0.0.1"], memoryRows: 7 });
    const names = (out: string) => files(out).map((path) => path.slice(out.length));
    expect(names(onDisk).toSorted()).toEqual(names(inMemory).toSorted());
  });

  it("writes a shard for each 1,024 devices, the silent ones too", async () => {
    const line = (address: string) =>
      `2024/06/01 00:00:00,1,tcp,${address},5,->,9.9.9.9,443,CON,2,100,40\n`;
    const devices = Array.from(
      { length: 3000 },
      (_, i) => `10.0.${Math.floor(i / 250)}.${i % 250}`,
    );
    const file = fileOf(
      `StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,TotPkts,TotBytes,SrcBytes\n${line("10.0.11.249")}${line("10.0.0.0")}`,
    );
    const out = into();
    await importDataset({ file, out, devices });
    const dataset = openDataset(out);
    expect([dataset.shards, dataset.manifest.devices]).toEqual([3, 3000]);
    const rows = [0, 1, 2].map((shard) =>
      [...dataset.readView("flows", shard)].flatMap((batch) => [
        ...batch.device.subarray(0, batch.length),
      ]),
    );
    expect(rows).toEqual([[0], [], [2999]]);
    dataset.close();
  });

  it("replaces a dataset only by force, and leaves it whole when it fails", async () => {
    const { out, dataset } = await imported();
    dataset.close();
    await expect(importDataset({ ...EXAMPLE, out })).rejects.toThrow("is a dataset already");
    const broken = fileOf("time,start,device,down\n2024-06-01,2024-06-01,a,x\n");
    await expect(importDataset({ file: broken, out, force: true })).rejects.toThrow(
      "usage.csv:2:4",
    );
    const still = openDataset(out);
    expect(still.manifest.views.charging?.rows).toBe(64);
    still.close();
    await importDataset({ ...EXAMPLE, out, force: true });
    expect(readdirSync(dirname(out)).filter((name) => name.startsWith("out"))).toEqual(["out"]);
  });

  it("stops when it is told to, and leaves nothing", async () => {
    const out = into();
    const controller = new AbortController();
    const lines = Array.from({ length: 60_000 }, (_, i) => `2024-06-01,2024-06-01,${i},1\n`);
    const file = fileOf(`time,start,device,down\n${lines.join("")}`);
    const running = importDataset({
      file,
      out,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error("stopped")),
    });
    await expect(running).rejects.toThrow("stopped");
    expect(readdirSync(dirname(out))).toEqual(["usage.csv"]);
  });
});
