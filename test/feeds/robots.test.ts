import { afterAll, describe, expect, it } from 'vitest';
import { openContent } from '#src/editorial/content.ts';
import { storeSchema } from '#src/editorial/schemas.ts';
import { SEARCH_AND_USER_AGENTS, TRAINING_AGENTS } from '#src/feeds/crawlers.ts';
import { llmsTxt } from '#src/feeds/llms.ts';
import { markdownPath, pageOfMarkdown } from '#src/feeds/markdown-path.ts';
import { contentUsage, robotsTxt } from '#src/feeds/robots.ts';

const SITE = 'https://shop.example';
const folder = openContent('content');
const content = folder.current();
afterAll(() => folder.close());

/** Reads the file as RFC 9309 has it: the group that names the agent, else the star's; the paths here never overlap. */
function may(txt: string, agent: string, path = '/p/flatlands'): boolean {
  const groups = txt.split('\n\n').map((group) => group.split('\n').filter((line) => !line.startsWith('#')));
  const named = (name: string) => groups.find((lines) => lines.includes(`User-agent: ${name}`));
  const rules = named(agent) ?? named('*') ?? [];
  return !rules.some((line) => line.startsWith('Disallow: ') && path.startsWith(line.slice(10)));
}

describe('robots.txt', () => {
  it('lets search engines and assistants in and asks training crawlers to stay out, unless told otherwise', () => {
    const txt = robotsTxt(SITE, undefined);
    for (const agent of [...SEARCH_AND_USER_AGENTS, 'SomebodyElse'])
      expect(may(txt, agent), agent).toBe(true);
    for (const agent of TRAINING_AGENTS) expect(may(txt, agent), agent).toBe(false);
    expect(txt).toContain('Content-Signal: search=yes, ai-input=yes, ai-train=no');
    expect(contentUsage(undefined)).toBe('train-ai=n');
    expect(contentUsage({ search: true, training: true })).toBe('train-ai=y');
    expect(txt).toContain(`\nSitemap: ${SITE}/sitemap.xml\n`);
  });

  it('keeps everyone from carts, endless searches and programs', () => {
    const txt = robotsTxt(SITE, undefined);
    for (const path of ['/cart', '/search?q=x', '/api/cart', '/ask'])
      expect(may(txt, 'Googlebot', path), path).toBe(false);
    for (const path of ['/', '/c/shoes', '/llms.txt', '/feeds/google.xml', '/p/flatlands.md'])
      expect(may(txt, 'Googlebot', path), path).toBe(true);
  });

  it('follows the merchant', () => {
    const open = robotsTxt(SITE, { training: true });
    expect(may(open, 'GPTBot')).toBe(true);
    expect(open).toContain('ai-train=yes');
    const closed = robotsTxt(SITE, { search: false });
    expect(may(closed, 'OAI-SearchBot')).toBe(false);
    expect(may(closed, 'SomebodyElse')).toBe(false);
  });
});

describe('store.yaml', () => {
  it('takes crawlers and redirects, and refuses a redirect that leaves the shop', () => {
    const given = (extra: object) => storeSchema.safeParse({ ...content.store, ...extra }).success;
    expect(given({ crawlers: { training: true }, redirects: { '/p/old': '/p/new' } })).toBe(true);
    expect(given({ redirects: { '/p/old': '//evil.example' } })).toBe(false);
    expect(given({ redirects: { '/p/old': 'https://evil.example' } })).toBe(false);
    expect(given({ redirects: { old: '/p/new' } })).toBe(false);
    expect(given({ crawlers: { everyone: true } })).toBe(false);
  });
});

describe('llms.txt', () => {
  const txt = llmsTxt(
    SITE,
    content,
    [
      { slug: 'shoes', parentSlug: null, name: 'Shoes', depth: 0, products: 3 },
      { slug: 'shoes/spikes', parentSlug: 'shoes', name: 'Spikes', depth: 1, products: 1 },
    ],
    [{ slug: 'mud', name: 'mud', products: 3 }],
  );

  it('is a title, a summary and lists of links to Markdown, short enough to read whole', () => {
    expect(txt).toMatch(/^# Longstride\n\n> \S/);
    expect(txt).toContain(`- [Shoes](${SITE}/c/shoes.md) (3)`);
    expect(txt).toContain(`  - [Spikes](${SITE}/c/shoes/spikes.md) (1)`);
    expect(txt).toContain(`${SITE}/best/mud.md) (3)`);
    for (const { slug } of content.policies) expect(txt).toContain(`${SITE}/policies/${slug}.md`);
    expect(txt.length).toBeLessThan(50_000);
  });

  it('promises nothing that reading it would bring', () => {
    expect(txt).not.toMatch(/rank|citation|visib|optimi[sz]/i);
  });
});

describe('the address of a twin', () => {
  it.each([
    ['/', '/index.md'],
    ['/p/flatlands', '/p/flatlands.md'],
    ['/c/shoes/spikes', '/c/shoes/spikes.md'],
    ['/faq', '/faq.md'],
  ])('of %s is %s, and back', (page, twin) => {
    expect(markdownPath(page)).toBe(twin);
    expect(pageOfMarkdown(twin)).toBe(page);
  });

  it.each(['/cart', '/p', '/p/', '/search', '/p/x.md', '/p/a/b', '/feeds/google.xml', '/api/cart'])(
    'of %s there is none',
    (path) => expect(markdownPath(path)).toBeNull(),
  );
});
