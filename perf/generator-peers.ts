import { askPeer, type PeerAnswer } from "./peer.ts";

/** What a peer spent on as many rows with the columns of the flows view, in order of visibility. */
export interface PeerGeneration {
  readonly version: string;
  readonly rows: number;
  readonly bytes: number;
  /** Seconds of CPU: drawing, ordering, writing to a file. */
  readonly draw: number;
  readonly order: number;
  readonly write: number;
  readonly file: string;
}

/** Generators of independent rows: the same columns, but no lives, no bills, no truth behind them. */
export interface GeneratorPeers {
  readonly numpy: PeerAnswer<PeerGeneration>;
  readonly duckdb: PeerAnswer<PeerGeneration>;
}

/** Has numpy and DuckDB draw as many rows of the same 19 columns. */
export function measureGeneratorPeers(
  dir: string,
  { rows, devices, days }: { rows: number; devices: number; days: number },
): GeneratorPeers {
  const args = [rows, devices, days].map(String);
  return {
    numpy: askPeer("generate_numpy.py", [...args, dir]),
    duckdb: askPeer("generate_duckdb.py", [...args, dir]),
  };
}
