import type { OptionsOf, Params } from "../datasets/param.ts";
import type { Random } from "./chance/streams.ts";
import type { LineTerms } from "./charging/line-terms.ts";
import type { NoticeTerms } from "./charging/notice-terms.ts";
import type { Habits, Settings } from "./life/device-life.ts";
import type { AccountTerms, OperatorChecks } from "./network/wlan-account.ts";

/** All that a safeguard may change, as it would be without it; it changes them in place. */
export interface SafeguardTargets {
  /** Switches on the phone. */
  readonly settings: Settings;
  /** What the owner does every night. */
  readonly habits: Habits;
  /** The operator-WLAN account. */
  readonly account: AccountTerms;
  /** When the operator stops the line; those of the line that pays hold for all on its bill. */
  readonly terms: LineTerms;
  /** What the operator looks at when somebody logs in. */
  readonly checks: OperatorChecks;
  /** What the owner is told and looks at, and what he does then. */
  readonly notices: NoticeTerms;
}

/** An incident kind that a safeguard is said to prevent, and who says so. */
export interface SafeguardClaim {
  readonly kind: string;
  readonly source: string;
}

/**
 * What is said to prevent runaway use. It changes its targets and nothing else; what it saves must
 * come out of models and networks that obey those, so a safeguard without a mechanism shows no
 * effect, and a line whose targets it leaves equal keeps every row. What it claims is taken from
 * its advocates: the engine says where a claim did not hold.
 */
export interface Safeguard<P extends Params = Params> {
  readonly name: string;
  readonly summary: string;
  /** Who can turn it on. */
  readonly by: "owner" | "seller" | "operator";
  readonly claims: readonly SafeguardClaim[];
  readonly params: P;
  /** Turns it on, in place; `random` is keyed by device and safeguard. */
  apply(targets: SafeguardTargets, options: OptionsOf<P>, random: Random): void;
}
