/** Digits that a spreadsheet keeps of a number. */
const KEPT = 15;
const NOBODY = /^(#n\/a|n\/?a|null|none|nan|nil|unknown|undefined|\\n|[-.?]+)$/i;

/**
 * Says what is odd about the identifiers of an import, after the last row: digits that a spreadsheet
 * or a table of floats has changed make one line of several, or several of one.
 */
export function identifierDoubts(identifiers: readonly string[]): readonly string[] {
  const doubts: string[] = [];
  const long = identifiers.filter((each) => /^\d+$/.test(each) && each.length > KEPT);
  if (long.length > 1 && long.every((each) => /^0+$/.test(each.slice(KEPT)))) {
    doubts.push(
      `all ${long.length} identifiers of more than ${KEPT} digits end in zeros: a spreadsheet has cut them, and several lines may be one`,
    );
  }
  const floats = identifiers.filter((each) => /^\d+\.0+$/.test(each));
  const known = new Set(identifiers);
  const both = floats.find((each) => known.has(each.replace(/\.0+$/, "")));
  if (both !== undefined) {
    doubts.push(
      "some identifiers stand with and without .0 behind them: they were floats somewhere, and one line may be two",
    );
  } else if (floats.length > 0) {
    doubts.push(`${floats.length} identifiers end in .0: they were floats somewhere`);
  }
  const spelt = new Map<string, string>();
  let twice = 0;
  let example = "";
  for (const identifier of identifiers) {
    const plain = plainSpelling(identifier);
    const other = spelt.get(plain);
    if (other === undefined) spelt.set(plain, identifier);
    else if (++twice === 1) example = `${JSON.stringify(other)}, ${JSON.stringify(identifier)}`;
  }
  if (twice > 0) {
    doubts.push(
      `identifiers that differ in signs, 00 for +, case or width alone are taken as different lines (${twice} such, first ${example}): write each line one way`,
    );
  }
  const nobody = identifiers.find((each) => NOBODY.test(each));
  if (nobody !== undefined) {
    doubts.push(
      `a device is called ${nobody}; does it stand for lines without a name? leave them out with except in the map`,
    );
  }
  return doubts;
}

/** An identifier in narrow letters, without what people put between and before its digits. */
function plainSpelling(identifier: string): string {
  return identifier
    .normalize("NFKC")
    .replace(/[\s\-()/]/g, "")
    .replace(/^(\+|00)(?=\d)/, "")
    .toLowerCase();
}
