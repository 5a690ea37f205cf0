/** Gives dense numbers to identifiers in order of appearance, and remembers them for the key file. */
export interface KeyRing {
  /** Number of an identifier: a new one gets the next. */
  numberOf(identifier: string): number;
  /** Number of an identifier that is known, -1 for any other. */
  find(identifier: string): number;
  /** Identifiers by number. */
  readonly identifiers: readonly (readonly string[])[];
}

/** Opens an empty key ring; memory grows with identifiers. */
export function openKeyRing(): KeyRing {
  const numbers = new Map<string, number>();
  const identifiers: string[][] = [];
  return {
    identifiers,
    numberOf(identifier) {
      let number = numbers.get(identifier);
      if (number === undefined) {
        number = identifiers.length;
        numbers.set(identifier, number);
        identifiers.push([identifier]);
      }
      return number;
    },
    find: (identifier) => numbers.get(identifier) ?? -1,
  };
}
