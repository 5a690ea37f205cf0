import { SECOND } from "../sizes.ts";
import type { FlowRecord } from "./flow-record.ts";

/** Records that wait for their way back at one time, about 30 MB; then the oldest eighth go alone. */
const MOST_WAITING = 65_536;
/** Many at a time, since a map finds its oldest entry ever more slowly when they are taken singly. */
const KEPT_WAITING = (MOST_WAITING / 8) * 7;

/**
 * Pairs records of one direction with their reversed 5-tuple, as the tool's own biflow mode does:
 * one flow with bytes both ways, closed when the later of the two closed.
 *
 * A record that already has a way back passes. Two records are a pair when their times overlap, with
 * a second to spare, since such logs know whole seconds only. What stays alone goes on as it is when
 * `flush` is called, or when 65,536 others wait; no byte depends on it, only counts of flows.
 */
export function openPairing(emit: (record: FlowRecord) => void) {
  const waiting = new Map<string, FlowRecord[]>();
  let count = 0;

  function take(key: string, record: FlowRecord): FlowRecord | undefined {
    const candidates = waiting.get(key);
    if (candidates === undefined) return undefined;
    const at = candidates.findIndex(
      ({ start, end }) => start <= record.end + SECOND && record.start <= end + SECOND,
    );
    if (at < 0) return undefined;
    const [found] = candidates.splice(at, 1);
    if (candidates.length === 0) waiting.delete(key);
    count--;
    return found;
  }

  function evict(kept: number): void {
    for (const [key, records] of waiting) {
      if (count <= kept) return;
      waiting.delete(key);
      count -= records.length;
      records.forEach(emit);
    }
  }

  return {
    add(record: FlowRecord): void {
      if (record.destinationPackets > 0 || record.destinationBytes > 0) {
        emit(record);
        return;
      }
      const { protocol, source, sourcePort, destination, destinationPort } = record;
      const reverse = take(
        `${protocol} ${destination} ${destinationPort} ${source} ${sourcePort}`,
        record,
      );
      if (reverse !== undefined) {
        if (record.start < reverse.start) {
          reverse.file = record.file;
          reverse.line = record.line;
        }
        reverse.start = Math.min(reverse.start, record.start);
        reverse.end = Math.max(reverse.end, record.end);
        reverse.destinationBytes = record.sourceBytes;
        reverse.destinationPackets = record.sourcePackets;
        emit(reverse);
        return;
      }
      const key = `${protocol} ${source} ${sourcePort} ${destination} ${destinationPort}`;
      const others = waiting.get(key);
      if (others === undefined) waiting.set(key, [record]);
      else others.push(record);
      if (++count > MOST_WAITING) evict(KEPT_WAITING);
    },
    flush(): void {
      evict(0);
    },
  };
}
