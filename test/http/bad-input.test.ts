import { request } from 'node:http';
import { describe, expect, inject, it } from 'vitest';

const shop = inject('shopUrl');

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

/** A request with its path as it is written here: fetch would mend it first. */
function ask(
  path: string,
  body?: string,
  type = 'application/x-www-form-urlencoded',
  cookie = '',
): Promise<Answer & { cookie: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(shop);
    const headers = body === undefined ? {} : { 'content-type': type, origin: shop };
    const sent = request(
      { hostname, port, path, method: body === undefined ? 'GET' : 'POST', headers: { ...headers, cookie } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location,
            text: Buffer.concat(chunks).toString(),
            cookie: (response.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; '),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

it.each([
  [
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data; name="number"\r\n\r\nABCD\r\n--x--\r\n',
  ],
  ['application/x-www-form-urlencoded', 'number=ABCD&email='],
])('a form of %s that is longer than the shop reads is told so', async (type, form) => {
  const long = form.replace('ABCD', 'x'.repeat(1_200_000));
  const refused = { status: 413, text: expect.stringContaining('Nothing was changed') };
  for (const path of ['/track', '/cart', '/ask'])
    expect([path, await ask(path, long, type)]).toMatchObject([path, refused]);
  expect((await ask('/track', form, type)).status).toBe(404);
});

/** What a page says to whoever reads it, without its filters. */
const said = (page: string): string =>
  page
    .slice(page.indexOf('<main'), page.indexOf('</main>'))
    .replace(/<(style|script|svg|aside|select)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

const questions: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['one letter', 'x'],
  ['stop words', 'the of and'],
  ['punctuation', '?!...;:,'],
  ['20 KB of words', 'shoe '.repeat(4_000)],
  ['20 KB without a space', 'a'.repeat(20_000)],
  ['three thousand words', Array.from({ length: 3_000 }, (_, at) => `w${at}`).join(' ')],
  ['SQL', `' or 1=1; drop table product; --`],
  ['SQL patterns', '%_%'],
  ['a full-text query', 'shoe & | ! :* <->'],
  ['a regular expression', '(a+)+$ [z-a] \\m .*+?^${}()|'],
  ['constructor', 'constructor'],
  ['__proto__', '__proto__ toString hasOwnProperty valueOf'],
  ['emoji', '👟😀'],
  ['mixed scripts', 'кроссовки shoe 靴 حذاء'],
  ['wide letters', 'ｓｈｏｅｓ'],
  ['accents without end', 's\u0301'.repeat(900)],
  ['a zero byte', 'shoe\0s'],
  ['HTML', '<script>alert(1)</script>'],
  ['JSON', '{"a":[1]}'],
  ['digits without end', '9'.repeat(400)],
  ['noes', `${'no '.repeat(300)}shoes`],
  ['limits without end', 'under 5 over 3 '.repeat(150)],
  ['a price of twenty digits', 'shoes under $99999999999999999999999'],
  ['a negative price', 'shoes under -5 dollars'],
];

describe('a bad question', () => {
  it.each(questions)('of %s is answered by the search page', async (_, text) => {
    const answer = await ask(`/search?q=${encodeURIComponent(text)}`);
    expect(answer.status).toBe(200);
    expect(said(answer.text)).not.toMatch(/NaN|undefined|\[object/);
  });

  it.each(questions)('of %s is answered by the suggestions with a list', async (_, text) => {
    const answer = await ask(`/api/suggest?q=${encodeURIComponent(text)}`);
    expect(answer.status).toBe(200);
    expect(Array.isArray(JSON.parse(answer.text))).toBe(true);
  });

  it.each(questions)('of %s is answered by the shop that is asked', async (_, text) => {
    const sent = await ask('/ask', new URLSearchParams({ text }).toString());
    expect(sent.status).toBe(303);
    const answer = await ask(sent.location ?? '', undefined, undefined, sent.cookie);
    expect(answer.status).toBe(200);
    const [, reply = ''] = answer.text.split('id="latest"');
    expect(said(`<main${reply}`).length).toBeGreaterThan(20);
    expect(said(`<main${reply}`)).not.toMatch(/NaN|undefined|\[object/);
  });

  it.each([
    ['half a surrogate pair', JSON.stringify({ message: { text: '\ud83d shoes' } })],
    ['a zero byte', JSON.stringify({ message: { text: 'shoes\0' } })],
    ['a zero byte in what is too long', JSON.stringify({ message: { text: `\0${'😀 '.repeat(2_500)}` } })],
    ['keys of the language', '{"message":{"text":"shoes","__proto__":{"x":1}},"constructor":1}'],
  ])('of %s is answered by the chat', async (_, body) => {
    const answer = await ask('/api/chat', body, 'application/json');
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"type":"finish"');
    expect(answer.text).not.toContain('"type":"error"');
  });

  it.each([
    ['no JSON', '{"message":'],
    ['another shape', '{"message":"shoes"}'],
  ])('that is %s is a bad request in words', async (_, body) => {
    const answer = await ask('/api/chat', body, 'application/json');
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      400,
      expect.objectContaining({ title: 'Not a message', detail: expect.stringMatching(/\w/) }),
    ]);
  });
});

const addresses: readonly (readonly [string, string])[] = [
  ['a lone per cent sign', 'q=50%'],
  ['broken escapes', 'q=%zz&brand=%E0%A4%A&%ff=%ff'],
  ['half a surrogate pair', 'q=shoe&brand=%ED%A0%BD'],
  ['a zero byte', 'q=shoe&brand=%00&%00=a'],
  ['page 0', 'q=shoe&page=0'],
  ['a negative page', 'q=shoe&page=-1'],
  ['a page beyond counting', 'q=shoe&page=99999999999999999999'],
  ['a page of words', 'q=shoe&page=constructor'],
  ['keys of the language', 'q=shoe&__proto__=1&constructor=yes&toString=1..2&__proto__[x]=1'],
  ['values of the language', 'q=shoe&brand=__proto__&color=constructor&sort=toString'],
  ['numbers beyond counting', 'q=shoe&weight=1e309..1e400&price=1e309..&quantity=1e999'],
  ['currencies that are none', 'q=shoe&price=1..2XYZ&weight=1..2zz'],
  ['SQL', `q=shoe&brand='%20or%201=1--&category=../../etc`],
  ['a long value', `q=shoe&brand=${'x'.repeat(900)}`],
  ['fifteen hundred filters', `q=shoe&${Array.from({ length: 1_500 }, (_, at) => `k${at}=v`).join('&')}`],
  ['one filter a thousand times', `q=shoe&${'color=blue&'.repeat(1_000)}`],
  ['three hundred values', `q=shoe&color=${Array.from({ length: 300 }, (_, at) => `c${at}`).join(',')}`],
  ['signs alone', '=&=&&=a&&?'],
];

describe('an address with', () => {
  it.each(addresses)('%s is a page like any other', async (_, query) => {
    for (const path of ['/search', '/c/shoes', '/c/shoes.md', '/best', '/api/suggest']) {
      const answer = await ask(`${path}?${query}`);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.text).not.toMatch(/\bNaN\b|\[object/);
    }
  });

  it.each(['/c/%', '/c/%ff', '/p/constructor', '/c/__proto__', '/best/toString', '/p/%F0%9F%98%80'])(
    'nothing behind it (%s) is a page that does not exist',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(404);
      expect(said(answer.text)).toMatch(/\w/);
    },
  );
});

describe('what cannot be is said:', () => {
  it.each([
    ['/search?q=shoes+under+$20+over+$50', 'Over $50 and under $20 cannot both be true.'],
    ['/search?q=shoes&price=50..20', 'Over $50 and under $20 cannot both be true.'],
    ['/c/shoes?weight=400..100g', 'Weight over 400 g and under 100 g cannot both be true.'],
    ['/search?q=shoes&wingspan=3..4', 'Nothing here is told as “Wingspan 3–4”.'],
    ['/search?q=shoes&__proto__=1', 'Nothing here is told as “Proto: 1”.'],
    ['/c/shoes?brand=nike', 'Nothing here is made by Nike.'],
    ['/search?q=shoes&page=99', 'There is no page 99.'],
  ])('%s', async (path, words) => {
    expect(said((await ask(path)).text)).toContain(words);
  });

  it.each(['/search?q=shoes&price=..-10', '/search?q=shoes+under+-5+dollars', '/search?q=shoes+under+$0'])(
    'nothing costs less than nothing (%s)',
    async (path) => {
      expect(said((await ask(path)).text)).toContain('Nothing in the shop is all of that at once.');
    },
  );

  it.each([
    ['Do you have Nike shoes?', 'No product here mentions “Nike”. These are the closest.'],
    ['waterproof shoes by adidas', 'No product here mentions “adidas”.'],
    ['nike shoes under $20', 'No product here mentions “nike”.'],
  ])('%s', async (text, words) => {
    expect(said((await ask(`/search?q=${encodeURIComponent(text)}`)).text)).toContain(words);
    const sent = await ask('/ask', new URLSearchParams({ text }).toString());
    expect(said((await ask(sent.location ?? '', undefined, undefined, sent.cookie)).text)).toContain(words);
  });

  it.each(['comfy shoes for my wife’s birthday', 'runing shoes', 'Stylish shoes'])(
    'but not of words that name no maker and no kind: %s',
    async (text) => {
      const page = said((await ask(`/search?q=${encodeURIComponent(text)}`)).text);
      expect(page).not.toContain('No product here mentions');
    },
  );

  it('in the answer of the shop that is asked too', async () => {
    const sent = await ask('/ask', new URLSearchParams({ text: 'shoes under $20 over $50' }).toString());
    const answer = await ask(sent.location ?? '', undefined, undefined, sent.cookie);
    expect(said(answer.text)).toContain('Over $50 and under $20 cannot both be true.');
  });
});
