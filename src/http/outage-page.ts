export const RETRY_AFTER_S = '5';

const style = `:root{color-scheme:light dark}
body{margin:0;padding:18vh clamp(1.25rem,8vw,8rem);background:light-dark(#f7f3eb,#14151b);color:light-dark(#16171d,#f2eee5);
font:1.125rem/1.6 system-ui,sans-serif;border-top:4px solid light-dark(#2036dc,#9aa8ff)}
h1{font-size:clamp(2.5rem,8vw,6rem);line-height:1;letter-spacing:-.04em;margin:0 0 1.5rem}
p{max-width:36rem}a{color:inherit;text-underline-offset:.2em}`;

/** The page that says the database is away, in the shop's colours and without needing anything that may be away too. */
export function outagePage(): Response {
  const html =
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">' +
    `<title>Back in a moment</title><style>${style}</style></head><body><main>` +
    '<h1>Back in a moment</h1><p>The shop cannot reach its shelves right now. Your cart is kept. ' +
    '<a href="">Load the page again</a> in a few seconds.</p></main></body></html>';
  return new Response(html, {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      'retry-after': RETRY_AFTER_S,
      'cache-control': 'no-store',
    },
  });
}
