import { isIP, SocketAddress } from "node:net";

/** Spelled in a way that may have a shorter one: capitals, leading zeros, a zone, IPv4 inside. */
const OTHER_SPELLING = /[A-F.%]|(?:^|:)0/;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/;

/**
 * Writes an address in its one canonical form: IPv6 as short as can be, in small letters, without a
 * zone; an IPv4 address inside IPv6 (`::ffff:10.8.0.69`) as IPv4, since both are one phone. Null
 * when the text is no address.
 *
 * @example
 * canonicalAddress("2001:0DB8:0:0::0069"); // "2001:db8::69"
 */
export function canonicalAddress(text: string): string | null {
  const version = isIP(text);
  if (version === 0) return null;
  if (version === 4 || !OTHER_SPELLING.test(text)) return text;
  const [address = text] = text.split("%");
  const short = new SocketAddress({ address, family: "ipv6" }).address;
  return MAPPED.exec(short)?.[1] ?? short;
}
