import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { VIEWS } from "../../datasets/view.ts";
import { run } from "./run.ts";

// Whole datasets are made here.
vi.setConfig({ testTimeout: 240_000 });

const DATA = process.env["BILLSHOCK_DATA"] ?? resolve(import.meta.dirname, "../../../shared/data");
const PUBLIC = join(DATA, "public-cases");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-scenario-files-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
const write = (text: string, name = `${made++}.yaml`) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const generate = async (word: string, ...flags: readonly string[]) => {
  const out = join(folder, `set${made++}`);
  const outcome = await run(["generate", word, "-o", out, "-j", "1", "--json", "-q", ...flags]);
  expect(outcome.stderr).toBe("");
  return { out, manifest: JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) };
};
const hashes = ({ views, truth }: ReturnType<typeof JSON.parse>) => [
  VIEWS.map((view) => [views[view].logicalHash, views[view].truthHash]),
  truth.logicalHash,
];

const MIX = `
extends: city
clock: { days: 6, warmUp: 1d }
population: { devices: 192 }
incidents:
  app-auto-update: { weight: 1 }
  bt-over-hotspot: { weight: 5 }
  wifi-fallback-upload: false
  wlan-credential-theft: { count: 3 }
lookAlikes: { photo-trip: false, stale-session: false, holiday-login: { count: 2 } }
enrichment: { devicesPerCase: 24, lookAlikesPerCase: 1, from: 2d, to: 4d }
`;

const FAMILY = `
extends: city
name: family
clock: { start: 2025-06-30, days: 4, warmUp: 1d, utcOffset: "+01:00" }
population:
  devices: 5
  plans:
    - { name: parents, share: 0.4, tariff: cn-2024, bundle: 24GB }
    - { name: kids, share: 0.6, tariff: cn-2024, bundle: 4GB }
  lines:
    - { lines: 0-1, plan: parents, segment: consumer, homeProvince: Hubei }
    - { lines: 2-4, plan: kids, segment: student, volume: 2 }
enrichment: { devicesPerCase: 0 }
pinned:
  - { model: bt-over-hotspot, device: 3, day: 2025-07-01 }
  - { model: game-day, device: 4, day: 2025-07-02 }
`;

const ONE_BILL = `
  billingDay: 1
  plans: [{ name: family, tariff: cn-2024, bundle: 1GB, shared: true }]
  lines: [{ lines: 0-3, household: true }]
enrichment`;

const TARIFF = `
name: ten-eur
summary: 10 GB, then 8 euro a GB
source: "chosen: an example"
currency: EUR
kind: overage
groups:
  data: { bundleBytes: 1048576, amount: 800, perBytes: 1073741824, incrementBytes: 1024 }
moneyCap: 30000
volumeCap: 0
period: month
`;

describe("a scenario file of one's own", () => {
  it("makes the cases that it asks for: by weight, by count, or not at all", async () => {
    const { manifest } = await generate(write(MIX));
    const { incidents, lookAlikes } = manifest.truth;
    expect([manifest.devices, manifest.span.to - manifest.span.from]).toEqual([
      192,
      6 * 86_400_000,
    ]);
    expect(incidents["wlan-credential-theft"]).toBe(3);
    expect(lookAlikes["holiday-login"]).toBe(2);
    expect(incidents).not.toHaveProperty("wifi-fallback-upload");
    // Eight blocks of two halves: 32 cases of two kinds, five to one.
    expect(incidents["bt-over-hotspot"] + incidents["app-auto-update"]).toBe(32);
    expect(incidents["bt-over-hotspot"]).toBeGreaterThanOrEqual(26);
    expect(incidents["bt-over-hotspot"]).toBeLessThanOrEqual(27);
  });

  it("describes lines: their plans, people and pins, and no others", async () => {
    const { out, manifest } = await generate(write(FAMILY));
    expect(manifest).toMatchObject({ name: "family", devices: 5, currency: "CNY" });
    expect(manifest.truth.incidents).toEqual({ "bt-over-hotspot": 1 });
    expect(manifest.truth.lookAlikes).toEqual({ "game-day": 1 });
    for (const [line, plan] of ["parents", "parents", "kids", "kids", "kids"].entries()) {
      const { stdout } = await run([
        "inspect",
        out,
        "--device",
        String(line),
        "--at",
        "2025-07-01",
      ]);
      expect(stdout).toContain(`line ${line} on 2025-07-01, plan ${plan}`);
    }
    expect((await run(["verify", out])).code).toBe(0);
  });

  it("puts a family on one bill, from the devices table to the score", async () => {
    const text = FAMILY.replace(/ {2}plans:[\s\S]*?\nenrichment/, () => ONE_BILL);
    const { out } = await generate(write(text));
    expect((await run(["verify", out])).code).toBe(0);
    const bills = [0, 3, 4].map(async (line) => {
      const flags = ["--device", String(line), "--at", "2025-07-03"];
      return /period from .*billed/.exec((await run(["inspect", out, ...flags])).stdout)?.[0];
    });
    const { stdout: day } = await run(["inspect", out, "--device", "3", "--at", "2025-07-03"]);
    expect(day).toContain("plan family, on one bill with lines 0, 1, 2");
    const [payer, other, alone] = await Promise.all(bills);
    expect(payer).toMatch(/period from .* [1-9][\d.,]* CNY billed/);
    expect(other).toBe(payer);
    expect(alone).not.toBe(payer);
    const bench = [
      "bench",
      out,
      "-o",
      join(folder, "bill-run"),
      "-j",
      "1",
      "--json",
      "--as-written",
    ];
    const rules = ["plan-cap:view=charging", "money-cap:view=charging", "ewma:view=flows"];
    const outcome = await run([...bench, ...rules.flatMap((rule) => ["-d", rule])]);
    const rows = JSON.parse(outcome.stdout).detectors.filter(
      ({ role }: { role: string }) => role === "detector",
    );
    expect(rows.map(({ status }: { status: string }) => status)).toEqual(["ok", "ok", "ok"]);
    const stake = rows.map(({ moneyAtStake }: { moneyAtStake: { value: number } }) => moneyAtStake);
    const { stdout } = await run(["inspect", out, "--json"]);
    expect(JSON.parse(stdout).truth.incidents).toEqual({ "bt-over-hotspot": 1 });
    expect(stake[0].value).toBeGreaterThan(0);
  });

  it("says when nobody shares a shared plan", async () => {
    const plans = "plans: [{ name: p, tariff: cn-2024, shared: true }]";
    const lines = "lines: [{ lines: 0, household: true }, { lines: 1, household: true }]";
    const text = `extends: city@L0\nclock: { days: 2, warmUp: 1d }\nmodels: { messaging: {} }\npopulation: { devices: 2, ${plans}, ${lines} }\nenrichment: { devicesPerCase: 0 }\n`;
    const out = join(folder, "nobody-shares");
    const { stderr } = await run(["generate", write(text), "-o", out, "-j", "1"]);
    expect(stderr).toContain("plan p is shared, but no two lines of a household have it");
  });

  it("takes a tariff file beside it, and tells money in its currency from end to end", async () => {
    write(TARIFF, "ten-eur.yaml");
    const plans = "population: { devices: 16, plans: [{ name: p, tariff: ten-eur.yaml }] }";
    const text = `extends: city@L0\n${plans}\nlookAlikes: { stale-session: false }\n`;
    const { out, manifest } = await generate(write(text));
    expect(manifest).toMatchObject({ currency: "EUR", plans: { p: { name: "ten-eur" } } });
    const bill = await run(["inspect", out, "--device", "1", "--at", "2024-11-05"]);
    expect(bill.stdout).toMatch(/bill of the period .* \d+\.\d\d EUR rated, \d+\.\d\d EUR billed/);
    expect(bill.stdout).not.toContain("CNY");
    expect(readFileSync(join(out, "README.md"), "utf8")).toContain("8.00 EUR for each 1 GB");
    const bench = ["bench", out, "-d", "dual-cap", "-o", join(folder, "eur-run"), "-j", "1"];
    expect((await run([...bench, "--json"])).stdout).toContain('"currency":"EUR"');
  });

  it.each([
    [
      "a tariff file that is not there",
      "./none.yaml",
      "can't read FOLDER/none.yaml: there is no such file",
    ],
    [
      "a tariff that is none",
      "{ name: x }",
      "must be a tariff: summary is missing, must be a text",
    ],
    [
      "a scenario instead of a tariff",
      "./mix.yaml",
      "FOLDER/mix.yaml:2:1 name is missing, must be a text",
    ],
  ])("says what is wrong with %s", async (_title, tariff, message) => {
    write(MIX, "mix.yaml");
    const file = write(`population:\n  plans:\n    - tariff: ${tariff}\n`);
    const { code, stderr } = await run(["generate", file, "--dry-run"]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${file}:3:15 population.plans.0.tariff`);
    expect(stderr).toContain(message.replace("FOLDER", folder));
  });

  it.each([
    ["no daily use", "name: x\n", "no models of daily use are listed"],
    [
      "what is switched off",
      "extends: city\nenrichment: { devicesPerCase: 0 }\n",
      "these never happen: app-auto-update, ",
    ],
    [
      "a free day elsewhere",
      "clock: { holidays: [2030-01-01] }\nmodels: { web: {} }\n",
      "1 of 1 clock.holidays lie outside the span",
    ],
    [
      "too few lines",
      "extends: city@L0\nclock: { days: 2 }\nenrichment: { from: 1d, to: 6d }\n",
      "asked for",
    ],
  ])("warns of %s", async (_title, text, warning) => {
    const { code, stderr } = await run(["generate", write(text), "--dry-run"]);
    expect(code).toBe(0);
    expect(stderr).toContain(`warning: `);
    expect(stderr).toContain(warning);
  });

  it("does not warn of look-alikes that stand beside a kind with a count", async () => {
    const kinds = "app-auto-update: false, wifi-fallback-upload: false";
    const counted = "bt-over-hotspot: { count: 1 }, wlan-credential-theft: { count: 1 }";
    const text = `extends: city@L0\nenrichment: { devicesPerCase: 0 }\nincidents: { ${kinds}, ${counted} }\n`;
    const { code, stderr } = await run(["generate", write(text), "--dry-run"]);
    expect(code).toBe(0);
    expect(stderr).not.toContain("never happen");
  });

  it.each([
    [
      "listed look-alikes at 0",
      "extends: city@L0\nenrichment: { lookAlikesPerCase: 0 }\n",
      "lookAlikes.game-day would never happen, since enrichment.lookAlikesPerCase is 0",
    ],
    [
      "a look-alike without its incident",
      "extends: city@L0\nincidents: { bt-over-hotspot: false }\nlookAlikes: { steam-hotspot: { bytesMin: 1GB } }\n",
      "lookAlikes.steam-hotspot would never happen, since its incident bt-over-hotspot is not listed",
    ],
    [
      "incidents at nobody's density",
      "incidents: { bt-over-hotspot: {} }\n",
      "incidents would never happen (bt-over-hotspot): give enrichment.devicesPerCase",
    ],
    [
      "look-alikes alone",
      "lookAlikes: { game-day: {} }\n",
      "lookAlikes would never happen (game-day)",
    ],
    [
      "more than a block holds",
      "extends: city@L0\nenrichment: { devicesPerCase: 8 }\n",
      "enrichment.devicesPerCase must be at least 16",
    ],
    [
      "a weight and a count",
      "incidents: { bt-over-hotspot: { weight: 1, count: 2 } }\n",
      "incidents.bt-over-hotspot.count must stand alone",
    ],
    [
      "a weight of 0",
      "incidents: { bt-over-hotspot: { weight: 0 } }\n",
      "incidents.bt-over-hotspot.weight must be a number above 0, got 0",
    ],
    [
      "a count of a half",
      "incidents: { bt-over-hotspot: { count: 0.5 } }\n",
      "incidents.bt-over-hotspot.count must be a whole number above 0, got 0.5",
    ],
    [
      "a weight of daily use",
      "models: { web: { weight: 2 } }\n",
      "models.web.weight is no option of web",
    ],
    [
      "an option that nobody has",
      "models: { video: { kids: true } }\n",
      "models.video.kids is no option of video; choose from",
    ],
    [
      "an option that is no number",
      "models: { video: { partBytes: [1] } }\n",
      "models.video.partBytes",
    ],
    [
      "a bundle that is shared by a number of lines",
      "population: { plans: [{ tariff: cn-2024, shared: 3 }] }\n",
      "population.plans.0.shared must be true or false",
    ],
    [
      "a plan that is not there",
      "population: { lines: [{ lines: 0, plan: kids }] }\n",
      "population.lines.0.plan must be one of the plans, got kids",
    ],
    [
      "a household across the halves",
      "extends: city@L0\npopulation: { lines: [{ lines: 2-5, household: true }] }\n",
      "population.lines.0.lines must lie within four lines from a multiple of four",
    ],
  ])("refuses %s", async (_title, text, message) => {
    const { code, stdout, stderr } = await run(["generate", write(text), "--dry-run"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("got a mapping");
  });
});

it("refuses a model whose param would be read as a weight or count", async () => {
  const params = `{ count: { summary: "n", unit: "1", default: 1, min: 1, max: 9, source: "chosen" } }`;
  const text = `export const m = { name: "m", version: 1, summary: "s", role: "incident", params: ${params},
    plan: () => [], emit() {}, cause: () => ({}) };`;
  const file = write(text, "model.mjs");
  const { code, stderr } = await run(["generate", "city@L0", "--dry-run", "--model", file]);
  expect(code).toBe(2);
  expect(stderr).toContain(`${file}: m must have no param count`);
});

describe("--print-config", () => {
  it.each([
    [
      "weights, counts and a window",
      MIX,
      [
        "--days",
        "5",
        "--devices",
        "96",
        "--without",
        "bt-over-hotspot",
        "--with",
        "wifi-only-updates",
      ],
    ],
    ["described lines and pins", FAMILY, ["--device", "3"]],
    ["a pinned level", "extends: city@L0\n", ["--devices", "12", "--set", "clock.days=2"]],
    ["nanjing's enforcement", "extends: nanjing-2015\n", []],
    [
      "safeguards for a share of the lines, and what was done about some",
      `extends: city@L0
safeguards: [session-limit, { use: dual-cap-stop, adoption: 30%, bytes: 3GB, lag: 1h }]
enforcement:
  - { device: 1, from: 2024-11-05 10:00, until: 2024-11-06, action: throttle, rate: 64kbps }
  - { device: 2, from: 1730772000123, action: block-app, app: video, by: seller, alarm: 4 }
`,
      ["--with", "wifi-only-updates=0.5"],
    ],
    ["wuhan's pins", "extends: wuhan-2015\n", []],
  ])(
    "prints a file that makes the same, with %s",
    async (_title, text, flags) => {
      const file = write(text);
      const asked = await generate(file, ...flags);
      for (const [form, ending] of [
        [[], "yaml"],
        [["--json"], "json"],
      ] as const) {
        const { stdout } = await run(["generate", file, "--print-config", ...flags, ...form]);
        const again = await generate(write(stdout, `${made++}.${ending}`));
        expect(again.manifest.scenario).toEqual(asked.manifest.scenario);
        expect(again.manifest.scenarioHash).toBe(asked.manifest.scenarioHash);
        expect(hashes(again.manifest)).toEqual(hashes(asked.manifest));
      }
      const again = await generate(join(asked.out, "manifest.json"));
      expect(hashes(again.manifest)).toEqual(hashes(asked.manifest));
    },
    120_000,
  );
});

const model = ["--model", join(PUBLIC, "m1-hidden-ads.mjs")];

describe.skipIf(!existsSync(PUBLIC))("public scenario files", () => {
  it.each([
    [
      "s1d-family-levels.yaml",
      [],
      { devices: 5, days: 30 },
      { incidents: { "bt-over-hotspot": 1 }, lookAlikes: { "game-day": 1 } },
    ],
    [
      "s1e-no-extends.yaml",
      [],
      { devices: 5, days: 30 },
      { incidents: { "bt-over-hotspot": 1 }, lookAlikes: { "game-day": 1 } },
    ],
    [
      "m1-scenario.yaml",
      model,
      { devices: 96, days: 21 },
      { incidents: { "hidden-ads": 24 }, lookAlikes: { "video-binge": 22 } },
    ],
  ])(
    "%s makes what it asks for, and the same from its print-out",
    async (name, flags, size, truth) => {
      const asked = await generate(join(PUBLIC, name), ...flags);
      const { manifest } = asked;
      const days = (manifest.span.to - manifest.span.from) / 86_400_000;
      expect({ devices: manifest.devices, days }).toEqual(size);
      expect(manifest.truth).toMatchObject(truth);
      const { stdout } = await run(["generate", join(PUBLIC, name), "--print-config", ...flags]);
      const again = await generate(write(stdout), ...flags);
      expect(hashes(again.manifest)).toEqual(hashes(manifest));
    },
    120_000,
  );

  it.each([
    ["s1-family.yaml", ["12:12 models.video.kids is no option of video"]],
    [
      "s1b-family-ok.yaml",
      ["11:31 enrichment.devicesPerCase must be at least 16, for 4 cases and 4 look-alikes"],
    ],
    [
      "s2-festival.yaml",
      [
        "6:43 population.homeProvince must be a province",
        "7:36 network.from is no key here",
        "7:54 network.to is no key here",
      ],
    ],
    [
      "s3-mix.yaml",
      ["11:31 enrichment.devicesPerCase must be at least 24, for 3 cases and 9 look-alikes"],
    ],
    [
      "s3b-mix.yaml",
      ["9:31 enrichment.devicesPerCase must be at least 16, for 2 cases and 6 look-alikes"],
    ],
    ["s4-eur.yaml", ["12:35 levels.mine.enrichment.devicesPerCase must be at least 16"]],
    ["s5-small-own.yaml", ["9:35 levels.mine.enrichment.devicesPerCase must be at least 16"]],
  ])("%s is refused with a clear word", async (name, messages) => {
    const { code, stdout, stderr } = await run(["generate", join(PUBLIC, name), "--dry-run"]);
    expect([code, stdout]).toEqual([2, ""]);
    for (const message of messages) expect(stderr).toContain(`${join(PUBLIC, name)}:${message}`);
  });

  const planned = async (name: string, ...flags: readonly string[]) => {
    const call = ["generate", join(PUBLIC, name), "--dry-run", "--json", ...flags];
    return JSON.parse((await run(call)).stdout);
  };

  it("make what they ask for once a block has room", async () => {
    const set = (assignment: string) => ["--set", assignment];
    expect(
      await planned("s1b-family-ok.yaml", ...set("enrichment.devicesPerCase=16")),
    ).toMatchObject({ devices: 5, days: 30 });
    const mix = await planned("s3-mix.yaml", ...set("enrichment.devicesPerCase=24"));
    expect(mix).toMatchObject({
      devices: 400,
      days: 21,
      incidents: { "wlan-credential-theft": 3 },
    });
    expect(mix.incidents["bt-over-hotspot"]).toBeGreaterThan(4 * mix.incidents["app-auto-update"]);
    const two = await planned("s3b-mix.yaml", ...set("enrichment.devicesPerCase=24"));
    expect(two).toMatchObject({
      devices: 160,
      days: 21,
      incidents: { "app-auto-update": 14, "bt-over-hotspot": 14 },
    });
    const eur = await planned(
      "s4-eur.yaml",
      ...set("enrichment.devicesPerCase=16"),
      ...set(`population.plans.0.tariff=${join(PUBLIC, "s4-tariff-eur.yaml")}`),
    );
    expect(eur).toMatchObject({ devices: 32, days: 8 });
    expect(Object.keys(eur.lookAlikes)).not.toEqual([]);
  });
});
