/**
 * Who tells a line's owner what, what he looks at himself, and what he does then; a safeguard may change
 * it. Messages cost no bytes and stop nothing: what they save is what he ends.
 */
export interface NoticeTerms {
  /** Parts of a bundle at which he is told, as bits: bit n - 1 stands for n twentieths of it. */
  steps: number;
  /** He is told at every multiple of so much money rated in a period, minor units; 0 = never. */
  moneyStep: number;
  /** The operator tells both so many ms after the record that reaches them; null = it tells neither. */
  lag: number | null;
  /** He is told of a day that holds so many times what the line usually uses; null = never. */
  unusual: number | null;
  /** Such a day holds so many bytes at least, where that is said. */
  unusualBytes: number | null;
  /** He is told of it so many ms after the record that reaches it; null = never. */
  unusualLag: number | null;
  /** A meter of mobile data on the phone is refreshed every so many ms, and tells the steps by then; 0 = there is none. */
  meterEvery: number;
  /** It tells of so many bytes from one refresh to the next; 0 = never. */
  meterBytes: number;
  /** He is told of a WLAN login in a province in which the phone is not. */
  elsewhere: boolean;
  /** He looks at what was rated every so many ms, from an hour of the day on; 0 = never. */
  lookEvery: number;
  lookHour: number | null;
  /** He goes into what is more than so many times his usual use; null = into nothing. */
  lookFactor: number | null;
  /** Share of messages that he reads; what he looks at himself he has read. */
  reads: number;
  /** From reading to ending what burns the data, ms; null = he does nothing. */
  actsAfter: number | null;
}

/** An owner whom nobody tells anything, and who looks at nothing. */
export const PLAIN_NOTICES: Readonly<NoticeTerms> = {
  ...{ steps: 0, moneyStep: 0, lag: null },
  ...{ unusual: null, unusualBytes: null, unusualLag: null },
  ...{ meterEvery: 0, meterBytes: 0, elsewhere: false },
  ...{ lookEvery: 0, lookHour: null, lookFactor: null },
  ...{ reads: 0, actsAfter: null },
};

/** Whether the owner never learns anything, or does nothing about it. */
export function areSilent(terms: Readonly<NoticeTerms>): boolean {
  const { lag, unusual, meterEvery, elsewhere, lookEvery, actsAfter } = terms;
  const isTold = lag !== null || unusual !== null || meterEvery > 0 || elsewhere;
  return actsAfter === null || !(isTold || lookEvery > 0);
}

/** All twentieths of a bundle. */
export const ALL_STEPS = 0xfffff;

/** Bits of parts of a bundle, given as shares; they count in steps of 5 %. */
export function stepBits(shares: readonly number[]): number {
  return shares.reduce((bits, share) => {
    const twentieths = Math.round(share * 20);
    return twentieths >= 1 && twentieths <= 20 ? bits | (1 << (twentieths - 1)) : bits;
  }, 0);
}

/** Has the owner do something about what he learns, within so many ms. */
export function actWithin(notices: NoticeTerms, acts: number): void {
  notices.actsAfter = Math.min(notices.actsAfter ?? Infinity, Math.round(acts));
}

/** Has the owner read such a share of his messages, and do something about them. */
export function hear(
  notices: NoticeTerms,
  { reads, acts }: { readonly reads: number; readonly acts: number },
): void {
  notices.reads = Math.max(notices.reads, reads);
  actWithin(notices, acts);
}
