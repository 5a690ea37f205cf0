import { describe, expect, it } from "vitest";
import { parseMomentForm } from "../../../datasets/importing/moment-form.ts";
import {
  describeChoices,
  openMoments,
  parseMoment,
} from "../../../datasets/importing/parse-moment.ts";
import { fixedZone, openZone } from "../../../datasets/importing/zone.ts";

const NIGHT = Date.UTC(2015, 10, 11, 14, 26);
const CHINA = fixedZone("+08:00", 480);
const UTC = fixedZone("UTC", 0);

describe("reading a moment", () => {
  it.each([
    ["2015-11-11 22:26:00", NIGHT],
    ["2015-11-11 22:26", NIGHT],
    ["2015-11-11  22:26", NIGHT],
    ["2015/11/11 22:26:00.340835", NIGHT + 340],
    ["2015.11.11T22:26:00,5", NIGHT + 500],
    ["20151111222600", NIGHT],
    ["20151111222600123", NIGHT + 123],
    ["20151111222600.123", NIGHT + 123],
    ["20151111 222600", NIGHT],
    ["201511112226", NIGHT],
    ["20151111", NIGHT - 22 * 3_600_000 - 26 * 60_000],
    ["2015-11-11T14:26:00Z", NIGHT],
    ["2015-11-11T14:26:00 UTC", NIGHT],
    ["2015-11-11T15:26:00+01:00", NIGHT],
    ["2015-11-11T09:26:00-0500", NIGHT],
    ["2015-11-11 15:26:00+01", NIGHT],
    ["1447251960", NIGHT],
    ["1447251960.25", NIGHT + 250],
    ["1447251960.123", NIGHT + 123],
    ["1447251960000", NIGHT],
    ["1447251960000123", NIGHT],
    ["1447251960000123456", NIGHT],
    ["2015-11-11", NIGHT - 22 * 3_600_000 - 26 * 60_000],
    ["2016-02-29 08:00:00", Date.UTC(2016, 1, 29)],
    ["2016/2/9 8:05", Date.UTC(2016, 1, 9, 0, 5)],
    ["2015-11-11 10:26:00 PM", NIGHT],
    ["2015-11-11 10:26PM", NIGHT],
    ["2015-11-12 12:26 am", NIGHT + 2 * 3_600_000],
    ["11 Nov 2015 22:26", NIGHT],
    ["11-NOV-2015 22:26:00", NIGHT],
    ["Nov 11, 2015, 10:26 PM", NIGHT],
    ["2015年11月11日 22:26", NIGHT],
    ["2015年11月11日22时26分", NIGHT],
  ])("understands %j at +08:00", (text, time) => {
    expect(parseMoment(text, 480)).toBe(time);
  });

  it.each([
    "",
    "soon",
    "2015-13-01 00:00:00",
    "2015-02-29 00:00:00",
    "2015-11-31 00:00:00",
    "2015-11-11 24:00:00",
    "2015-11-11 22:60:00",
    "2015-11-11 22:26 PM",
    "2015-11/11 22:26:00",
    "2015-11-11 22:26:00 CST",
    "2015-11-11 22:26:00+15:00",
    "1970-01-01 00:00:00",
    "2115-11-11 00:00:00",
    "22:26:00",
    "12",
    "-1447251960",
  ])("refuses %j", (text) => {
    expect(parseMoment(text, 480)).toBeNaN();
  });
});

describe("what can be read two ways is refused with both", () => {
  it.each([
    [
      "03/04/2024",
      ["2024-04-03 00:00:00 as DD/MM/YYYY", "2024-03-04 00:00:00 as MM/DD/YYYY"],
      "DD/MM/YYYY",
    ],
    ["25.12.2024 09:05:00", ["2024-12-25 09:05:00 as DD.MM.YYYY HH:mm:ss"], "DD.MM.YYYY HH:mm:ss"],
    [
      "3-4-2024 9:05 PM",
      ["2024-04-03 21:05:00 as DD-MM-YYYY hh:mm A", "2024-03-04 21:05:00 as MM-DD-YYYY hh:mm A"],
      "DD-MM-YYYY hh:mm A",
    ],
    [
      "03/04/05",
      [
        "2005-04-03 00:00:00 as DD/MM/YY",
        "2005-03-04 00:00:00 as MM/DD/YY",
        "2003-04-05 00:00:00 as YY/MM/DD",
      ],
      "DD/MM/YY",
    ],
    [
      "01-JUN-24 09.05.00 PM",
      [
        "2024-06-01 21:05:00 as DD-MMM-YY hh.mm.ss A",
        "2001-06-24 21:05:00 as YY-MMM-DD hh.mm.ss A",
      ],
      "DD-MMM-YY hh.mm.ss A",
    ],
    [
      "2024060109",
      ["2024-06-01 09:00:00 as YYYYMMDDHH", "2034-02-20 14:55:09 as epoch"],
      "YYYYMMDDHH",
    ],
    [
      "2406010905",
      ["2024-06-01 09:05:00 as YYMMDDHHmm", "2046-03-30 08:21:45 as epoch"],
      "YYMMDDHHmm",
    ],
    [
      "200912010905",
      [
        "2009-12-01 09:05:00 as YYYYMMDDHHmm",
        "2020-09-12 01:09:05 as YYMMDDHHmmss",
        "1976-05-14 08:53:30 as epoch-ms",
      ],
      "YYYYMMDDHHmm",
    ],
    [
      "240601090500",
      ["2024-06-01 09:05:00 as YYMMDDHHmmss", "1977-08-16 17:38:10 as epoch-ms"],
      "YYMMDDHHmmss",
    ],
    ["25122024090500", ["2024-12-25 09:05:00 as DDMMYYYYHHmmss"], "DDMMYYYYHHmmss"],
    ["45444.3784722", ["2024-06-01 09:05:00 as excel"], "excel"],
    ["45444", ["2024-06-01 00:00:00 as excel"], "excel"],
  ])("%s", (text, readings, form) => {
    const moments = openMoments({ zone: UTC });
    expect(moments.read(text)).toBeNaN();
    expect(moments.rule).toBe("a date and time that can be read one way only");
    expect(describeChoices(moments.choices, "time=END")).toBe(
      `; it is ${readings.join(" or ")}: declare which, such as time=END:${form}`,
    );
  });

  it.each([
    ["all of them could be a calendar's", ["1712010905", "1701010000"], true],
    ["one of them can't", ["1712010905", "1717232700"], false],
    ["there are none", ["2024-06-01"], false],
  ])("Unix times are doubted over a column: %s", (_, texts, isDoubted) => {
    const moments = openMoments({ zone: UTC });
    for (const text of texts) expect(moments.read(text)).not.toBeNaN();
    expect(moments.isAllAlsoCivil).toBe(isDoubted);
  });
});

const JUNE = Date.UTC(2024, 5, 1, 9, 5);

describe("a declared form", () => {
  it.each([
    ["DD/MM/YYYY HH:mm", "01/06/2024 09:05", JUNE],
    ["DD/MM/YYYY HH:mm", "1/6/2024 9:05", JUNE],
    ["MM/DD/YYYY HH:mm", "06/01/2024 09:05", JUNE],
    ["DD.MM.YYYY HH:mm:ss", "01.06.2024 09:05:00.25", JUNE + 250],
    ["MM/DD/YYYY hh:mm A", "6/1/2024 9:05 AM", JUNE],
    ["MM/DD/YYYY hh:mm A", "6/1/2024 12:05 am", JUNE - 9 * 3_600_000],
    ["DD-MMM-YY HH:mm", "01-JUN-24 09:05", JUNE],
    ["DD MMM YYYY, HH:mm", "1 June 2024, 09:05", JUNE],
    ["YYYYMMDDHHmm", "202406010905", JUNE],
    ["DDMMYYYYHHmmss", "01062024090500", JUNE],
    ["YYMMDDHHmm", "2406010905", JUNE],
    ["YYYYMMDDHH", "2024060109", JUNE - 300_000],
    ["YYYY-MM-DD HH:mm Z", "2024-06-01 17:05 +08:00", JUNE],
    ["YYYYMMDD HHmmss.SSS", "20240601 090500.250", JUNE + 250],
    ["epoch", "1717232700", JUNE],
    ["epoch", "1717232700.25", JUNE + 250],
    ["epoch-ms", "1717232700000", JUNE],
    ["epoch-us", "1717232700000999", JUNE],
    ["epoch-ns", "1717232700000999999", JUNE],
    ["excel", "45444.3784722", JUNE],
    ["excel", "45444", Date.UTC(2024, 5, 1)],
    ["excel-1904", "43982.3784722", JUNE],
  ])("%s reads %s", (form, text, time) => {
    expect(openMoments({ zone: UTC, form: parseMomentForm(form) }).read(text)).toBe(time);
  });

  it.each([
    ["DD/MM/YYYY", "13/13/2024"],
    ["DD/MM/YYYY", "06/01/2024 09:05"],
    ["DD/MM/YYYY HH:mm", "2024-06-01 09:05"],
    ["YYYYMMDDHHmm", "20240601905"],
    ["epoch", "1717232700000"],
    ["epoch-ms", "2024-06-01"],
    ["excel", "2024"],
    ["excel", "1717232700"],
    ["DD-MMM-YYYY", "01-XYZ-2024"],
  ])("%s refuses %s", (form, text) => {
    const moments = openMoments({ zone: UTC, form: parseMomentForm(form) });
    expect(moments.read(text)).toBeNaN();
    expect(moments.rule).toBe(`a time written ${form}`);
  });

  it.each([
    ["DD/MM", "lacks the year"],
    ["dd/mm/yyyy", "holds"],
    ["DD/MM/YYYY hh:mm", "needs hh and A"],
    ["DD/MM/YYYY HH:mm A", "needs hh and A"],
    ["DD/MM/YYYY MM", "names the month twice"],
    ["%d/%m/%Y", "holds"],
    ["QYYYMMDD", "holds"],
  ])("is refused as %s: it %s", (form, what) => {
    expect(() => parseMomentForm(form)).toThrow(what);
  });
});

describe("a zone by its name", () => {
  const berlin = openZone("Europe/Berlin");
  const hour = (day: number, month: number, clock: number) => Date.UTC(2024, month, day, clock);

  it.each([
    ["winter", "2024-01-15 12:00", hour(15, 0, 11)],
    ["summer", "2024-07-15 12:00", hour(15, 6, 10)],
    ["just before clocks go forward", "2024-03-31 01:59:59", hour(31, 2, 1) - 1000],
    ["just after", "2024-03-31 03:00", hour(31, 2, 1)],
    ["just before clocks go back", "2024-10-27 01:59:59", hour(27, 9, 0) - 1000],
    ["just after", "2024-10-27 03:00", hour(27, 9, 2)],
    ["an offset of its own", "2024-07-15 12:00+00:00", hour(15, 6, 12)],
  ])("knows summer time: %s", (_, text, time) => {
    expect(parseMoment(text, berlin)).toBe(time);
  });

  it("has no moment in the hour that clocks go over, and says so", () => {
    const moments = openMoments({ zone: berlin });
    expect(moments.read("2024-03-31 02:30")).toBeNaN();
    expect(moments.rule).toBe("a time that Europe/Berlin has: its clocks go forward over it");
  });

  it("has two in the hour that clocks repeat: the earlier, or the later when declared", () => {
    const [early, late] = [hour(27, 9, 0) + 1_800_000, hour(27, 9, 1) + 1_800_000];
    const moments = openMoments({ zone: berlin });
    expect([moments.read("2024-10-27 02:30"), moments.repeated]).toEqual([early, late]);
    expect(openMoments({ zone: berlin, later: true }).read("2024-10-27 02:30")).toBe(late);
    expect([moments.read("2024-10-28 02:30"), moments.repeated]).toEqual([
      hour(28, 9, 1) + 1_800_000,
      Number.NaN,
    ]);
  });

  it.each([
    ["Asia/Shanghai", 480],
    ["asia/kolkata", 330],
    ["America/St_Johns", -210],
    ["+08:00", 480],
    ["-0330", -210],
    ["UTC", 0],
  ])("%s stands at %i minutes in January 2024", (name, offset) => {
    expect(openZone(name).offsetAt(Date.UTC(2024, 0, 1))).toBe(offset);
  });

  it("agrees with the engine's calendar on every hour of a year, in both hemispheres", () => {
    for (const name of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]) {
      const zone = openZone(name);
      const clock = new Intl.DateTimeFormat("sv-SE", {
        timeZone: name,
        dateStyle: "short",
        timeStyle: "medium",
      });
      for (let time = Date.UTC(2024, 0, 1); time < Date.UTC(2025, 0, 1); time += 1_800_000) {
        const civil = Date.parse(`${clock.format(time).replace(" ", "T")}Z`);
        expect(civil - time).toBe(zone.offsetAt(time) * 60_000);
        expect(zone.momentsAt(civil)).toContain(time);
      }
    }
  });

  it.each(["CST", "EST", "Berlin", "+8", "UTC+8", "Etc/GMT+8", "Europe/Berlim", "", "China"])(
    "%j is refused, since it is no place, or several",
    (name) => {
      expect(() => openZone(name)).toThrow("timezone must be UTC, an offset such as +08:00");
    },
  );

  it("reports the offset that holds longest first", () => {
    expect(berlin.offsetsIn(hour(1, 2, 0), hour(20, 3, 0))).toEqual([60, 120]);
    expect(CHINA.offsetsIn(0, 1)).toEqual([480]);
  });
});
