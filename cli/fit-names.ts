import { displayWidth } from "./display-width.ts";

const LONGEST = 30;
const SHORTEST = 8;

/** Lays a table out with ever shorter names until it fits the screen, or they can be cut no more. */
export function fitNames(width: number, layOut: (longest: number) => string): string {
  for (let longest = LONGEST; ; longest--) {
    const text = layOut(longest);
    const isWide = text.split("\n").some((line) => displayWidth(line) > width);
    if (longest <= SHORTEST || !isWide) return text;
  }
}
