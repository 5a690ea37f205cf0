import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { selectFlows } from "../../../perf/fidelity/select-flows.ts";
import type { RealFlow } from "../../../perf/fidelity/traffic-group.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-flows-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEADER =
  "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,SrcBytes,SrcPkts,Label";
const asked = "2019/04/04 16:23:00.0,1,tcp,10.0.0.1,40000,->,9.9.9.9,443,CON,0,0,3,1000,300,1,";
const called = "2019/04/04 16:23:01.0,1,udp,9.9.9.9,5000,->,10.0.0.1,40001,CON,0,0,3,1000,300,1,";
const strange = "2019/04/04 16:23:02.0,1,udp,9.9.9.9,53,->,8.8.8.8,40001,CON,0,0,3,1000,300,1,";

describe("flows of a log", () => {
  it("are seen from the side of the device, whoever began, and kept as they stand", () => {
    const file = join(folder, "a.binetflow");
    writeFileSync(file, `${[HEADER, asked, called, strange].join("\n")}\n`);
    const seen: RealFlow[] = [];
    const capture = { format: "argus", devices: ["10.0.0.1"] } as const;
    const kept = selectFlows(file, capture, (flow) => {
      seen.push(flow);
      return flow.remotePort === 443;
    });
    expect(seen).toEqual([
      { protocol: "tcp", remotePort: 443, up: 300, down: 700 },
      { protocol: "udp", remotePort: 5000, up: 700, down: 300 },
    ]);
    expect(kept).toBe(`${HEADER}\n${asked}\n`);
    expect(selectFlows(file, capture, () => false)).toBeNull();
  });

  it("are read from nfdump without a header", () => {
    const file = join(folder, "a.csv");
    const line =
      "2020-02-23 10:43:19,2020-02-23 10:43:20,1.0,9.9.9.9,10.0.0.1,443,50584,UDP,........,0,0,18,3169,14,6412,0";
    writeFileSync(file, `${line}\n`);
    const seen: RealFlow[] = [];
    selectFlows(file, { format: "nfdump", devices: ["10.0.0.1"] }, (flow) => seen.push(flow) > 0);
    expect(seen).toEqual([{ protocol: "udp", remotePort: 443, up: 6412, down: 3169 }]);
  });
});
