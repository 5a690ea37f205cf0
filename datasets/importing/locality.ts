import { BlockList, isIP } from "node:net";
import { canonicalAddress } from "./address.ts";

/** Tells which addresses are devices; everything else is the network. */
export interface Locality {
  /** Number of the device that has this address, -1 when none has. */
  deviceOf(address: string): number;
  /** The same, but a new address of a network stays unknown. */
  find(address: string): number;
  /** What is known of each device by number: its addresses. */
  readonly identifiers: readonly (readonly string[])[];
}

/** Options of {@link openLocality}. */
export interface LocalityOptions {
  /** Each entry is one device: its addresses, joined by commas. */
  readonly devices?: readonly string[];
  /** Networks in CIDR form; each address inside is a device of its own. */
  readonly localNets?: readonly string[];
}

const FOREIGN_KEPT = 65_536;

/**
 * Reads who is at home: a flow record says "source" and "destination", not whose bytes are up.
 *
 * Devices named one by one come first, in the order given; those of a network follow in order of
 * appearance. Addresses match however they are spelled, IPv4 inside IPv6 too. Memory grows with devices only.
 */
export function openLocality({ devices = [], localNets = [] }: LocalityOptions): Locality {
  if (devices.length === 0 && localNets.length === 0) {
    throw new RangeError(
      "import: flow records need device or localNet, to know whose bytes are up; got neither",
    );
  }
  const identifiers: string[][] = [];
  const known = new Map<string, number>();
  for (const list of devices) {
    const addresses = list.split(",").map((text) => deviceAddress(text.trim()));
    for (const address of addresses) {
      if (known.has(address)) throw new RangeError(`import: device ${address} is given twice`);
      known.set(address, identifiers.length);
    }
    identifiers.push(addresses);
  }
  const nets = new BlockList();
  for (const text of localNets.flatMap((list) => list.split(","))) addNet(nets, text.trim());
  const foreign = new Set<string>();

  function lookUp(address: string): number {
    const canonical = canonicalAddress(address);
    if (canonical === null) return -1;
    let device = known.get(canonical) ?? -1;
    if (device < 0 && nets.check(canonical, isIP(canonical) === 6 ? "ipv6" : "ipv4")) {
      device = identifiers.length;
      identifiers.push([canonical]);
      known.set(canonical, device);
    }
    if (device >= 0) known.set(address, device);
    return device;
  }

  return {
    identifiers,
    find: (address) => known.get(canonicalAddress(address) ?? address) ?? -1,
    deviceOf(address) {
      const device = known.get(address);
      if (device !== undefined) return device;
      if (foreign.has(address)) return -1;
      const found = lookUp(address);
      if (found < 0) {
        if (foreign.size === FOREIGN_KEPT) foreign.clear();
        foreign.add(address);
      }
      return found;
    },
  };
}

function deviceAddress(text: string): string {
  const address = canonicalAddress(text);
  if (address === null) {
    throw new RangeError(
      `import: device must be an IPv4 or IPv6 address, got ${text || "nothing"}`,
    );
  }
  return address;
}

function addNet(nets: BlockList, text: string): void {
  const [address = "", bits = "", ...rest] = text.split("/");
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  if (version === 0 || rest.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most) {
    throw new RangeError(
      `import: localNet must be a network such as 10.8.0.0/16 or 2001:db8::/32, got ${text || "nothing"}`,
    );
  }
  nets.addSubnet(address, Number(bits), version === 6 ? "ipv6" : "ipv4");
}
