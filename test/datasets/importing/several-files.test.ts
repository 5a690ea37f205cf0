import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ImportOptions, importDataset } from "../../../datasets/importing/import-dataset.ts";
import { previewImport } from "../../../datasets/importing/preview-import.ts";
import { fileOf } from "../imported.ts";

const ARGUS = "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,TotBytes,SrcBytes\n";
const flow = (time: string) => `${time},1,tcp,10.0.0.1,5,->,9.9.9.9,443,300,100\n`;
const USAGE = "time,session,device,up,down\n";
const MAP = "time=time,device=device,up=up,down=down,cumulative=session";

function into(options: Omit<ImportOptions, "out">) {
  return importDataset({ ...options, out: join(dirname(fileOf("")), "out") });
}

describe("several files of one import", () => {
  it("hold one session, whichever comes first", async () => {
    const first = fileOf(`${USAGE}2024-06-01 00:00:00,s,a,0,0\n2024-06-01 00:10:00,s,a,1,100\n`);
    const second = fileOf(`${USAGE}2024-06-01 00:20:00,s,a,2,200\n2024-06-01 00:30:00,s,a,3,300\n`);
    for (const files of [
      [first, second],
      [second, first],
    ]) {
      const { manifest, skipped } = await into({ files, map: MAP });
      expect([manifest.views.charging, skipped]).toMatchObject([{ up: 3, down: 300 }, []]);
      const preview = await previewImport({ files, map: MAP });
      expect([preview.up, preview.down]).toEqual([3, 300]);
    }
  });

  it("say nothing of a line when rows are judged after the last", async () => {
    const row = (minute: number, down: number) => `2024-06-01 00:${minute}:00,s,a,0,${down}\n`;
    const files = [fileOf(USAGE + row(10, 0) + row(20, 900)), fileOf(USAGE + row(30, 5))];
    const fell = /fell and has begun anew/;
    const lines = async (each: readonly string[]) => {
      const { warnings } = await previewImport({ files: each, map: MAP });
      return warnings.flatMap(({ what, line, file }) => (fell.test(what) ? [[line, file]] : []));
    };
    expect(await lines(files)).toEqual([[undefined, undefined]]);
    const one = fileOf(USAGE + row(10, 0) + row(20, 900) + row(30, 5));
    expect(await lines([one])).toEqual([[4, undefined]]);
  });

  it("have one clock where times have no date", async () => {
    const files = [fileOf(ARGUS + flow("23:00:00")), fileOf(ARGUS + flow("01:00:00"))];
    const { manifest } = await into({ files, devices: ["10.0.0.1"], date: "2024-06-01" });
    expect([manifest.span.from, manifest.span.to]).toEqual([
      Date.UTC(2024, 5, 1, 23),
      Date.UTC(2024, 5, 2, 1, 2),
    ]);
  });

  it("are named where a clock jumps", async () => {
    const [good, bad] = [flow("2024/06/01 00:00:00"), flow("1970/01/01 00:00:00")];
    const files = [fileOf(ARGUS + good + good), fileOf(ARGUS + good + bad, "second.csv")];
    await expect(into({ files, devices: ["10.0.0.1"] })).rejects.toThrow(
      /second.csv:3: a row must lie within a year of the others, is of 1970-01-01 00:00:00/,
    );
  });

  it("are judged together, and the first doubtful value is named with its own file", async () => {
    const usage = (hour: number, down: string) =>
      fileOf(`time,device,down\n2024-06-01 0${hour}:00:00,a,${down}\n`, `${hour}.csv`);
    const files = [usage(1, "0"), usage(2, "1.234"), usage(3, "2.345")];
    const map = "time=time,device=device,down=down:KB";
    await expect(into({ files, map })).rejects.toThrow(
      /2\.csv:2: down must be written one way only: all its 2 values with a point/,
    );
  });

  it("hold a flow of which each has one direction", async () => {
    const header = "firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes\n";
    const there = "2024-06-01 00:00:00,30,TCP,10.0.0.1,5,9.9.9.9,443,10,1000\n";
    const back = "2024-06-01 00:00:01,30,TCP,9.9.9.9,443,10.0.0.1,5,20,9000\n";
    const files = [fileOf(header + there), fileOf(header + back)];
    const { rows, warnings } = await previewImport({ files, devices: ["10.0.0.1"] });
    expect(rows.map(({ up, down }) => [up, down])).toEqual([[1000, 9000]]);
    expect(warnings).toEqual([]);
  });

  it("are told together, with the file of the line", async () => {
    const header = "firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes\n";
    const one = (port: number, bytes: string) =>
      `2024-06-01 00:00:00,30,TCP,10.0.0.1,${port},9.9.9.9,443,10,${bytes}\n`;
    const files = [
      fileOf(header + one(1, "1000"), "a.csv"),
      fileOf(header + one(2, "1000") + one(3, "x") + one(4, "1000"), "b.csv"),
    ];
    const preview = await previewImport({ files, devices: ["10.0.0.1"], maxErrors: 1 });
    expect(preview.skipped).toMatchObject([{ rows: 1, line: 3, file: files[1] }]);
    const ways = preview.warnings.filter(({ what }) => /way back/.test(what));
    expect(ways.map(({ what, line }) => [what.slice(0, 18), line])).toEqual([
      ["3 of 3 TCP flows h", undefined],
    ]);
  });

  it("leave no name in the manifest", async () => {
    const text = ARGUS + flow("2024/06/01 00:00:00");
    const files = [fileOf(text, "13800000001.csv"), fileOf(text, "13800000002.csv")];
    const { manifest, warnings } = await into({ files, devices: ["10.0.0.1"] });
    expect(warnings.map(({ what }) => what).join()).toContain("13800000002.csv");
    expect(JSON.stringify(manifest)).not.toContain("1380000000");
  });
});
