/** The rules that a plan has now: beside a rule of one's own they say what happens without it. */
export const TODAYS_RULES: readonly string[] = [
  "percent-alert:view=charging",
  "plan-cap:view=charging",
  "dual-cap:view=charging",
  "money-cap:view=charging",
];
