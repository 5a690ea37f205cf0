import { describe, expect, it } from "vitest";
import { parseColumnMap, withoutValues } from "../../../datasets/importing/column-map.ts";
import { mapDoubts } from "../../../datasets/importing/map-doubts.ts";

const LEAST = "device=A,time=B,down=C";

describe("a column map", () => {
  it("names columns and units", () => {
    const { targets } = parseColumnMap(`${LEAST},up=UL:MB,duration=D,charged=FEE:major,start=x:y`);
    expect(Object.fromEntries(targets)).toEqual({
      device: { columns: ["A"], unit: null },
      time: { columns: ["B"], unit: null },
      down: { columns: ["C"], unit: null },
      up: { columns: ["UL"], unit: "MB" },
      duration: { columns: ["D"], unit: null },
      charged: { columns: ["FEE"], unit: "major" },
      start: { columns: ["x:y"], unit: null },
    });
  });

  it.each([
    ['up="UL, KB":KB', "up", { columns: ["UL, KB"], unit: "KB" }],
    ["up='a=b:c'", "up", { columns: ["a=b:c"], unit: null }],
    ["up='it''s':MB", "up", { columns: ["it's"], unit: "MB" }],
    ["up= Volume up :cell", "up", { columns: ["Volume up"], unit: "cell" }],
    ["up=a=b", "up", { columns: ["a=b"], unit: null }],
    ["up=L'été", "up", { columns: ["L'été"], unit: null }],
    ["up=#4:MB", "up", { columns: [4], unit: "MB" }],
    ["up='#4'", "up", { columns: ["#4"], unit: null }],
    ["start=DAY+HOUR", "start", { columns: ["DAY", "HOUR"], unit: null }],
    ["start=#2+#3:DD/MM/YYYY HH:mm", "start", { columns: [2, 3], unit: "DD/MM/YYYY HH:mm" }],
    ["start='Day, local'+'x+y':excel", "start", { columns: ["Day, local", "x+y"], unit: "excel" }],
    ["start=x:y:epoch-ms", "start", { columns: ["x:y"], unit: "epoch-ms" }],
    ["start=S:'MMM DD, YYYY'", "start", { columns: ["S"], unit: "MMM DD, YYYY" }],
    ["duration=D:h:mm:ss", "duration", { columns: ["D"], unit: "h:mm:ss" }],
    ["charged=FEE:EUR", "charged", { columns: ["FEE"], unit: "EUR" }],
    ["cause=a:b", "cause", { columns: ["a:b"], unit: null }],
  ] as const)("reads %j", (item, target, column) => {
    expect(parseColumnMap(`${LEAST},${item}`).targets.get(target)).toEqual(column);
  });

  it.each([
    ["up=UL_KB,duration=D", ["column UL_KB is read in B, its name says KB; declare up=UL_KB:UNIT"]],
    ['up="UL, KB"', ['column UL, KB is read in B, its name says KB; declare up="UL, KB":UNIT']],
    ["up=UL_KB:MB", ["column UL_KB is read in MB, its name says KB; declare up=UL_KB:UNIT"]],
    ["up='Upload (MB)':MB", ["up is read in MB and down in B"]],
    ["up='Upload Bytes'", []],
    ["up=UL_KB:kB", ["up is read in kB and down in B"]],
    ["up=UL_KB:cell", []],
    ["up=SUBSCRIBER", []],
    [
      "duration=DUR_MS",
      ["column DUR_MS is read in s, its name says MS; declare duration=DUR_MS:UNIT"],
    ],
    ["duration=DURATION_SEC", []],
    ["duration=minutes:min", []],
    ["duration='Time (h)':h", []],
  ])("with %j is doubted: %j", (items, doubts) => {
    const map = parseColumnMap(`${LEAST},${items}`);
    const told = mapDoubts(map).filter((doubt) => !doubt.startsWith("up is") || doubts.length > 0);
    expect(told).toEqual(doubts);
  });

  it("names rows to read and rows to leave out", () => {
    const { only, except } = parseColumnMap(`${LEAST},only=K:a|b,except="A, B":Total|'x|y, z'`);
    expect([only?.column, [...(only?.values ?? [])]]).toEqual(["K", ["a", "b"]]);
    expect([except?.column, [...(except?.values ?? [])]]).toEqual(["A, B", ["Total", "x|y, z"]]);
  });

  it("is kept without the values of its filters, which may be identifiers", () => {
    const map = `${LEAST},only="K:1":138|139,except=A:140, up="a,b":KB`;
    expect(withoutValues(map)).toBe(`${LEAST},only="K:1",except=A, up="a,b":KB`);
  });

  it("begins with a named map whose items may be replaced", () => {
    const { targets, cumulative, only } = parseColumnMap("osmocom-sgsn,device=msisdn");
    expect(targets.get("device")?.columns).toEqual(["msisdn"]);
    expect([cumulative, only?.column, only?.values.size]).toEqual(["charging_id", "event", 5]);
  });

  it.each([
    ["device=A,time=B", "map: must say which column holds down"],
    ["time=B,down=C", "map: must say which column holds device"],
    ["device=A,down=C", "map: must say which column holds time, when a record closed, or start"],
    [
      "device=A,down=C,start=B",
      "map: start alone says not when a record closed; add time or duration",
    ],
    [
      `${LEAST},dwon=D`,
      "map: must be one of time, start, duration, visibleAt, device, up, down, upGigawords, downGigawords, ratingGroup, cause, inBundle, charged, province, roaming, cumulative, only, except, got dwon; did you mean down?",
    ],
    [`${LEAST},up=`, "map: up must name a column, got nothing"],
    [
      `${LEAST},up=D:Mb`,
      "map: unit of up must be one of B, KB, MB, GB, TB, kB, KiB, MiB, GiB, TiB, cell, got Mb",
    ],
    [`${LEAST},up=X,up=Y`, "map: up is given twice"],
    [`${LEAST},up=C:KB`, "map: up and down must be two columns, both are C"],
    [`${LEAST},up="a"b`, 'map: a quoted name must end at its quote, got "a"b'],
    [`${LEAST},up="a`, `map: a quote must be closed, got ${LEAST},up="a`],
    [`${LEAST},up=a+"b"`, 'map: only times may stand in several columns, got up=a+"b"'],
    [
      `${LEAST},charged=F:KWD`,
      "map: unit of charged must be one of minor, major, a currency such as EUR, got KWD",
    ],
    [
      `${LEAST},cause="a":b`,
      "map: cause has no unit, got b; put a name that holds a colon in quotes",
    ],
    [
      `${LEAST},except=:x`,
      "map: except must be COLUMN:VALUE|VALUE, what holds a colon in quotes, got :x",
    ],
    [
      `${LEAST},only=D`,
      "map: only must be COLUMN:VALUE|VALUE, what holds a colon in quotes, got D",
    ],
    [
      "ggsn",
      "map: must be made of target=column or the name of a map (osmocom-sgsn, pgw), got ggsn",
    ],
    [
      "",
      "map: must be made of target=column or the name of a map (osmocom-sgsn, pgw), got nothing",
    ],
  ])("refuses %j", (text, message) => {
    expect(() => parseColumnMap(text)).toThrow(new RangeError(message));
  });
});
