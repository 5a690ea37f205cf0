/**
 * Finds the choice that a mistyped word most likely meant, or null when none is near.
 *
 * Near is an edit distance (insert, delete, replace, swap neighbours) of at most a third of the
 * word, or one being the other's beginning. Runs in O(choices x length^2); for error messages.
 *
 * @example
 * nearestName("devcies", ["devices", "days"]); // "devices"
 */
export function nearestName(word: string, choices: readonly string[]): string | null {
  const wanted = word.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const choice of choices) {
    const candidate = choice.toLowerCase();
    const isStart =
      wanted.length >= 3 && (candidate.startsWith(wanted) || wanted.startsWith(candidate));
    const distance = isStart
      ? Math.min(1, editDistance(wanted, candidate))
      : editDistance(wanted, candidate);
    if (distance < bestDistance) {
      best = choice;
      bestDistance = distance;
    }
  }
  return best;
}

/** Ends an error message: "did you mean X?", or the list of choices when nothing is near. */
export function suggest(word: string, choices: readonly string[]): string {
  const nearest = nearestName(word, choices);
  if (nearest !== null) return `did you mean ${nearest}?`;
  return choices.length === 0 ? "there is none" : `choose from ${choices.join(", ")}`;
}

function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let distance = Math.min(replaced, (last[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, (beforeLast[j - 2] as number) + 1);
      }
      row.push(distance);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] as number;
}
