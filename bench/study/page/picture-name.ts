import type { StudyDataset } from "../study-file.ts";
import type { PageWords } from "./page-words.ts";

/** What a picture is called: after its world, what it shows, and its language unless it is the first. */
export function pictureName(
  what: string,
  { name, mode }: Pick<StudyDataset, "name" | "mode">,
  { suffix }: Pick<PageWords, "suffix">,
): { readonly dataset: string; readonly what: string } {
  return {
    dataset: mode === "open" ? `${name}-open` : name,
    what: suffix === "" ? what : `${what}-${suffix}`,
  };
}
