const CODES = new Set(Intl.supportedValuesOf("currency"));
/** Signs that the standard library does not know as a currency's. */
const MORE_SIGNS: Readonly<Record<string, readonly string[]>> = {
  CNY: ["元", "RMB"],
  EUR: ["Euro"],
};

/**
 * Whether amounts of a currency can be kept: money is in hundredths here, so those that count in
 * thousandths can't.
 */
export function isCurrency(code: string): boolean {
  if (!CODES.has(code) || code === "XXX") return false;
  const options = { style: "currency", currency: code } as const;
  return (new Intl.NumberFormat("en", options).resolvedOptions().maximumFractionDigits ?? 2) <= 2;
}

/** The ways in which a currency is written beside an amount: its code and its signs. */
export function currencySigns(currency: string): readonly string[] {
  const signs = (["symbol", "narrowSymbol"] as const).map((currencyDisplay) => {
    const options = { style: "currency", currency, currencyDisplay } as const;
    const parts = new Intl.NumberFormat("en", options).formatToParts(0);
    return parts.find(({ type }) => type === "currency")?.value ?? currency;
  });
  return [currency, ...signs, ...(MORE_SIGNS[currency] ?? [])];
}

/** Takes a currency's sign off an amount; another currency's stays, and is refused as no number. */
export function withoutSign(text: string, signs: readonly string[]): string {
  const minus = /^[-−]/.exec(text)?.[0] ?? "";
  const amount = text.slice(minus.length);
  for (const sign of signs) {
    if (amount.startsWith(sign)) return minus + amount.slice(sign.length).trim();
    if (amount.endsWith(sign)) return minus + amount.slice(0, -sign.length).trim();
  }
  return text;
}
