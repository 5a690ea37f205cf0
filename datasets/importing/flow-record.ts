/** One 5-tuple's record as a flow tool exports it; addresses in their canonical form. */
export interface FlowRecord {
  start: number;
  end: number;
  /** As {@link protocolName} writes it. */
  protocol: string;
  source: string;
  /** As {@link parsePort} reads it. */
  sourcePort: number;
  destination: string;
  destinationPort: number;
  sourceBytes: number;
  destinationBytes: number;
  sourcePackets: number;
  destinationPackets: number;
  /** Where it stands. */
  file: string;
  line: number;
}
