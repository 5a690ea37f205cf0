import { PassThrough } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { byteQueue } from "../../../bench/runners/byte-queue.ts";

/** A queue whose stream brings the pieces one by one, each in a turn of its own. */
function queueOf(...pieces: readonly string[]) {
  const stream = new PassThrough();
  const queue = byteQueue(stream);
  void (async () => {
    for (const piece of pieces) {
      await wait(5);
      stream.write(piece);
    }
    await wait(5);
    stream.end();
  })();
  return queue;
}

describe("a queue of bytes", () => {
  it("waits for what comes in several pieces, and lets others work meanwhile", async () => {
    const queue = queueOf("ab", "c", "defg");
    expect((await queue.peek(1))?.toString()).toBe("a");
    expect((await queue.take(6))?.toString()).toBe("abcdef");
    expect((await queue.take(1))?.toString()).toBe("g");
    expect(await queue.take(1)).toBeNull();
  });

  it("takes lines that come in several pieces", async () => {
    const queue = queueOf("1,2", ".5", "\r\n3,", "4\nrest");
    expect([await queue.line(), await queue.line()]).toEqual(["1,2.5", "3,4"]);
    expect(await queue.line()).toBeNull();
    expect((await queue.take(4))?.toString()).toBe("rest");
  });

  it("says when the stream ends too early", async () => {
    expect(await queueOf("ab", "c").take(4)).toBeNull();
  });
});
