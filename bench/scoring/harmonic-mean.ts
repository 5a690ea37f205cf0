/** The mean that is 0 where one of the two is; undefined without recall, and 0 without any alarm. */
export function harmonicMean(precision: number, recall: number): number {
  if (Number.isNaN(recall)) return Number.NaN;
  if (!(precision > 0) || recall === 0) return 0;
  return (2 * precision * recall) / (precision + recall);
}
