const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', US$: 'USD', C$: 'CAD', A$: 'AUD' };

/** `49.95 USD`, `USD 49.95` or `€49,95` as amount and currency, as found; the currency is empty where none is told. */
export function priceAndCurrency(text: string): { readonly amount: string; readonly currency: string } {
  const plain = text.trim();
  const match = /^(?<before>[a-z]{3})?(?<amount>[^a-z]*)(?<after>[a-z]{3})?$/i.exec(plain);
  const currency = match?.groups?.['before'] ?? match?.groups?.['after'];
  const amount = match?.groups?.['amount']?.trim();
  if (amount && currency) return { amount, currency };
  for (const [sign, code] of Object.entries(SIGNS)) {
    if (plain.startsWith(sign) || plain.endsWith(sign))
      return { amount: plain.replace(sign, '').trim(), currency: code };
  }
  return { amount: plain, currency: '' };
}
