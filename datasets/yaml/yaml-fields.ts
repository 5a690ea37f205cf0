import { z } from "zod";
import { suggest } from "../nearest-name.ts";

/**
 * An object that knows no other keys, and says which one was meant: one line of the message for
 * each unknown key. `hints` say it better for keys that people expect here. The rule sentences of all fields read on after the field's path.
 */
export function object<T extends z.ZodRawShape>(
  shape: T,
  about: string,
  hints: Readonly<Record<string, string>> = {},
) {
  const keys = Object.keys(shape);
  return z
    .strictObject(shape, {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? issue.keys
              .map((key) => `is no key here; ${hints[key] ?? suggest(key, keys)}`)
              .join("\n")
          : "must be a mapping of keys to values",
    })
    .describe(about);
}

/** One of a few words. */
export function choice<const T extends readonly [string, ...string[]]>(words: T, about: string) {
  const error = `must be one of ${words.join(", ")}`;
  return z.enum(words, { error }).describe(about);
}

/** A whole number between two bounds. */
export function whole(min: number, max: number, about: string) {
  const error =
    max === Number.POSITIVE_INFINITY
      ? `must be a whole number of at least ${min}`
      : `must be a whole number from ${min} to ${max}`;
  const number = z.int({ error }).min(min, { error });
  return (max === Number.POSITIVE_INFINITY ? number : number.max(max, { error })).describe(about);
}

/** A number between two bounds. */
export function number(min: number, max: number, about: string) {
  const error =
    max === Number.POSITIVE_INFINITY
      ? `must be a number of at least ${min}`
      : `must be a number from ${min} to ${max}`;
  const between = z.number({ error }).min(min, { error });
  return (max === Number.POSITIVE_INFINITY ? between : between.max(max, { error })).describe(about);
}

/** A text that is not empty. */
export function text(about: string) {
  const error = "must be a text";
  return z.string({ error }).min(1, { error: "must not be empty" }).describe(about);
}

/** true or false. */
export function flag(about: string) {
  return z.boolean({ error: "must be true or false" }).describe(about);
}

/** A text or number that `parse` turns into a value, or refuses with a RangeError. */
export function parsed<T>(parse: (value: string | number) => T, about: string) {
  return z
    .union([z.string(), z.number()], { error: "must be a text or a number" })
    .transform((value, context) => {
      try {
        return parse(value);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        context.addIssue({ code: "custom", message: error.message });
        return z.NEVER;
      }
    })
    .describe(about);
}
