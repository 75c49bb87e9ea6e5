import { languageOf } from '#src/messages/messages.ts';
const style = `:root{color-scheme:light dark}
body{margin:0;padding:18vh clamp(1.25rem,8vw,8rem);background:light-dark(#f7f3eb,#14151b);color:light-dark(#16171d,#f2eee5);
font:1.125rem/1.6 system-ui,sans-serif;border-top:4px solid light-dark(#2036dc,#9aa8ff)}
h1{font-size:clamp(2.5rem,8vw,6rem);line-height:1;letter-spacing:-.04em;margin:0 0 1.5rem;text-wrap:balance}
p{max-width:36rem}a{color:inherit;text-underline-offset:.2em}`;

/** A page in the shop's colours that needs nothing which may be broken or away. `html` stands as it is below the heading. */
export function plainPage(
  locale: string,
  status: number,
  heading: string,
  html: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const page =
    `<!doctype html><html lang="${languageOf(locale)}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">' +
    `<title>${heading}</title><style>${style}</style></head><body><main>` +
    `<h1>${heading}</h1><p>${html}</p></main></body></html>`;
  return new Response(page, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      'cache-control': 'no-store',
      ...headers,
    },
  });
}
