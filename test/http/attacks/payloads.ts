import { existsSync, readFileSync } from 'node:fs';

export interface Payload {
  readonly family: string;
  readonly text: string;
}

/** The product of 7191 and 7919: a page that says it has worked out what it was given. */
export const WORKED_OUT = '56945529';

const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);

/** A few of each kind, written for this shop; `canary` is an address that nobody of the shop may ask. */
export const ownPayloads = (canary: string): readonly Payload[] =>
  Object.entries({
    markup: [
      '<script>mark()</script>',
      '"><img src=x onerror=mark()>',
      "'><svg/onload=mark()>",
      '</script><script>mark()</script>',
      '</title></textarea></style></noscript><iframe src=//evil.example>',
      'javascript:mark()',
      '<a href="data:text/html,<script>mark()</script>">x</a>',
      '<base href=//evil.example/><meta http-equiv=refresh content=0>',
      '" autofocus onfocus=mark() x="',
      '[x](javascript:mark\\(\\)) ![x](//evil.example/x.png)',
      '<!--><math><mtext><table><mglyph><style><img src onerror=mark()>',
    ],
    sql: [
      "' or '1'='1",
      "x'; drop table product; --",
      '1) union select secret from signing_secret --',
      "' || (select pg_sleep(5)) || '",
      '$1::int',
      "\\'; select 1",
      '1e400',
      '-9223372036854775809',
    ],
    path: [
      '../../../../etc/passwd',
      '..%2f..%2f..%2fetc%2fpasswd',
      '....//....//etc/passwd',
      '/etc/passwd%00.md',
      '.env',
      '..\\..\\package.json',
    ],
    template: [
      `{{7191*7919}}`,
      '${7191*7919}',
      '<%= 7191*7919 %>',
      '#{7191*7919}',
      '{{constructor.constructor("return 7191*7919")()}}',
    ],
    header: [
      'x\r\nx-injected: yes',
      'x\r\n\r\n<script>mark()</script>',
      'x%0d%0aset-cookie:%20injected=1',
      'x\u560a\u560dx-injected: yes',
    ],
    redirect: [
      '//evil.example',
      'https://evil.example/',
      '/\\evil.example',
      '/%2f%2fevil.example',
      'https:evil.example',
      '/..//evil.example',
    ],
    server: [
      `${canary}/forged`,
      `${canary.replace('http:', '')}/forged`,
      'file:///etc/passwd',
      'http://[::1]:1/',
    ],
    command: ['; id', '$(id)', '`id`', '| cat /etc/passwd'],
    odd: [
      'a\0b',
      '%00',
      '%',
      '%ff%fe',
      '\ud83d',
      '\u202e\u2066\ufeff\u200b',
      'İıſK\u0301'.repeat(40),
      '__proto__',
      'constructor',
      '-0',
      'NaN',
      'Infinity',
      '',
      ' ',
      'x'.repeat(9_000),
      '(a+)+$'.repeat(200),
      'jaVasCript:/*-/*`/*\\`/*\'/*"/**/(/* */oNcliCk=mark() )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=mark()//>',
    ],
  }).flatMap(([family, texts]) => texts.map((text) => ({ family, text })));

/** Bodies that are no form or message, with the type they claim. */
export const ownBodies: readonly (readonly [type: string, body: string])[] = [
  ['application/json', ''],
  ['application/json', 'null'],
  ['application/json', '[]'],
  ['application/json', '"x"'],
  ['application/json', '{"message":'],
  ['application/json', deep('[', ']', 20_000)],
  ['application/json', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['application/json', '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}'],
  ['application/json', '{"message":{"text":{"$ne":null}},"sku":{"$gt":""},"quantity":[1]}'],
  ['application/json', `{"sku":"${'x'.repeat(200_000)}","quantity":1e308}`],
  ['application/json', '{"sku":"\\ud800\\u0000","quantity":-0}'],
  ['application/x-www-form-urlencoded', `${'a=1&'.repeat(20_000)}`],
  ['application/x-www-form-urlencoded', '%=%&=&__proto__[x]=1&constructor=2'],
  ['multipart/form-data', 'no boundary'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data; name="text"; filename="../../x"\r\n\r\n<b>\r\n--x--',
  ],
  ['text/xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
  ['application/json; charset=utf-16', '\ufeff{}'],
];

const SHARED = '../shared/data/attacks/web_payloads.jsonl';

/** Public lists, where somebody put them beside the project; null where not. */
export const sharedPayloads = (): readonly Payload[] | null =>
  existsSync(SHARED)
    ? readFileSync(SHARED, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { readonly category: string; readonly text: string })
        .map(({ category, text }) => ({ family: category, text }))
    : null;
