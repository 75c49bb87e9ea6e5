import { elementsOf, foldBlanks, parseHtml, textOf, type Element } from './html-tree.ts';
import { nodesOf, readGraph, type Graph } from './graph.ts';
import { hiddenBecause } from './hidden.ts';

export type PageKind = 'home' | 'product' | 'article' | 'listing' | 'questions' | 'other';

/** A run of visible text between two block boundaries, with the heading it stands under. */
interface Block {
  readonly tag: string;
  readonly text: string;
  readonly under: string;
  readonly hasLink: boolean;
  /** Whether all of it is somebody's words, set in `q`. */
  readonly quoted: boolean;
}

interface Link {
  /** Absolute. */
  readonly href: string;
  readonly text: string;
  /** HTTP status of the shop's own pages; null where nobody asked. */
  readonly answer: number | null;
}

/** Everything the rules ask of one page, read from its HTML alone. */
export interface PageFacts {
  readonly url: string;
  readonly kind: PageKind;
  readonly now: Date;
  readonly lang: string | null;
  readonly title: string;
  readonly description: string;
  readonly canonicals: readonly string[];
  readonly noindex: boolean;
  readonly headings: readonly { readonly level: number; readonly text: string }[];
  readonly images: readonly { readonly src: string; readonly alt: string | null; readonly hidden: boolean }[];
  readonly links: readonly Link[];
  /** Ids that fragments may point to. */
  readonly ids: ReadonlySet<string>;
  readonly blocks: readonly Block[];
  /** The visible words of the main part, in reading order. */
  readonly text: string;
  /** Label and value pairs of tables and definition lists. */
  readonly pairs: readonly { readonly label: string; readonly value: string }[];
  readonly hidden: readonly { readonly because: string; readonly text: string }[];
  /** Every text and attribute a reader or a model may take in, with where it stands. */
  readonly strings: readonly { readonly where: string; readonly text: string }[];
  readonly dates: readonly string[];
  readonly graph: Graph;
}

/** Gathers the facts of a page. `now` is what "past" and "stale" are measured by. */
export function gatherFacts(html: string, given: { readonly url: string; readonly now: Date }): PageFacts {
  const root = parseHtml(html);
  const all = [...elementsOf(root)];
  const first = (tag: string) => all.find((element) => element.tag === tag);
  const meta = (name: string) =>
    all.find((element) => element.tag === 'meta' && element.attributes['name'] === name)?.attributes[
      'content'
    ];
  const scripts = all.filter(
    (one) => one.tag === 'script' && one.attributes['type'] === 'application/ld+json',
  );
  const graph = readGraph(scripts.map((one) => one.children.join('')));
  const main = first('main') ?? first('body') ?? root;
  const reading = readBlocks(main);
  const withLinkBase = all.filter((one) => one.tag === 'a' && one.attributes['href'] !== undefined);
  return {
    ...given,
    kind: kindOf(given.url, graph),
    lang: first('html')?.attributes['lang'] ?? null,
    title: textOf(first('title') ?? ''),
    description: foldBlanks(meta('description') ?? ''),
    canonicals: all
      .filter((one) => one.tag === 'link' && one.attributes['rel'] === 'canonical')
      .map((one) => one.attributes['href'] ?? ''),
    noindex: /noindex/.test(meta('robots') ?? ''),
    headings: [...elementsOf(main)]
      .filter((one) => /^h[1-6]$/.test(one.tag))
      .map((one) => ({ level: Number(one.tag[1]), text: textOf(one) })),
    images: imagesOf(main),
    links: withLinkBase.flatMap((one) => {
      const href = absoluteOr(one.attributes['href'] ?? '', given.url);
      return href ? [{ href, text: textOf(one), answer: null }] : [];
    }),
    ids: new Set(all.flatMap((one) => one.attributes['id'] ?? [])),
    blocks: reading.blocks,
    text: reading.blocks.map((block) => block.text).join('\n'),
    pairs: pairsOf(main),
    hidden: reading.hidden,
    strings: stringsOf(all),
    dates: [...elementsOf(main)]
      .filter((one) => one.tag === 'time')
      .map((one) => one.attributes['datetime'] ?? textOf(one)),
    graph,
  };
}

function kindOf(url: string, graph: Graph): PageKind {
  if (nodesOf(graph, 'Product').some((node) => node.fields.has('offers') || node.fields.has('hasVariant')))
    return 'product';
  if (nodesOf(graph, 'Article').length) return 'article';
  if (nodesOf(graph, 'CollectionPage').length) return 'listing';
  if (nodesOf(graph, 'FAQPage').length) return 'questions';
  return new URL(url).pathname === '/' ? 'home' : 'other';
}

const SILENT = new Set(['script', 'style', 'template', 'noscript', 'svg', 'head', 'datalist']);
const INLINE = new Set(
  'a abbr b bdi bdo br button cite code data dfn em i img input kbd label mark q s select small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

function readBlocks(main: Element): Pick<PageFacts, 'blocks' | 'hidden'> {
  const blocks: Block[] = [];
  const hidden: { because: string; text: string }[] = [];
  let under = '';
  const walk = (element: Element) => {
    let run = '';
    let own = '';
    let hasLink = false;
    const end = () => {
      const text = foldBlanks(run);
      if (text) blocks.push({ tag: element.tag, text, under, hasLink, quoted: own.trim() === '' });
      if (text && /^h[1-6]$/.test(element.tag)) under = text;
      run = '';
      own = '';
      hasLink = false;
    };
    const inline = (child: Element | string, quoted: boolean) => {
      if (typeof child === 'string') {
        run += child;
        if (!quoted) own += child;
        return;
      }
      const because = hiddenBecause(child);
      if (because) hidden.push({ because, text: textOf(child) });
      if (SILENT.has(child.tag) || because === 'hidden') return;
      if (!INLINE.has(child.tag)) {
        end();
        walk(child);
        return;
      }
      if (child.tag === 'a') hasLink = true;
      run += ' ';
      for (const one of child.children) inline(one, quoted || child.tag === 'q');
      run += ' ';
    };
    for (const child of element.children) inline(child, false);
    end();
  };
  walk(main);
  return { blocks, hidden };
}

function imagesOf(main: Element): PageFacts['images'] {
  const found: { src: string; alt: string | null; hidden: boolean }[] = [];
  const walk = (element: Element, above: boolean) => {
    const hidden = above || element.attributes['aria-hidden'] === 'true';
    if (element.tag === 'img')
      found.push({ src: element.attributes['src'] ?? '', alt: element.attributes['alt'] ?? null, hidden });
    if (element.tag === 'svg' && element.attributes['role'] === 'img') {
      const title = element.children.find((one) => typeof one !== 'string' && one.tag === 'title');
      const alt = element.attributes['aria-label'] ?? (title ? textOf(title) : null);
      found.push({ src: 'a drawing in the page', alt, hidden });
    }
    for (const child of element.children) if (typeof child !== 'string') walk(child, hidden);
  };
  walk(main, false);
  return found;
}

function pairsOf(main: Element): PageFacts['pairs'] {
  const of = (element: Element, label: string, value: string) => {
    const parts = element.children.filter((one): one is Element => typeof one !== 'string');
    return parts.flatMap((part, at) => {
      const next = parts[at + 1];
      return part.tag === label && next?.tag === value ? [{ label: textOf(part), value: textOf(next) }] : [];
    });
  };
  return [...elementsOf(main)].flatMap((one) => [
    ...of(one, 'dt', 'dd'),
    ...(one.tag === 'tr' ? of(one, 'th', 'td') : []),
  ]);
}

const READ_ALOUD = ['alt', 'title', 'aria-label', 'placeholder', 'content'];

function stringsOf(all: readonly Element[]): PageFacts['strings'] {
  return all.flatMap((element) => {
    const inside =
      element.tag === 'style' ||
      (element.tag === 'script' && element.attributes['type'] !== 'application/ld+json')
        ? []
        : element.children.filter((one) => typeof one === 'string');
    return [
      ...inside.map((text) => ({
        where: element.tag === 'script' ? 'the JSON-LD' : `<${element.tag}>`,
        text,
      })),
      ...READ_ALOUD.flatMap((name) => {
        const text = element.attributes[name];
        return text ? [{ where: `<${element.tag} ${name}>`, text }] : [];
      }),
    ];
  });
}

function absoluteOr(href: string, base: string): string | null {
  const url = URL.parse(href, base);
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}
