interface Range {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
}

const MOST_RANGES = 50; // no client sends more; a header made to be slow is cut here

/**
 * How much an Accept header wants a media type, 0 to 1, by the most specific range that covers it (RFC 9110,
 * 12.5.1). No header wants everything alike; ranges that cannot be read are passed over.
 */
export function wish(accept: string | null, mediaType: string): number {
  if (!accept?.trim()) return 1;
  const [type = '', subtype = ''] = mediaType.split('/');
  let best = { specific: -1, quality: 0 };
  for (const range of rangesOf(accept)) {
    const specific =
      range.type === type && range.subtype === subtype
        ? 2
        : range.type === type && range.subtype === '*'
          ? 1
          : range.type === '*' && range.subtype === '*'
            ? 0
            : -1;
    if (specific > best.specific) best = { specific, quality: range.quality };
  }
  return best.quality;
}

function rangesOf(accept: string): readonly Range[] {
  return accept.split(',', MOST_RANGES).flatMap((part) => {
    const [range = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const found = /^([\w!#$&^.+*-]+)\/([\w!#$&^.+*-]+)$/.exec(range);
    if (!found) return [];
    const given = parameters.find((one) => one.startsWith('q='))?.slice(2);
    const quality = given === undefined ? 1 : /^(?:0(?:\.\d*)?|1(?:\.0*)?)$/.test(given) ? Number(given) : 0;
    return [{ type: found[1] ?? '', subtype: found[2] ?? '', quality }];
  });
}

/**
 * Whether a client asks for Markdown rather than a page: it names text/markdown itself and wants it at least as
 * much as HTML. A browser, a wildcard, an unknown type and no header at all get the page.
 */
export function prefersMarkdown(accept: string | null): boolean {
  if (!accept || !/text\/markdown/i.test(accept)) return false;
  const markdown = wish(accept, 'text/markdown');
  return markdown > 0 && markdown >= wish(accept, 'text/html');
}
