import { PassThrough } from "node:stream";
import { tableFromArrays, tableToIPC, vectorFromArray } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { openAnswers } from "../../../bench/runners/answers.ts";
import { byteQueue } from "../../../bench/runners/byte-queue.ts";
import { sparseAnswers } from "../../../bench/runners/sparse-answers.ts";

const NONE = Number.NEGATIVE_INFINITY;

/** Opens answers to batches of four rows; `ask` asks for the next. */
function opened(...pieces: readonly (string | Uint8Array)[]) {
  const stream = new PassThrough();
  for (const piece of pieces) stream.write(piece);
  stream.end();
  const given = sparseAnswers();
  const answers = openAnswers(byteQueue(stream), given);
  let first = 0;
  return {
    answers,
    async ask() {
      given.open(first, 4);
      first += 4;
      await answers.next(4);
      return [...given.scores];
    },
  };
}

const stream = (columns: Parameters<typeof tableFromArrays>[0]) =>
  tableToIPC(tableFromArrays(columns), "stream");

/** Cuts what ends a stream off, and the schema of another that goes on. */
const END = 8;

describe("a program's answers", () => {
  it("are lines and an empty line, however they come in pieces", async () => {
    const { ask, answers } = opened("1,2", ".5\r\n3,-1e-3\n", "\n", "\n9,7\n", "\n");
    expect(await ask()).toEqual([NONE, 2.5, NONE, -0.001]);
    expect(await ask()).toEqual([NONE, NONE, NONE, NONE]);
    expect(await ask()).toEqual([NONE, 7, NONE, NONE]);
    expect(answers.rest()).toBeNull();
  });

  it("are Arrow, one whole stream for each, or one without a batch that names nothing", async () => {
    const one = stream({ row: Uint32Array.of(1, 2), score: Float64Array.of(5, 6) });
    const schemaOnly = Buffer.concat([one.subarray(0, schemaLength(one)), one.subarray(-END)]);
    const two = stream({ score: Float32Array.of(0.5), row: Int32Array.of(9) });
    const { ask } = opened(one, schemaOnly, two);
    expect(await ask()).toEqual([NONE, 5, 6, NONE]);
    expect(await ask()).toEqual([NONE, NONE, NONE, NONE]);
    expect(await ask()).toEqual([NONE, 0.5, NONE, NONE]);
  });

  it("are Arrow, one record batch of a stream for each, and its end is no answer", async () => {
    const one = stream({ row: Uint32Array.of(1), score: Float64Array.of(5) });
    const two = stream({ row: Uint32Array.of(7), score: Float64Array.of(8) });
    const { ask, answers } = opened(one.subarray(0, -END), two.subarray(schemaLength(two)));
    expect(await ask()).toEqual([NONE, 5, NONE, NONE]);
    expect(await ask()).toEqual([NONE, NONE, NONE, 8]);
    expect(answers.rest()).toBeNull();
  });

  it("may carry other columns along, 64-bit rows, and null where nothing is to be said", async () => {
    const columns = {
      device: vectorFromArray(["a", "b"]),
      row: BigInt64Array.of(2n, 3n),
      score: vectorFromArray([null, 4]),
    };
    const { ask } = opened(stream(columns as never));
    expect(await ask()).toEqual([NONE, NONE, NONE, 4]);
  });

  const bad: readonly (readonly [string, readonly (string | Uint8Array)[], RegExp])[] = [
    ["words", ["Segmentation fault\n"], /^printed a line that is not row,score: "Segm/],
    ["a row that is not there yet", ["4,1\n\n"], /^named row 4, which is not/],
    ["NaN", ["1,nan\n\n"], /^the score of row 1 is NaN$/],
    [
      "a null row",
      [stream({ row: vectorFromArray([null, 1]), score: [1, 2] } as never)],
      /^row must be a whole number/,
    ],
    [
      "other columns",
      [stream({ rows: Uint32Array.of(1), score: Float64Array.of(1) })],
      /must have columns row and score, it has rows, score$/,
    ],
    [
      "scores as words",
      [stream({ row: Uint32Array.of(1), score: ["high"] } as never)],
      /^column score of its Arrow answer must hold numbers/,
    ],
    [
      "lines without an end",
      ["1,2\n".repeat(40_000)],
      /^printed more than 65792 bytes without an empty line/,
    ],
    [
      "a line without an end",
      ["1".repeat(10_000)],
      /^printed a line of more than 4096 bytes: "111/,
    ],
    [
      "Arrow that claims to be huge",
      [Buffer.from([255, 255, 255, 255, 0, 0, 0, 64])],
      /^printed more bytes of Arrow/,
    ],
    [
      "Arrow that is none",
      [Buffer.from("\xff\xff\xff\xff\x10\0\0\0garbage garbage!", "latin1")],
      /no Arrow stream|can't be read|more bytes of Arrow/,
    ],
  ];
  it.each(bad)("are refused when they are %s", async (_, pieces, reason) => {
    await expect(opened(...pieces).ask()).rejects.toThrow(reason);
  });

  it("say where an empty line too many may come from", async () => {
    const { ask } = opened("\n\n1,1\n\n");
    await ask();
    await ask();
    await expect(ask()).rejects.toThrow(/^backdated: named row 1 when row 8 was delivered/);
  });

  it("leave what follows the last to be told", async () => {
    const { ask, answers } = opened("1,1\n\n", "done\n");
    await ask();
    expect(answers.rest()).toBe('"done"');
  });
});

function schemaLength(bytes: Uint8Array): number {
  return 8 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true);
}
