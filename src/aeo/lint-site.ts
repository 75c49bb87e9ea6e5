import { gatherFacts, type PageFacts } from './page-facts.ts';
import { lintPage, type PageReport } from './lint-page.ts';
import { excerpt, type Finding } from './rule.ts';
import { scoreOf } from './score.ts';

interface Fetched {
  readonly status: number;
  readonly html: string;
}

export interface SiteWalk {
  /** Reads a page of the shop as a crawler does: no script, no cookie. */
  readonly fetchPage: (url: string) => Promise<Fetched>;
  /** Asks only whether an address answers. */
  readonly statusOf: (url: string) => Promise<number>;
  readonly now: Date;
  readonly progress?: (done: number, of: number, url: string) => void;
}

export interface SiteReport {
  readonly pages: readonly PageReport[];
  readonly findings: readonly Finding[];
}

/** Lints pages and what only shows between them: broken links, and pages that say the same. */
export async function lintSite(urls: readonly string[], walk: SiteWalk): Promise<SiteReport> {
  const gathered: PageFacts[] = [];
  const unread: Finding[] = [];
  const status = new Map<string, number>();
  for (const [done, url] of urls.entries()) {
    walk.progress?.(done, urls.length, url);
    const page = await walk.fetchPage(url);
    status.set(url, page.status);
    if (page.status === 200) gathered.push(gatherFacts(page.html, { url, now: walk.now }));
    else unread.push(unreadable(url, page.status));
  }
  const origins = new Set(urls.map((url) => new URL(url).origin));
  const targets = new Set(gathered.flatMap((page) => page.links.map((link) => bare(link.href))));
  for (const target of targets) {
    if (origins.has(new URL(target).origin) && !status.has(target))
      status.set(target, await walk.statusOf(target));
  }
  const reports = gathered.map((page) => {
    const links = page.links.map((link) => ({ ...link, answer: status.get(bare(link.href)) ?? null }));
    return lintPage({ ...page, links });
  });
  const between = [...twins(gathered), ...unread];
  const pages = reports.map((report) => {
    const findings = [...report.findings, ...between.filter((one) => one.url === report.url)];
    return { ...report, findings, score: scoreOf(findings) };
  });
  return { pages, findings: [...pages.flatMap((page) => page.findings), ...unread] };
}

const bare = (href: string): string => href.split('#')[0] ?? href;

const unreadable = (url: string, status: number): Finding => ({
  rule: 'page-answers',
  severity: 'error',
  url,
  where: 'the page',
  found: `It answers ${status}.`,
  fix: 'Correct the address, or take it out of the sitemap.',
});

/** Indexed pages with one title or one description; variants of one product share a canonical address. */
function twins(pages: readonly PageFacts[]): readonly Finding[] {
  const indexed = [
    ...new Map(
      pages.filter((page) => !page.noindex).map((page) => [page.canonicals[0] ?? page.url, page]),
    ).values(),
  ];
  return (['title', 'description'] as const).flatMap((what) =>
    [...Map.groupBy(indexed, (page) => page[what])].flatMap(([words, same]) =>
      words && same.length > 1
        ? same.map((page): Finding => ({
            rule: 'twin-pages',
            severity: 'warning',
            url: page.url,
            where: `the ${what}`,
            found: `“${excerpt(words)}” stands on ${same.length} pages.`,
            fix: 'Say what only this page answers.',
          }))
        : [],
    ),
  );
}
