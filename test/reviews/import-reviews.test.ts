import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importDemoReviews } from '#src/reviews/demo-reviews.ts';
import { importReviews, type ReviewImportOptions } from '#src/reviews/import-reviews.ts';
import { moderateReview } from '#src/reviews/moderate-review.ts';
import { detectColumns } from '#src/reviews/review-columns.ts';
import { publishedReviews, summedReviews } from '#src/reviews/review-store.ts';
import { reviewDesk } from '#src/reviews/review-desk.ts';
import { sourceLabel } from '#src/reviews/review.ts';
import { jsonLd } from '#src/structured-data/json-ld.ts';
import { reviewNodes } from '#src/structured-data/reviews.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { ratingOf, twoProducts } from './two-products.ts';

const now = new Date('2026-05-01T10:00:00Z');
const judgeMe =
  'title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,product_id,product_handle,reply,reply_date\n' +
  'Grips,"<p>Holds on wet rock &amp; mud.</p>",5,2026-03-01 10:00:00 UTC,web,ok,Jane Doe,jane@example.org,77,peat-claw,Thanks,2026-03-02\n' +
  'Narrow,It pinched.,1,2026-03-02 10:00:00 UTC,web,ok,Tom,t@example.org,77,feed-peat-claw,,\n' +
  'Win,Casino casino,5,2026-03-03 10:00:00 UTC,web,spam,Bot,b@example.org,77,peat-claw,,\n';
const yotpo =
  'Review ID,Product SKU,Review Score,Review Title,Review Content,Review Creation Date,Display Name,Published,Verified Buyer\n' +
  'y1,SHOE-10,2,Slipped,The heel slipped.,2026-02-01,Ana R,true,true\n' +
  'y2,GEL,4,Mild,Mild taste.,2026-02-02,Bo,false,false\n';

onBothEngines('importing reviews', (open) => {
  let at: FreshDatabase;
  let ids: { readonly shoe: number; readonly gel: number };
  const load = (text: string, more: Partial<ReviewImportOptions> = {}) => {
    const input = { name: 'file.csv', open: () => Readable.from([Buffer.from(text)]) };
    return importReviews(at.db, [input], { replyAuthor: 'Longstride', now, ...more });
  };
  beforeAll(async () => {
    at = await open();
    ids = await twoProducts(at.db);
  });
  afterAll(() => at.close());
  beforeEach(async () => {
    await sql`delete from review`.execute(at.db);
    await sql`update product set rating_average = null, rating_count = 0`.execute(at.db);
  });

  it('reads an export like Judge.me’s: text without HTML, the reply, spam kept back, critics shown, the rating right', async () => {
    const report = await load(judgeMe);
    expect(report).toMatchObject({ ok: true, rejected: 0, files: [{ format: 'judge-me', rows: 3, new: 3 }] });
    const { reviews } = await publishedReviews(at.db, ids.shoe);
    expect(reviews.map((one) => [one.stars, one.author, one.body])).toEqual([
      [1, 'Tom', 'It pinched.'],
      [5, 'Jane D.', 'Holds on wet rock & mud.'],
    ]);
    expect(reviews[1]?.reply).toMatchObject({ author: 'Longstride', body: 'Thanks' });
    expect(await ratingOf(at.db, ids.shoe)).toEqual({ average: 3, count: 2 });
    expect((await summedReviews(at.db, ids.shoe, 10)).tally.rejected).toEqual([
      { because: 'spam', count: 1 },
    ]);
  });

  it('reads an export like Yotpo’s by SKU and leaves to a person what its source had not published', async () => {
    await load(yotpo);
    expect((await publishedReviews(at.db, ids.shoe)).reviews).toMatchObject([
      { stars: 2, sku: 'SHOE-10', source: 'yotpo' },
    ]);
    expect((await reviewDesk(at.db, 'pending', 1)).reviews).toMatchObject([
      { review: { productId: ids.gel, stars: 4 }, product: { slug: 'quarter-gel' } },
    ]);
    expect(await ratingOf(at.db, ids.gel)).toEqual({ average: null, count: 0 });
  });

  it('never calls an imported review verified, whatever its source says', async () => {
    await load(yotpo);
    const [one] = (await publishedReviews(at.db, ids.shoe)).reviews;
    expect(one?.verified).toBe(false);
    expect(one && sourceLabel(one)).toBe('Imported from Yotpo, not verified by us');
    await expect(load(yotpo, { source: 'shop' })).rejects.toThrow(RangeError);
  });

  it('changes nothing the second time, and keeps a person’s decision when a text changed', async () => {
    await load(yotpo);
    expect((await load(yotpo)).files).toMatchObject([{ new: 0, changed: 0, unchanged: 2 }]);
    const [one] = (await publishedReviews(at.db, ids.shoe)).reviews;
    await moderateReview(at.db, one?.id ?? 0, { state: 'rejected', because: 'abuse' }, 'mo', now);
    expect((await load(yotpo.replace('slipped.', 'slipped a lot.'))).files).toMatchObject([
      { changed: 1, unchanged: 1 },
    ]);
    expect((await publishedReviews(at.db, ids.shoe)).total).toBe(0);
    expect(await ratingOf(at.db, ids.shoe)).toEqual({ average: null, count: 0 });
  });

  it('stores each row without an id once, also when the file says it twice', async () => {
    const rows =
      'handle,stars,text,author,date\npeat-claw,4,Good grip,Jo,2026-01-01\npeat-claw,4,Good grip,Jo,2026-01-01\n';
    await load(rows);
    await load(rows);
    expect((await publishedReviews(at.db, ids.shoe)).total).toBe(1);
  });

  it.each([
    ['0', 'stars'],
    ['6', 'stars'],
    ['NaN', 'stars'],
    ['', 'stars'],
    ['4.4', 'stars'],
    ['5", "', 'stars'],
  ])(
    'rejects %j stars with line, field, reason and remedy, and takes in the rows around it',
    async (stars) => {
      const cell = `"${stars.replaceAll('"', '""')}"`;
      const text = `handle,stars,text,author,date\npeat-claw,5,One,A,2026-01-01\npeat-claw,${cell},Two,B,2026-01-02\npeat-claw,3,Three,C,2026-01-03\n`;
      const report = await load(text);
      expect(report.findings).toMatchObject([
        { level: 'rejected', line: 3, field: 'stars', file: 'file.csv' },
      ]);
      expect(report.findings[0]?.fix).toBeTruthy();
      expect((await publishedReviews(at.db, ids.shoe)).total).toBe(2);
    },
  );

  it.each([
    ['an unknown product', 'nowhere,5,Hi,A,2026-01-01', 'handle'],
    ['a megabyte of text', `peat-claw,5,${'x'.repeat(1_000_000)},A,2026-01-01`, 'text'],
    ['a date of the future', 'peat-claw,5,Hi,A,2027-01-01', 'date'],
    ['the 31st of February', 'peat-claw,5,Hi,A,2026-02-31', 'date'],
    ['a date that can be read two ways', 'peat-claw,5,Hi,A,03/04/2026', 'date'],
  ])('rejects %s', async (_, row, field) => {
    const report = await load(`handle,stars,text,author,date\n${row}\npeat-claw,4,Fine,B,2026-01-01\n`);
    expect(report.findings.filter((one) => one.level === 'rejected')).toMatchObject([{ line: 2, field }]);
    expect((await publishedReviews(at.db, ids.shoe)).total).toBe(1);
  });

  it('takes half stars without making them better, ratings without words, and dates of which one part is the month', async () => {
    const report = await load(
      'handle;stars;text;author;date\npeat-claw;4.5;Nice;B;13/02/2026\npeat-claw;5;;C;02/13/2026\n',
    );
    expect(report).toMatchObject({ outcome: 'taken', rejected: 0 });
    const { reviews } = await publishedReviews(at.db, ids.shoe);
    expect(reviews.map(({ stars, body }) => [stars, body]).toSorted()).toEqual([
      [4, 'Nice'],
      [5, ''],
    ]);
    expect(reviews.map(({ writtenAt }) => writtenAt.toISOString().slice(0, 10))).toEqual([
      '2026-02-13',
      '2026-02-13',
    ]);
  });

  it('finds a product by what the export calls it, where only one is called so', async () => {
    const { rows } = await sql<{ title: string }>`select title from product where id = ${ids.shoe}`.execute(
      at.db,
    );
    await load(`product_title,stars,text,author,date\n${rows[0]?.title},4,By its name,B,2026-01-01\n`);
    expect((await publishedReviews(at.db, ids.shoe)).total).toBe(1);
  });

  it('holds back for a person what looks like a formula, a link or personal data, as text and with a warning', async () => {
    const bodies = [
      '"=HYPERLINK(""https://x.test"",""win"")"',
      '"@SUM(A1)"',
      'see www.spam.test',
      'mail me@example.org',
    ];
    const rows = bodies.map((body) => `peat-claw,5,${body},A,2026-01-01`).join('\n');
    const report = await load(`handle,stars,text,author,date\n${rows}\n`);
    expect(report).toMatchObject({ rejected: 0, warnings: 4 });
    expect((await publishedReviews(at.db, ids.shoe)).total).toBe(0);
    expect((await reviewDesk(at.db, 'pending', 1)).reviews.map((one) => one.review.body)).toContain(
      '=HYPERLINK("https://x.test","win")',
    );
  });

  it('keeps no address of a reviewer', async () => {
    await load(judgeMe);
    const { rows } = await sql<{
      all: string;
    }>`select jsonb_agg(to_jsonb(r))::text as all from review r`.execute(at.db);
    expect(rows[0]?.all).not.toContain('@example.org');
  });

  it.each([
    ['no stars', 'handle,text\npeat-claw,Hi\n', 'the stars'],
    ['no product', 'stars,text\n5,Hi\n', 'the product'],
    ['a catalogue', 'Handle,Title,Variant SKU,Variant Price\na,b,c,1\n', 'the stars'],
    ['nothing', '', 'file'],
    ['a quote that is never closed', `handle,stars,text\npeat-claw,5,"${'y'.repeat(3_000_000)}`, 'row'],
  ])('refuses a file with %s and says what is missing', async (_, text, field) => {
    const report = await load(text);
    expect(report.ok).toBe(false);
    expect(report.findings).toMatchObject([{ scope: 'file', field }]);
    expect((await publishedReviews(at.db, ids.shoe)).total).toBe(0);
  });

  it('lets no text out of the script element that holds the structured data', async () => {
    await load(
      'handle,stars,text,author,date\npeat-claw,5,"</script><img src=x onerror=steal()> & more",A,2026-01-01\n',
    );
    await sql`update review set body = ${'</script><script>steal()</script>'}`.execute(at.db);
    const { reviews } = await publishedReviews(at.db, ids.shoe);
    const text = jsonLd(
      reviewNodes('https://shop.test', { locale: 'en-US', timeZone: 'UTC' }, { slug: 'peat-claw' }, reviews),
    );
    expect(text).toContain('steal()');
    expect(text).not.toMatch(/[<>]/);
  });

  it('judges without a trace in a dry run', async () => {
    expect((await load(judgeMe, { dryRun: true })).files).toMatchObject([{ new: 3 }]);
    expect((await publishedReviews(at.db, ids.shoe)).total).toBe(0);
  });

  it('streams thousands of rows', async () => {
    const rows = Array.from(
      { length: 2_500 },
      (_, n) => `peat-claw,${(n % 5) + 1},Review ${n},A,2026-01-01`,
    ).join('\n');
    expect((await load(`handle,stars,text,author,date\n${rows}\n`)).files).toMatchObject([
      { rows: 2_500, new: 2_500 },
    ]);
    expect(await ratingOf(at.db, ids.shoe)).toEqual({ average: 3, count: 2_500 });
  });

  describe('demonstration reviews', () => {
    const demo = () => load(yotpo, { source: 'demonstration' });

    it('are shown with their label but rate nothing and become no structured data', async () => {
      await demo();
      const { reviews } = await publishedReviews(at.db, ids.shoe);
      expect(reviews.map(sourceLabel)).toEqual(['Demonstration review, not by a real buyer']);
      expect(await ratingOf(at.db, ids.shoe)).toEqual({ average: null, count: 0 });
      expect(
        reviewNodes(
          'https://shop.test',
          { locale: 'en-US', timeZone: 'UTC' },
          { slug: 'peat-claw' },
          reviews,
        ),
      ).toEqual([]);
    });

    it('leave as soon as one real review is published', async () => {
      await demo();
      await load(judgeMe);
      expect((await summedReviews(at.db, ids.shoe, 10)).tally).toMatchObject({
        demonstration: false,
        count: 2,
      });
      const { reviews } = await publishedReviews(at.db, ids.shoe);
      expect(
        reviewNodes(
          'https://shop.test',
          { locale: 'en-US', timeZone: 'UTC' },
          { slug: 'peat-claw' },
          reviews,
        ),
      ).toMatchObject([
        {
          reviewRating: { ratingValue: 1 },
          itemReviewed: { '@id': 'https://shop.test/p/peat-claw#product' },
        },
        { reviewRating: { ratingValue: 5 }, reviewBody: 'Holds on wet rock & mud.' },
      ]);
    });

    it('lie in content/reviews without a row that cannot be read, critical ones among them', async () => {
      const report = await importDemoReviews(at.db, 'content', {
        replyAuthor: 'L',
        now: new Date('2026-11-01'),
      });
      const wrong = report?.findings.filter(
        (one) => one.reason !== 'The catalogue has no product of that name.',
      );
      expect(wrong).toEqual([]);
      expect(report?.files[0]?.rows).toBeGreaterThanOrEqual(150);
      const { reviews } = await publishedReviews(at.db, ids.shoe);
      expect(reviews.some((one) => one.stars <= 2)).toBe(true);
      expect(reviews.every((one) => one.source === 'demonstration')).toBe(true);
    });
  });
});

describe('the columns of an export', () => {
  it('are told by their names, whatever their case and punctuation', () => {
    const detected = detectColumns(['Review-Score', 'REVIEW CONTENT', 'Product.SKU']);
    expect(detected).toMatchObject({ ok: true, columns: { format: 'yotpo' } });
  });
});
