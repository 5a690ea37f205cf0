import { allRows } from "../generate.ts";
import type { PeerGeneration } from "../generator-peers.ts";
import type { PeerAnswer } from "../peer.ts";
import type { PerfResults } from "../results.ts";
import { digits, markdownTable, millions, perRow } from "./markdown.ts";

/** What each stage of generating costs. */
export function stagesFigure({ generate }: PerfResults): string {
  const { stages, cpu, flowsAlone } = generate;
  const { rows, simulate, order, write, hash } = stages;
  const total = simulate + order + write + hash;
  const row = (name: string, seconds: number, count: number) => [
    name,
    perRow(seconds, count),
    millions(count / seconds),
  ];
  return markdownTable(
    ["stage", "ns a row", "rows/s/core"],
    [
      row("simulate: lives, models, link, bills, observers", simulate, rows),
      row("order by visibility and gather", order, rows),
      row("write Arrow files, with sha256", write, rows),
      row("logical hashes of rows and truth", hash, rows),
      row("all four views with truth, code compiled", total, rows),
      row("the same from the start of a process", cpu, allRows(generate)),
      row("flows alone, code compiled", flowsAlone.cpu, flowsAlone.rows),
    ],
  );
}

/** Generators of the same columns, and a plain file of as many bytes. */
export function generatorsFigure({ generate }: PerfResults): string {
  const { flowsAlone, bytes, rawWrite, peers } = generate;
  const { rows, cpu } = flowsAlone;
  const raw = bytes / rawWrite.cpu / 1e9;
  return markdownTable(
    ["generator of the flows columns", "draw", "order", "write", "ns a row in all", "rows/s/core"],
    [
      [
        "billshock: people, links, bills, labels",
        "",
        "",
        "",
        perRow(cpu, rows),
        millions(rows / cpu),
      ],
      peerRow("numpy: independent rows", peers.numpy),
      peerRow("DuckDB: independent rows", peers.duckdb),
      [
        `plain file of all ${digits(bytes / 1e6)} MB`,
        ...[
          "",
          "",
          perRow(rawWrite.cpu, allRows(generate)),
          perRow(rawWrite.cpu, allRows(generate)),
        ],
        `${digits(raw)} GB/s`,
      ],
    ],
  );
}

function peerRow(name: string, peer: PeerAnswer<PeerGeneration>): string[] {
  if (peer.status !== "ok") return [name, "", "", "", peer.status, ""];
  const { version, rows, draw, order, write, file } = peer.answer;
  const total = draw + order + write;
  return [
    `${name} (${version}, ${file})`,
    ...[draw, order, write, total].map((seconds) => perRow(seconds, rows)),
    millions(rows / total),
  ];
}
