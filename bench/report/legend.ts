/** What each column of a table counts: said once, for the screen, the report and the paper. */
export const LEGEND = {
  recall: "recall: of incidents, those caught while they ran",
  precision: "precision: of alarms, those that are right, late ones too",
  f1: "F1: harmonic mean of those two, of unlike things",
  byKind: "bytes by kind: saved, mean over kinds of incident (ranks)",
  bytes: "all bytes: saved of all kinds together",
  money: "saved: what the bills shrink by, of what the incidents cost",
  within: "in 5 min, 1 h, 6 h: of incidents, those caught within it",
  delay: "p50 if caught: median delay of the caught alone",
  false: "false: false alarms / 1000 line-days, look-alikes too",
  late: "late: alarms after the incident, right but of no use",
  fooledBy: "most fooled by: the look-alike with most false alarms",
} as const;

/** Name of a column that the legend explains. */
export type Explained = keyof typeof LEGEND;
