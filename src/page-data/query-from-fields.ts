import type { SearchQuery } from '#src/query/search-query.ts';
import { fromQueryString } from '#src/query/query-string.ts';

const FIELD = /^(from|to):(.+)$/;

/**
 * The need of an address whose range forms were sent as plain fields (`from:price=50&to:price=120`): the fields become
 * limits written as the grammar writes them. `null` where the address has no such field and can be read as it is.
 */
export function queryFromFields(params: URLSearchParams, currency: string): SearchQuery | null {
  const fields = [...params].filter(([name]) => FIELD.test(name));
  if (fields.length === 0) return null;
  const plain = new URLSearchParams([...params].filter(([name]) => !FIELD.test(name)));
  const keys = new Set(fields.map(([name]) => FIELD.exec(name)?.[2] ?? ''));
  for (const key of keys) {
    const [from, to] = ['from', 'to'].map((side) => number(params.get(`${side}:${key}`)));
    if (from || to) plain.set(key, `${from}..${to}`);
  }
  return fromQueryString(plain, currency);
}

/** What a person typed into a number field, without currency signs and group marks; empty for no number. */
const number = (text: string | null): string =>
  /-?\d+(?:\.\d+)?/.exec((text ?? '').replaceAll(',', ''))?.[0] ?? '';
