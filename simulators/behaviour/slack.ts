/** How much longer than its data alone a transfer may take: the most that any protocol sends again, protocols/. */
export const SLACK = 1.08;
