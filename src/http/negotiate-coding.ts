import Negotiator from 'negotiator';

const MOST_LETTERS = 500; // no client sends more; a header made to be slow is cut here

/** The content coding to answer in: Brotli before gzip, each only where it is named and not refused with q=0; else null. */
export function wishedCoding(acceptEncoding: string | null): 'br' | 'gzip' | null {
  const named = (acceptEncoding ?? '').slice(0, MOST_LETTERS).toLowerCase();
  const taken = new Negotiator({ headers: { 'accept-encoding': named } }).encodings();
  if (taken.includes('br')) return 'br';
  return taken.includes('gzip') ? 'gzip' : null;
}
