import type { CsvSource } from "./csv-source.ts";

/** A JSON object of which we know nothing yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Takes the lines of a file of JSON objects. */
export interface JsonObjects {
  add(text: string, line: number): void;
  /** Throws when an object is still open. */
  finish(): void;
}

/**
 * Opens a reader of JSON objects however they are laid out: one a line, over many lines, in an
 * array or in several that were joined. Hands over each object with the line on which it begins;
 * memory is one object. Throws with the line where an object is no JSON, or something else stands
 * between two.
 */
export function openJsonObjects(
  source: CsvSource,
  onObject: (object: JsonObject, line: number) => void,
): JsonObjects {
  let parts: string[] = [];
  let depth = 0;
  let begun = 0;

  function fault(line: number, rule: string, cause?: unknown): RangeError {
    return new RangeError(`${source.file}:${line}: ${rule}`, { cause });
  }

  function close(): void {
    let object: JsonObject;
    try {
      object = JSON.parse(parts.join("\n")) as JsonObject;
    } catch (cause) {
      throw fault(begun, "an object must be JSON, is not", cause);
    }
    parts = [];
    onObject(object, begun);
  }

  return {
    add(text, line) {
      let from = 0;
      let isQuoted = false;
      for (let i = 0; i < text.length; i++) {
        const char = text[i] as string;
        if (isQuoted) {
          if (char === "\\") i++;
          else if (char === '"') isQuoted = false;
        } else if (char === '"' && depth > 0) isQuoted = true;
        else if (char === "{" && depth++ === 0) {
          begun = line;
          from = i;
        } else if (char === "}" && depth > 0 && --depth === 0) {
          parts.push(text.slice(from, i + 1));
          from = i + 1;
          close();
        } else if (depth === 0 && !/[\s,[\]]/.test(char)) {
          throw fault(line, `must hold JSON objects, has ${JSON.stringify(text.slice(i, i + 40))}`);
        }
      }
      if (depth > 0) parts.push(text.slice(from));
    },
    finish() {
      if (depth > 0) throw fault(begun, "an object must be closed, is open at the end of the file");
    },
  };
}
