import type { CutLognormal } from "./chance/quantile-table.ts";

/** One property of a protocol: how it is distributed over connection sets, and who says so. */
export interface ProtocolSpread extends CutLognormal {
  /** Where the figures come from: measured, cited or chosen, and the reference. */
  readonly source: `measured${string}` | `cited${string}` | `chosen${string}`;
}

/**
 * How bytes travel, whoever sends them. A model says what a person or program does, names the
 * protocol, and gives the bytes that it wants moved each way; the protocol adds what moving them
 * costs, and decides what a probe can see of it: packets, 5-tuples, remotes and ports. So two
 * behaviours that use one protocol are alike in all of these.
 *
 * It is data. Values are drawn once for a connection set: what one app of one terminal keeps open to
 * the same servers for some minutes. Nothing is drawn for an episode, so nothing tells one from
 * another.
 */
export interface Protocol {
  readonly name: string;
  readonly summary: string;
  /** Bytes of a full packet: as many as the phone's path takes, or what the protocol keeps to. */
  readonly full: ProtocolSpread | "path";
  /** Mean size of the packets that carry data, as a share of a full one. */
  readonly fill: ProtocolSpread;
  /** Packets back for each packet that carries data: acknowledgements and answers. */
  readonly thin: ProtocolSpread;
  /** Bytes back for each byte of data: acknowledgements, requests, handshakes. */
  readonly back: ProtocolSpread;
  /** Bytes sent again for each byte of data. */
  readonly again: ProtocolSpread;
  /** Distinct remotes of a minute, unless behaviour decides how many. */
  readonly remotes: ProtocolSpread;
  /** 5-tuples of a minute for each remote, lookups of its name among them. */
  readonly tuples: ProtocolSpread;
  /** Share of 5-tuples whose remote port lies above 1024. */
  readonly highPorts: ProtocolSpread;
  /** How long a connection set is kept, ms. */
  readonly kept: ProtocolSpread;
}

/** The properties of a protocol that are drawn, in the order in which they are. */
export const PROTOCOL_SPREADS = [
  "fill",
  "thin",
  "back",
  "again",
  "remotes",
  "tuples",
  "highPorts",
] as const satisfies readonly (keyof Protocol)[];

/** Throws a RangeError where a protocol does not say what it must, naming protocol and property. */
export function checkProtocol(protocol: Protocol): void {
  if (typeof protocol !== "object" || protocol === null || typeof protocol.name !== "string") {
    throw new RangeError(
      `a protocol must be an object with a name, such as those of \`billshock list protocols\`, got ${String(protocol)}`,
    );
  }
  const { name, summary, full, kept } = protocol;
  if (typeof summary !== "string" || summary === "") {
    throw new RangeError(`${name} must have a summary`);
  }
  const spreads: [string, ProtocolSpread][] = PROTOCOL_SPREADS.map((key) => [key, protocol[key]]);
  spreads.push(["kept", kept]);
  if (full !== "path") spreads.push(["full", full]);
  for (const [property, spread] of spreads) checkSpread(`${name}: ${property}`, spread);
}

const SOURCE = /^(measured|cited|chosen)\W+\w/;

function checkSpread(property: string, spread: ProtocolSpread | undefined): void {
  if (typeof spread !== "object" || spread === null) {
    throw new RangeError(
      `${property} must say how it is spread: median, sigma, least, most and source, got ${String(spread)}`,
    );
  }
  const { median, sigma, least, most, source } = spread;
  const numbers = [median, sigma, least, most];
  if (!numbers.every((value) => Number.isFinite(value) && value >= 0)) {
    throw new RangeError(`${property} must hold finite numbers from 0 on, got ${numbers}`);
  }
  if (!(least <= median && median <= most)) {
    throw new RangeError(
      `${property} must have its median within [${least}, ${most}], got ${median}`,
    );
  }
  if (!(sigma > 0 && least < most)) {
    throw new RangeError(
      `${property} must be spread, since a constant would name the protocol: sigma above 0 and least below most, got sigma ${sigma}, ${least} to ${most}`,
    );
  }
  if (!SOURCE.test(source)) {
    throw new RangeError(
      `${property} must have a source that begins with measured, cited or chosen, and the reference, got ${source}`,
    );
  }
}
