import type { Manifest } from "../../format/manifest.ts";
import { codeOf } from "../../table.ts";
import type { ViewBatch, ViewName } from "../../view.ts";
import { ACCESS, RATING_GROUPS } from "../../vocabularies.ts";
import type { Findings } from "./finding.ts";

/** Adds up each device's bytes in each view and compares the views. */
export interface Conservation {
  add(view: ViewName, batch: ViewBatch): void;
  finish(): void;
}

/** Parts of a device's traffic that two views both see. */
const PARTS = [
  "flowsCellular",
  "flowsWlan",
  "chargingData",
  "chargingWlan",
  "netstatsCellular",
  "wlan",
] as const;
type Part = (typeof PARTS)[number];
const DIRECTIONS = ["up", "down"] as const;

/**
 * Opens the comparison of views: per device, what the probe saw of the cellular network is what was
 * charged as data and what the phone counted there, and what it saw of the operator's WLAN is what
 * accounting counted.
 *
 * Each view may fall short by what the manifest says it lost or had in flight at the end, and by what
 * the other tells twice, in all devices together, and by nothing more. For generated data; an import
 * holds what it holds. Keeps 96 bytes a device.
 */
export function openConservation(manifest: Manifest, findings: Findings): Conservation {
  const { devices, views } = manifest;
  const sums = Object.fromEntries(
    PARTS.map((part) => [part, { up: new Float64Array(devices), down: new Float64Array(devices) }]),
  ) as Record<Part, Record<"up" | "down", Float64Array>>;
  const book = (part: Part, { device, up, down }: ViewBatch, i: number): void => {
    if (device[i] >= devices) return;
    sums[part].up[device[i]] += up[i];
    sums[part].down[device[i]] += down[i];
  };
  const compare = (part: Part, view: ViewName, other: Part, against: ViewName): void => {
    if (views[view] === undefined || views[against] === undefined) return;
    for (const direction of DIRECTIONS) {
      const short = shortfall(sums[part][direction], sums[other][direction]);
      const twice = repeated(manifest, against, direction);
      const allowed = missing(manifest, view, direction) + twice;
      if (short.total <= allowed) continue;
      findings.add({
        level: "error",
        check: "conservation",
        file: `views/${view}`,
        message: `${direction}: ${part} must fall short of ${other} by at most ${allowed} bytes lost or in flight${twice > 0 ? ` or told twice in ${against}` : ""}, got ${short.total} (device ${short.worst}: ${sums[part][direction][short.worst]} of ${sums[other][direction][short.worst]})`,
      });
    }
  };

  return {
    add(view, batch) {
      if (manifest.origin !== "generated") return;
      for (let i = 0; i < batch.length; i++) {
        const part = partOf(view, batch, i);
        if (part !== null) book(part, batch, i);
      }
    },
    finish() {
      if (manifest.origin !== "generated") return;
      compare("flowsCellular", "flows", "chargingData", "charging");
      compare("chargingData", "charging", "flowsCellular", "flows");
      compare("flowsCellular", "flows", "netstatsCellular", "netstats");
      compare("netstatsCellular", "netstats", "flowsCellular", "flows");
      // What a probe lost would hide what a phone tells twice; charging loses nothing.
      compare("chargingData", "charging", "netstatsCellular", "netstats");
      compare("netstatsCellular", "netstats", "chargingData", "charging");
      compare("flowsWlan", "flows", "wlan", "wlan");
      compare("wlan", "wlan", "flowsWlan", "flows");
      compare("wlan", "wlan", "chargingWlan", "charging");
      compareTotals(manifest, findings);
    },
  };
}

const CELLULAR = codeOf(ACCESS, "cellular");
const WLAN = codeOf(ACCESS, "wlan");
const WLAN_SESSIONS = codeOf(RATING_GROUPS, "wlan");

function partOf(view: ViewName, { access, ratingGroup }: ViewBatch, i: number): Part | null {
  switch (view) {
    case "flows":
      return access[i] === CELLULAR ? "flowsCellular" : access[i] === WLAN ? "flowsWlan" : null;
    case "charging":
      return ratingGroup[i] === WLAN_SESSIONS ? "chargingWlan" : "chargingData";
    case "netstats":
      return access[i] === CELLULAR ? "netstatsCellular" : null;
    case "wlan":
      return "wlan";
  }
}

/** Sum of what the first lacks of the second, device by device, and the device that lacks most. */
function shortfall(first: Float64Array, second: Float64Array): { total: number; worst: number } {
  let total = 0;
  let worst = 0;
  for (let device = 0; device < first.length; device++) {
    const lacks = second[device] - first[device];
    if (lacks > 0) total += lacks;
    if (lacks > second[worst] - first[worst]) worst = device;
  }
  return { total, worst };
}

/** Bytes that the manifest says a view lost or had in flight at the end. */
export function missing(manifest: Manifest, view: ViewName, direction: "up" | "down"): number {
  const summary = manifest.views[view];
  return summary ? summary.lost[direction] + summary.inFlight[direction] : 0;
}

/** Bytes that the manifest says a view tells a second time. */
export function repeated(manifest: Manifest, view: ViewName, direction: "up" | "down"): number {
  return manifest.views[view]?.repeated?.[direction] ?? 0;
}

/**
 * The probe and the charging plane see the same transfers: with what is missing, and without what is
 * told twice, they sum to the same.
 */
function compareTotals(manifest: Manifest, findings: Findings): void {
  const { flows, charging } = manifest.views;
  if (flows === undefined || charging === undefined) return;
  for (const direction of DIRECTIONS) {
    const once = (view: "flows" | "charging", told: number) =>
      told + missing(manifest, view, direction) - repeated(manifest, view, direction);
    const seen = once("flows", flows[direction]);
    const rated = once("charging", charging[direction]);
    if (seen === rated) continue;
    findings.add({
      level: "error",
      check: "conservation",
      file: "manifest.json",
      message: `${direction}: flows and charging with what they miss, and without what they tell twice, must be equal, got ${seen} and ${rated}`,
    });
  }
}
