import type { Answers } from "./answer-reader.ts";
import { arrowAnswers } from "./arrow-answers.ts";
import type { ByteQueue } from "./byte-queue.ts";
import { failure } from "./failure.ts";
import { parseAnswer, type SparseAnswers } from "./sparse-answers.ts";

/** A line of text, with room for blanks, signs and exponents. */
const LINE_BYTES = 64;
const SPARE_BYTES = 65_536;

/**
 * Reads answers in the form that their first byte shows: lines `row,score` up to an empty line, or
 * the record batches of an Arrow stream (see `arrowAnswers`).
 */
export function openAnswers(queue: ByteQueue, answers: SparseAnswers): Answers {
  let form: Answers | null = null;
  return {
    async next(rows) {
      if (form === null) {
        const first = await queue.peek(1);
        // The process has ended, which its observer hears of.
        if (first === null) return new Promise<never>(() => {});
        form = first[0] === 0xff ? arrowAnswers(queue, answers) : textAnswers(queue, answers);
      }
      return form.next(rows);
    },
    rest: () => (form ?? textAnswers(queue, answers)).rest(),
  };
}

function textAnswers(queue: ByteQueue, answers: SparseAnswers): Answers {
  return {
    async next(rows) {
      const most = queue.taken + SPARE_BYTES + LINE_BYTES * rows;
      for (;;) {
        const text = await queue.line();
        if (text === null) return new Promise<never>(() => {});
        if (text.trim() === "") return;
        answers.set(...parseAnswer(text));
        if (queue.taken > most) {
          throw failure(
            "invalid",
            `printed more than ${SPARE_BYTES + LINE_BYTES * rows} bytes without an empty line to end its answer to ${rows} rows`,
          );
        }
      }
    },
    rest() {
      const text = queue.rest().toString("utf8").trim();
      return text === "" ? null : JSON.stringify(text.split("\n", 1)[0].slice(0, 60));
    },
  };
}
