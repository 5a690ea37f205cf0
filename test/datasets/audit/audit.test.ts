import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ArtefactAudit, auditArtefacts } from "../../../datasets/audit/audit.ts";
import { auditFindings } from "../../../datasets/audit/audit-findings.ts";
import { deviceContrasts } from "../../../datasets/audit/device-contrasts.ts";
import { oneLinerGate } from "../../../datasets/audit/one-liner-gate.ts";
import { openDataset } from "../../../datasets/dataset.ts";
import { DAY } from "../../../datasets/sizes.ts";
import { VIEWS } from "../../../datasets/view.ts";
import { DEVICES, FROM, type Row, smallData } from "../small-data.ts";
import { writeSmall } from "../small-dataset.ts";

const LINES = 240;
const HIT_FROM = LINES / 2;

/** The upper half of the lines has a case each, whose rows start at whole seconds; other rows don't. */
function leakyData() {
  const data = smallData();
  const { cases, episodes, devices: lines, truthDevices } = data.tables;
  for (const view of VIEWS) data.views[view].length = 0;
  cases.length = 0;
  episodes.length = 0;
  for (let device = DEVICES; device < LINES; device++) {
    lines.push({ ...lines[0], device, payer: device });
    truthDevices.push({ ...truthDevices[0], device, cluster: device });
  }
  for (const [device, line] of truthDevices.entries()) {
    Object.assign(line, { cluster: device, split: device % 2 === 0 ? "calibration" : "test" });
  }
  for (let device = 0; device < LINES; device++) {
    const hit = device >= HIT_FROM;
    const start = FROM + DAY + device * 1000 + (hit ? 0 : 500 + ((device * 37) % 499));
    const bytes = { up: hit ? 150_000 : 70_000 + device, down: 9 };
    const row: Row = {
      device,
      seq: 0,
      start,
      time: start + 999,
      visibleAt: start + 1000,
      ...bytes,
    };
    const own = { truth: device, truthUp: bytes.up, truthDown: bytes.down };
    data.views.flows.push({ ...row, ...(hit ? own : {}) });
    if (!hit) continue;
    const fact = { device, ...bytes, incident: 0, episode: device };
    cases.push({ ...fact, onset: start, end: start + 999, rowsFlows: 1, observableFlows: start });
    episodes.push({ ...fact, role: "incident", kind: "bt-over-hotspot", start, end: start + 999 });
  }
  return data;
}

let parent: string;
let audit: ArtefactAudit;
const dirOf = (name: string) => join(parent, name);
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), "billshock-audit-"));
  writeSmall(dirOf("leaky"), leakyData());
  audit = auditArtefacts([openDataset(dirOf("leaky"))]);
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe("auditArtefacts", () => {
  it.each([
    ["devices", "lines", "lines with a case"],
    ["flows", "clock", "bt-over-hotspot"],
  ])("finds that %s %s tell of %s", (view, group, inside) => {
    const found = audit.contrasts.find(
      ({ contrast }) =>
        contrast.view === view && contrast.group === group && contrast.inside === inside,
    );
    expect(found).toMatchObject({ isJudged: true, figures: { area: 1 } });
    expect(found?.leaks).toContain("area");
    expect(audit.ok).toBe(false);
  });

  it("counts halves by blocks of eight lines, since neighbours are dealt together", () => {
    const halves = audit.contrasts.find(({ contrast }) => contrast.inside === "calibration half");
    expect(halves).toMatchObject({ isJudged: false, devices: [LINES / 8, LINES / 8] });
  });

  it("gives the same figures again", () => {
    expect(auditArtefacts([openDataset(dirOf("leaky"))])).toEqual(audit);
  });

  it("judges the same where only what can be judged is measured", () => {
    const judged = auditArtefacts([openDataset(dirOf("leaky"))], { measures: "judged" });
    expect(judged.ok).toBe(false);
    expect(judged.contrasts.map(({ contrast }) => contrast)).toEqual(
      audit.contrasts.map(({ contrast }) => contrast),
    );
    const verdicts = ({ contrasts }: ArtefactAudit) => contrasts.filter(({ isJudged }) => isJudged);
    expect(verdicts(judged)).toEqual(verdicts(audit));
    const others = (of: ArtefactAudit) =>
      of.contrasts.filter(({ isJudged, figures }) => !isJudged && figures !== null).length;
    expect([others(audit) > 0, others(judged)]).toEqual([true, 0]);
  });

  it("refuses a seed that is given twice", () => {
    const twice = [1, 2].map(() => openDataset(dirOf("leaky")));
    expect(() => auditArtefacts(twice)).toThrow(/^audit: seeds must differ, .* both have/);
  });

  it("pools no dataset of another scenario, but finds that its episodes hit the same lines", () => {
    const one = openDataset(dirOf("leaky"));
    const manifest = { ...one.manifest, scenarioHash: "another", seed: one.manifest.seed ?? "1" };
    const first = { ...one, manifest: { ...one.manifest, seed: manifest.seed } };
    const found = auditArtefacts([first, { ...one, manifest }]);
    expect(found.contrasts).toEqual(audit.contrasts);
    expect(found.apart).toHaveLength(1);
    expect(found.placements).toMatchObject([{ episodes: 120, shared: 120, isLeak: true }]);
  });

  it("says each leak in one line, with the devices of both sides", () => {
    const [first] = auditFindings(audit).filter(({ file }) => file === "views/flows");
    expect(first).toMatchObject({ level: "error", check: "artefact" });
    expect(first.message).toMatch(
      /^\S+.* tells bt-over-hotspot from normal \(\d+ and \d+ devices\): AUC 1\.00 \[1\.00, 1\.00\]/,
    );
  });
});

describe("deviceContrasts", () => {
  it("counts the first days of a line without its private Wi-Fi", () => {
    const data = smallData();
    for (const row of data.views.netstats) if (row["device"] === 1) row["access"] = "wifi";
    writeSmall(dirOf("at-home"), data);
    const dataset = openDataset(dirOf("at-home"));
    const late = {
      ...dataset,
      manifest: { ...dataset.manifest, span: warm(dataset.manifest.span) },
    };
    const [lines] = [...deviceContrasts([late as typeof dataset])];
    const bytes = lines?.sample.columns.find(({ name }) => name === "bytes of the warm-up");
    expect(Array.from(bytes?.values ?? [], (sum) => sum > 0)).toEqual([true, false, true, true]);
  });

  function warm<T extends { readonly from: number; readonly to: number }>(span: T): T {
    return { ...span, warmUp: span.to - span.from };
  }
});

describe("oneLinerGate", () => {
  it("finds the number that solves a kind, with the threshold of the other half", () => {
    const rules = oneLinerGate([openDataset(dirOf("leaky"))]);
    const rule = rules.find(({ view }) => view === "flows");
    expect(rule).toMatchObject({ kind: "bt-over-hotspot", form: "absolute", f1: 1, cases: 60 });
    expect(rule?.feature).toMatch(/^bytes/);
  });
});
