/** Lines that stand behind the one that says what went wrong. */
const EPILOGUE =
  /^(Node\.js v\d|note: |Execution halted|exit status \d|goroutine \d|\[stack|Aborted|--> )|^[\^~ ]+$/;
const MOST = 300;

/**
 * Picks what a program said last of why it ended, out of the end of its standard error.
 *
 * A Python traceback ends with the exception, behind the frames, so its last block counts and its
 * frames, warnings before it and source lines with the word error in them do not; node prints the
 * error in front of its frames and a version behind them. Of anything else the last line that
 * stands at the margin is taken. Empty when it said nothing.
 */
export function lastWords(stderr: string): string {
  const lines = stderr.split(/\r?\n/).filter((line) => line.trim() !== "");
  const header = lines.findLastIndex((line) => /^Traceback \(most recent call last\)/.test(line));
  const frames = header < 0 ? lines : lines.slice(header + 1);
  const raised = header < 0 ? -1 : frames.findIndex((line) => /^\S/.test(line));
  if (raised >= 0) {
    // An exception's message may have several lines; what the interpreter says later is rare.
    return shortened(frames.slice(raised).join(" "));
  }
  const stack = lines.findLastIndex((line) => /^\s+at /.test(line));
  const first = lines.findLastIndex((line, i) => i < stack && !/^\s+at /.test(line));
  if (first >= 0) return shortened(lines[first]);
  const atMargin = lines.filter((line) => /^\S/.test(line) && !EPILOGUE.test(line));
  return shortened(atMargin.at(-1) ?? lines.at(-1) ?? "");
}

function shortened(line: string): string {
  const text = line.trim().replace(/\s+/g, " ");
  return text.length > MOST ? `${text.slice(0, MOST)}...` : text;
}
