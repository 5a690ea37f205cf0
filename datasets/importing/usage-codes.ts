import { PLACES } from "../places.ts";
import { CAUSES, RATING_GROUPS } from "../vocabularies.ts";

/** Numbers of causeForRecClosing in 3GPP TS 32.298. */
const CAUSE_NUMBERS: Readonly<Record<string, (typeof CAUSES)[number]>> = {
  0: "normalRelease",
  4: "abnormalRelease",
  16: "volumeLimit",
  17: "timeLimit",
  18: "servingNodeChange",
  19: "maxChangeCond",
  20: "managementIntervention",
  22: "rATChange",
};

/** Reads the words of a column as codes of our vocabularies; 0, unknown, for a word that is none. */
export const USAGE_CODES = {
  cause: (word: string) => Math.max(0, CAUSES.indexOf((CAUSE_NUMBERS[word] ?? word) as "unknown")),
  ratingGroup: (word: string) => Math.max(0, RATING_GROUPS.indexOf(word as "unknown")),
  province: (word: string) =>
    Math.max(
      0,
      PLACES.findIndex(
        ({ name, zh, code }) =>
          name === word || zh === short(word) || (code > 0 && String(code) === word),
      ),
    ),
} as const;

/** A province's name without what kind of province it is. */
function short(province: string): string {
  return province.replace(/(省|市|(壮族|回族|维吾尔)?自治区|特别行政区)$/, "");
}
