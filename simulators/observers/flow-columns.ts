/** Columns of the flows view as its observer writes them. */
export type FlowColumns = Record<"time" | "visibleAt" | "start" | "up" | "down", Float64Array> &
  Record<"device" | "seq" | "packetsUp" | "packetsDown" | "flows" | "peers", Uint32Array> &
  Record<"app" | "access" | "rat" | "province" | "roaming" | "ttl" | "osFingerprint", Uint8Array> &
  Record<"hiPortShare", Float32Array>;
