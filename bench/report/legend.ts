/** What the one column that is no metric counts: said once for the screen and the report. */
export const FOOLED_BY = "most fooled by: the look-alike with most false alarms";
