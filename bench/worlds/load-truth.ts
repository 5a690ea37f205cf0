import type { Dataset } from "../../datasets/dataset.ts";
import { codeOf } from "../../datasets/table.ts";
import { ROLES, SPLITS, VERDICTS } from "../../datasets/vocabularies.ts";
import type { Aside, Case, LookAlike } from "../world.ts";
import { joinClusters } from "./join-clusters.ts";

/** Truth of a dataset that is the same for every view. */
export interface LoadedTruth {
  readonly split: Uint8Array;
  readonly cluster: Uint32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly cases: readonly Omit<Case, "observable">[];
  readonly lookAlikes: readonly LookAlike[];
  readonly asides: readonly Aside[];
  /** Index of the case that an episode belongs to, or -1 for one without a verdict. */
  readonly subjectOf: ReadonlyMap<number, number>;
}

const NO_INCIDENT = 0xffff_ffff;

/** Reads what truth says of devices, cases and episodes; data without truth is all `test`. */
export function loadTruth(dataset: Dataset): LoadedTruth {
  const { manifest } = dataset;
  if (manifest.truth === null) return withoutTruth(dataset);
  const devices = dataset.readTruth("devices");
  const split = new Uint8Array(manifest.devices);
  const named = new Uint32Array(manifest.devices).map((_, device) => device);
  const from = new Float64Array(manifest.devices).fill(manifest.span.from);
  const to = new Float64Array(manifest.devices).fill(manifest.span.to);
  for (let i = 0; i < devices.length; i++) {
    const device = devices.device[i];
    split[device] = devices.split[i];
    named[device] = devices.cluster[i];
    from[device] = devices.from[i];
    to[device] = devices.to[i];
  }
  const cases = casesOf(dataset);
  const { lookAlikes, asides, subjectOf } = episodesOf(dataset, cases);
  return {
    split,
    cluster: clustersOf(named, cases),
    from,
    to,
    cases: cases.map(({ episode: _, ...one }) => one),
    lookAlikes,
    asides,
    subjectOf,
  };
}

function withoutTruth({ manifest }: Dataset): LoadedTruth {
  const { devices, span } = manifest;
  return {
    split: new Uint8Array(devices).fill(codeOf(SPLITS, "test", "split")),
    cluster: Uint32Array.from({ length: devices }, (_, device) => device),
    from: new Float64Array(devices).fill(span.from),
    to: new Float64Array(devices).fill(span.to),
    cases: [],
    lookAlikes: [],
    asides: [],
    subjectOf: new Map(),
  };
}

type LoadedCase = LoadedTruth["cases"][number] & { readonly episode: number };

function casesOf(dataset: Dataset): LoadedCase[] {
  const incidents = dataset.readTruth("incidents");
  const cases = dataset.readTruth("cases");
  const kinds = new Map<number, string>();
  for (let i = 0; i < incidents.length; i++) {
    kinds.set(incidents.incident[i], incidents.vocabularies["kind"][incidents.kind[i]]);
  }
  const order = Array.from({ length: cases.length }, (_, i) => i).sort(
    (a, b) => cases.incident[a] - cases.incident[b] || cases.device[a] - cases.device[b],
  );
  return order.map((i) => ({
    incident: cases.incident[i],
    kind: kinds.get(cases.incident[i]) ?? "unknown",
    device: cases.device[i],
    onset: cases.onset[i],
    end: cases.end[i],
    episode: cases.episode[i],
  }));
}

function episodesOf(dataset: Dataset, cases: readonly LoadedCase[]) {
  const episodes = dataset.readTruth("episodes");
  const { kind: kinds } = episodes.vocabularies;
  const subjectOf = new Map(cases.map(({ episode }, i) => [episode, i]));
  const caseOf = new Map(cases.map(({ incident, device }, i) => [`${incident}/${device}`, i]));
  const lookAlikes: LookAlike[] = [];
  const asides: Aside[] = [];
  const isLookAlike = codeOf(ROLES, "look-alike", "role");
  const unsettled = (["ambiguous", "ignore"] as const).map((name) =>
    codeOf(VERDICTS, name, "verdict"),
  );
  for (let i = 0; i < episodes.length; i++) {
    const device = episodes.device[i];
    const [start, end] = [episodes.start[i], episodes.end[i]];
    if (unsettled.includes(episodes.verdict[i])) {
      asides.push({ device, start, end });
      subjectOf.set(episodes.episode[i], -1);
    } else if (episodes.role[i] === isLookAlike) {
      lookAlikes.push({ kind: kinds[episodes.kind[i]], device, start, end });
    } else if (episodes.incident[i] !== NO_INCIDENT) {
      const subject = caseOf.get(`${episodes.incident[i]}/${device}`);
      if (subject !== undefined) subjectOf.set(episodes.episode[i], subject);
    }
  }
  return { lookAlikes, asides, subjectOf };
}

/** The dataset joins households; incidents on many devices join here in any case. */
function clustersOf(named: Uint32Array, cases: readonly LoadedCase[]): Uint32Array {
  const first = new Map<number, number>();
  const links: [number, number][] = Array.from(named, (cluster, device) => [device, cluster]);
  for (const { incident, device } of cases) {
    const other = first.get(incident);
    if (other === undefined) first.set(incident, device);
    else links.push([other, device]);
  }
  return joinClusters(named.length, links, (device) => device < named.length);
}
