import { garwood } from "../../bench/statistics/intervals.ts";
import type { CaptureResult, RealResults } from "../real.ts";
import { markdownTable } from "./markdown.ts";

const LEVEL = 0.95;

/** The captures that are no ordinary apps: what fired, and when. */
export function realFoundFigure(results: RealResults): string {
  const rows = results.captures
    .filter(({ kind }) => kind !== "app")
    .map((capture) => [
      `${capture.name}: ${capture.what}`,
      capture.kind,
      ...sizesOf(capture),
      shapeOf(capture),
      firedOf(capture),
    ]);
  const head = ["capture", "kind", "seconds", "flows", "most remotes a minute"];
  return markdownTable([...head, "bt-flow-shape, of its threshold", "fired after"], rows);
}

/** Every capture of an ordinary app, and how near anything came to an alarm. */
export function realAppsFigure(results: RealResults): string {
  const rows = results.captures
    .filter(({ kind }) => kind === "app")
    .map((capture) => [
      `${capture.name}: ${capture.what}`,
      ...sizesOf(capture),
      shapeOf(capture),
      nearestOf(capture),
      firedOf(capture),
    ]);
  const head = ["capture", "seconds", "flows", "most remotes a minute"];
  return markdownTable(
    [...head, "bt-flow-shape, of its threshold", "nearest other", "fired after"],
    rows,
  );
}

/** Each detector that can run: its threshold, and its alarms on the phone, the node and the apps. */
export function realDetectorsFigure({ captures, detectors, phone }: RealResults): string {
  const alarmsOn = (detector: string, wanted: (capture: CaptureResult) => boolean) =>
    captures
      .filter(wanted)
      .filter(({ alarms }) => alarms.some((alarm) => alarm.detector === detector)).length;
  const apps = captures.filter(({ kind }) => kind === "app").length;
  const rows = detectors.map(({ name, unit, threshold, source }) => {
    const alarms = phone.find(({ detector }) => detector === name)?.alarms ?? 0;
    const { low, high } = garwood(alarms, LEVEL);
    return [
      name,
      threshold === null ? "-" : `${threshold} (${unit})`,
      source,
      yesOrNo(alarmsOn(name, (capture) => capture.name === "bittorrent_transmission")),
      yesOrNo(alarmsOn(name, (capture) => capture.name === "ethereum")),
      `${alarmsOn(name, ({ kind }) => kind === "app")} of ${apps}`,
      `${alarms} [${low.toFixed(1)}, ${high.toFixed(1)}]`,
    ];
  });
  const head = ["detector", "threshold", "source", "torrent", "ethereum", "apps"];
  return markdownTable([...head, "alarms on the phone, 95 %"], rows);
}

/** Where each capture comes from, to the bit. */
export function realOriginsFigure({ captures }: RealResults): string {
  const rows = captures.map(({ name, repository, path, commit, sha256, logSha256 }) => [
    name,
    repository,
    path ?? "not recorded",
    commit ?? "not recorded",
    sha256,
    logSha256 === sha256 ? "the same" : logSha256,
  ]);
  const head = ["capture", "repository", "path", "commit", "sha256 of the capture"];
  return markdownTable([...head, "sha256 of the flow log"], rows);
}

function sizesOf({ seconds, flows, peers }: CaptureResult): string[] {
  return [String(seconds), String(flows), String(peers)];
}

function shapeOf({ heights }: CaptureResult): string {
  return share(heights["bt-flow-shape"] ?? null);
}

function firedOf({ alarms }: CaptureResult): string {
  if (alarms.length === 0) return "-";
  return alarms.map(({ detector, seconds }) => `${detector} ${Math.round(seconds)} s`).join(", ");
}

function nearestOf({ heights }: CaptureResult): string {
  const others = Object.entries(heights).filter(([name]) => name !== "bt-flow-shape");
  const [name, height] = others.reduce((a, b) => ((b[1] ?? 0) > (a[1] ?? 0) ? b : a));
  return height === null || height < 0.01 ? "-" : `${name} ${share(height)}`;
}

function share(height: number | null): string {
  return height === null ? "-" : `${(100 * height).toFixed(height < 0.1 ? 1 : 0)} %`;
}

function yesOrNo(count: number): string {
  return count > 0 ? "fires" : "-";
}
