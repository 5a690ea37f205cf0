import { PROVINCES } from "../places.ts";
import type { ViewColumn, ViewName } from "../view.ts";
import { ACCESS, APPS, OPERATING_SYSTEMS, RATING_GROUPS } from "../vocabularies.ts";

/** One way in which an observer tells bytes apart. */
export interface Facet {
  readonly name: string;
  readonly column: ViewColumn;
  /** Word of each value of the column. */
  readonly words: readonly string[];
}

const app: Facet = { name: "app", column: "app", words: APPS };
const access: Facet = { name: "access", column: "access", words: ACCESS };
const province: Facet = { name: "province", column: "province", words: PROVINCES };
const roaming: Facet = { name: "roaming", column: "roaming", words: ["home", "abroad"] };

/** How each observer tells bytes apart, in the order in which it is told. */
export const FACETS: Readonly<Record<ViewName, readonly Facet[]>> = {
  flows: [
    app,
    access,
    { name: "sender", column: "osFingerprint", words: OPERATING_SYSTEMS },
    province,
    roaming,
  ],
  charging: [{ name: "group", column: "ratingGroup", words: RATING_GROUPS }, province, roaming],
  netstats: [
    app,
    access,
    { name: "whose", column: "tethering", words: ["phone", "guests"] },
    { name: "screen", column: "foreground", words: ["background", "foreground"] },
    roaming,
  ],
  wlan: [province],
};
