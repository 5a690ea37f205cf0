import { describe, expect, it } from "vitest";
import { parseColumnMap } from "../../../datasets/importing/column-map.ts";

const LEAST = "device=A,time=B,down=C";

describe("a column map", () => {
  it("names columns and units", () => {
    const { targets } = parseColumnMap(`${LEAST},up=UL:MB,duration=D,charged=FEE:major,start=x:y`);
    expect(Object.fromEntries(targets)).toEqual({
      device: { column: "A", factor: 1 },
      time: { column: "B", factor: 1 },
      down: { column: "C", factor: 1 },
      up: { column: "UL", factor: 1_048_576 },
      duration: { column: "D", factor: 1000 },
      charged: { column: "FEE", factor: 100 },
      start: { column: "x:y", factor: 1 },
    });
  });

  it("begins with a named map whose items may be replaced", () => {
    const { targets, cumulative, only } = parseColumnMap("osmocom-sgsn,device=msisdn");
    expect(targets.get("device")?.column).toBe("msisdn");
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
      "map: must be one of time, start, duration, visibleAt, device, up, down, upGigawords, downGigawords, ratingGroup, cause, inBundle, charged, province, roaming, cumulative, only, got dwon; did you mean down?",
    ],
    [`${LEAST},up=`, "map: up must name a column, got nothing"],
    [`${LEAST},up=D:Mb`, "map: unit of up must be one of B, KB, MB, GB, got Mb"],
    [`${LEAST},only=D`, "map: only must be COLUMN:VALUE|VALUE, got D"],
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
