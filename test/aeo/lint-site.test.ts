import { describe, expect, it } from 'vitest';
import { lintSite, type SiteReport, type SiteWalk } from '#src/aeo/lint-site.ts';
import { annotations, jsonReport, terminalReport } from '#src/aeo/reporters.ts';
import { scoreOf } from '#src/aeo/score.ts';
import type { Finding } from '#src/aeo/rule.ts';
import { address, cleanPage, readOn } from './clean-page.ts';

const twin = 'https://shop.example/p/heron-road';

const walk = (pages: Readonly<Record<string, string>>, gone: readonly string[] = []): SiteWalk => ({
  fetchPage: async (url) => ({ status: pages[url] === undefined ? 404 : 200, html: pages[url] ?? '' }),
  statusOf: async (url) => (gone.some((path) => url.endsWith(path)) ? 404 : 200),
  now: readOn,
});
const rulesOf = (report: SiteReport) => report.findings.map((finding) => finding.rule);

describe('linting a site', () => {
  it('finds nothing between pages that say different things and lead somewhere', async () => {
    const report = await lintSite([address], walk({ [address]: cleanPage() }));
    expect(report.findings).toEqual([]);
  });

  it('finds a link to a page of the shop that is gone', async () => {
    const report = await lintSite([address], walk({ [address]: cleanPage() }, ['/c/shoes']));
    expect(report.findings).toMatchObject([{ rule: 'link-rot', where: 'link “Shoes”' }]);
  });

  it('asks nothing of addresses outside the shop', async () => {
    const asked: string[] = [];
    const pages = walk({ [address]: cleanPage() });
    await lintSite([address], {
      ...pages,
      statusOf: async (url) => {
        asked.push(url);
        return 200;
      },
    });
    expect(asked).toEqual(['https://shop.example/c/shoes']);
  });

  it('finds two pages with one title, and not two addresses of one page', async () => {
    const other = cleanPage().replace(
      'rel="canonical" href="https://shop.example/p/heron-trail"',
      `rel="canonical" href="${twin}"`,
    );
    const pages = { [address]: cleanPage(), [twin]: other, [`${address}?variant=HER-9`]: cleanPage() };
    const both = await lintSite(Object.keys(pages), walk(pages));
    expect(rulesOf(both).filter((rule) => rule === 'twin-pages')).toHaveLength(4);
    const one = await lintSite([address, `${address}?variant=HER-9`], walk(pages));
    expect(rulesOf(one)).not.toContain('twin-pages');
  });

  it('finds a page that does not answer', async () => {
    const report = await lintSite([twin], walk({}));
    expect(report.findings).toMatchObject([{ rule: 'page-answers', url: twin, severity: 'error' }]);
  });
});

describe('the reporters', () => {
  const broken = () => lintSite([address], walk({ [address]: cleanPage().replace('$139 <s>', '$149 <s>') }));

  it('say to people what was found, where, and what to do', async () => {
    const text = terminalReport(await broken());
    expect(text).toContain(`${address}  80/100`);
    expect(text).toContain('✗ the first price on the page: The page prints 14900');
    expect(text).toContain('1 pages, 1 errors, 0 warnings, 0 notices.');
  });

  it('give programs the same as JSON', async () => {
    const report = await broken();
    expect(JSON.parse(jsonReport(report))).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('give CI one command a finding, with its marks escaped', async () => {
    const finding: Finding = {
      rule: 'thin-text',
      severity: 'warning',
      url: address,
      where: 'the page',
      found: '100 % of\nnothing',
      fix: 'Write.',
    };
    expect(annotations({ pages: [], findings: [finding] })).toBe(
      `::warning title=thin-text::${address} the page: 100 %25 of%0Anothing Write.`,
    );
  });
});

describe('the score', () => {
  const finding = (rule: string, severity: Finding['severity']): Finding => ({
    rule,
    severity,
    url: address,
    where: '',
    found: '',
    fix: '',
  });

  it('takes 20 for an error, 5 for a warning, 1 for a notice', () => {
    expect(scoreOf([])).toBe(100);
    expect(scoreOf([finding('a', 'error'), finding('b', 'warning'), finding('c', 'notice')])).toBe(74);
  });

  it('counts a rule twice at most and stops at zero', () => {
    expect(scoreOf(Array.from({ length: 40 }, () => finding('a', 'error')))).toBe(60);
    expect(scoreOf([...'abcdef'].map((rule) => finding(rule, 'error')))).toBe(0);
  });
});
