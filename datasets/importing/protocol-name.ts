/** Numbers of the protocols that flow logs meet, of the IANA registry of protocol numbers. */
const NAMES: Readonly<Record<string, string>> = {
  1: "icmp",
  2: "igmp",
  4: "ipip",
  6: "tcp",
  17: "udp",
  33: "dccp",
  41: "ipv6",
  47: "gre",
  50: "esp",
  51: "ah",
  58: "icmp6",
  103: "pim",
  132: "sctp",
  136: "udplite",
};

const WITH_PORTS = new Set(["tcp", "udp", "sctp", "rtp", "rtcp", "udt", "udplite", "dccp"]);
const WITHOUT_PORTS = new Set([...Object.values(NAMES), "ipv6-icmp", "icmpv6"]);

/** Names a protocol in small letters, however a tool wrote it: `TCP`, `tcp` and `6` are one. */
export function protocolName(text: string): string {
  return NAMES[text] ?? text.toLowerCase();
}

/** Tells whether tuples of a protocol have ports. */
export function hasPorts(protocol: string): boolean {
  return WITH_PORTS.has(protocol);
}

/** Tells whether a protocol is known to run over IP: its ends are IP addresses or not readable. */
export function isOverIp(protocol: string): boolean {
  return WITH_PORTS.has(protocol) || WITHOUT_PORTS.has(protocol);
}
