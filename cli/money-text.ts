/** Writes an amount of minor units with its currency, to the last of them: `15,373.59 CNY`. */
export function moneyText(minor: number, currency: string): string {
  // XXX is the currency of records that name none.
  if (currency === "XXX") return `${minor.toLocaleString("en-US")} minor units`;
  const places = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${(minor / 100).toLocaleString("en-US", places)} ${currency}`;
}
