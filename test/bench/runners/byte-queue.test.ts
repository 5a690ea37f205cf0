import { PassThrough, Readable } from "node:stream";
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

  it("reads a megabyte ahead and no more, and nothing after it was closed", async () => {
    const chunk = Buffer.alloc(65_536, "1\n");
    let given = 0;
    const stream = new Readable({
      read() {
        given += chunk.length;
        setImmediate(() => this.push(chunk));
      },
    });
    const queue = byteQueue(stream);
    await wait(100);
    expect(given).toBeLessThan(1_400_000);
    expect(await queue.line()).toBe("1");
    const before = given;
    queue.close();
    const asked = Promise.race([queue.line(), wait(50).then(() => "never")]);
    expect(await asked).toBe("never");
    expect(given - before).toBeLessThan(200_000);
  });

  it("takes more than a megabyte when it is asked for it", async () => {
    const stream = new PassThrough();
    const queue = byteQueue(stream);
    const whole = queue.take(5_000_000);
    stream.end(Buffer.alloc(5_000_000, 7));
    expect((await whole)?.length).toBe(5_000_000);
  });
});
