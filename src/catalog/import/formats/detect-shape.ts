import { isShopifyHeader } from './shopify-columns.ts';
import { isGoogleHeader } from './google/google-columns.ts';

export type FeedShape =
  | { readonly format: 'shopify' | 'google'; readonly layout: 'table'; readonly delimiter: string }
  | { readonly format: 'google'; readonly layout: 'xml' }
  | { readonly format: 'schema-org'; readonly layout: 'lines' | 'document' };

type Detected =
  | { readonly ok: true; readonly shape: FeedShape }
  | { readonly ok: false; readonly reason: string; readonly fix: string };

const KNOWN =
  'Known are: Shopify product CSV (needs Handle and Title), Google Merchant TSV, CSV or XML (needs id, title, price), ' +
  'and Schema.org Product as JSON, JSON-LD or one JSON object a line.';

/** Tells the format from the first part of the text. `whole` says whether that part is the whole file. */
export function detectShape(text: string, whole: boolean): Detected {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (start.startsWith('<')) return detectXml(start);
  if (start.startsWith('{') || start.startsWith('[')) return detectJson(start, whole);
  const header = headerLine(start);
  for (const delimiter of ['\t', ',', ';', '|']) {
    const columns = header.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, ''));
    if (isShopifyHeader(columns))
      return { ok: true, shape: { format: 'shopify', layout: 'table', delimiter } };
    if (isGoogleHeader(columns)) return { ok: true, shape: { format: 'google', layout: 'table', delimiter } };
  }
  const seen = header.slice(0, 60).replace(/\s+/g, ' ');
  return { ok: false, reason: `The first line is no header of a known catalogue: ${seen}`, fix: KNOWN };
}

/** The first record, which may hold line breaks inside quotes. */
function headerLine(start: string): string {
  let quoted = false;
  for (let at = 0; at < start.length; at++) {
    const mark = start[at];
    if (mark === '"') quoted = !quoted;
    else if (!quoted && (mark === '\n' || mark === '\r')) return start.slice(0, at);
  }
  return start;
}

function detectXml(start: string): Detected {
  const isFeed = /<(?:rss|feed|rdf:RDF|channel|products)\b/i.test(start.slice(0, 20_000));
  if (isFeed) return { ok: true, shape: { format: 'google', layout: 'xml' } };
  if (/^<!doctype html|<html\b/i.test(start.slice(0, 2_000)))
    return { ok: false, reason: 'The file is a web page, not a feed.', fix: KNOWN };
  return { ok: false, reason: 'The XML is neither RSS 2.0 nor Atom.', fix: KNOWN };
}

function detectJson(start: string, whole: boolean): Detected {
  if (!/"(?:@type|name|offers|hasVariant)"/.test(start)) {
    return { ok: false, reason: 'The JSON holds no Schema.org Product.', fix: KNOWN };
  }
  const end = start.indexOf('\n');
  const first = (end < 0 ? start : start.slice(0, end)).trim();
  const next = end < 0 ? '' : start.slice(end).trimStart();
  // One object a line, even where the first line is a damaged one.
  const lines = first.startsWith('{') && first.endsWith('}') && (next.startsWith('{') || isJson(first));
  const layout = lines && !(whole && isJson(start)) ? 'lines' : 'document';
  return { ok: true, shape: { format: 'schema-org', layout } };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
