import type { Content } from '#src/editorial/content.ts';

/*
 * What a tool found as cards, for hosts that show MCP Apps (extension io.modelcontextprotocol/ui, 2026-01-26): one page
 * that a host frames and tells the results of tools. It builds nodes from text, never HTML from it, asks nobody for
 * anything, and loads pictures from the shop alone, which its policy says.
 */

export const CARDS_URI = 'ui://shop/product-cards.html';
export const CARDS_TYPE = 'text/html;profile=mcp-app';
export const UI_EXTENSION = 'io.modelcontextprotocol/ui';

/** Under this key a result holds what the conversation's page would show, part by part. */
export const partsKey = 'shelftalk/parts';

/** What a host may let the page load: pictures of the shop. */
export const cardsMeta = (site: string) => ({
  ui: { csp: { connectDomains: [], resourceDomains: [site] }, prefersBorder: false },
});

/** The page, for a shop at that origin. */
export const cardsPage = (site: string, { store }: Content): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Products</title>
<style>
:root{color-scheme:light dark;font:15px/1.45 system-ui,sans-serif}
body{margin:0;padding:4px}
h2{font-size:1rem;margin:12px 0 8px}
ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:12px;list-style:none;margin:0;padding:0}
li{border:1px solid color-mix(in srgb,currentColor 22%,transparent);border-radius:8px;padding:10px;display:grid;gap:4px;align-content:start}
img{width:100%;aspect-ratio:4/3;object-fit:contain;background:#fff;border-radius:4px}
button{all:unset;cursor:pointer;font-weight:600;text-decoration:underline}
button:focus-visible{outline:2px solid}
small{opacity:.75}
table{border-collapse:collapse}td{padding:2px 12px 2px 0}
</style>
<main aria-live="polite"></main>
<script>
const site = ${script(site)};
const main = document.querySelector('main');
const ask = new Map();
let last = 0;
const post = (message) => parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
const request = (method, params) => new Promise((done) => { ask.set(++last, done); post({ id: last, method, params }); });
const make = (name, text, ...inside) => { const node = document.createElement(name); if (text) node.textContent = text; node.append(...inside.filter(Boolean)); return node; };
const open = (text, path) => { const node = make('button', text); node.onclick = () => request('ui/open-link', { url: new URL(path, site).href }); return node; };
const card = (one) => {
  const picture = make('img'); picture.src = new URL(one.image, site).href; picture.alt = one.imageAlt || ''; picture.loading = 'lazy';
  return make('li', '', picture, open(one.title, one.href), make('strong', one.price), one.variant && make('small', one.variant),
    make('small', one.availability), one.reason && make('span', one.reason), ...(one.breaks || []).map((text) => make('small', text)));
};
const rows = (data) => make('table', '', ...(data.sum || data.rows || []).map((row) =>
  make('tr', '', make('td', row.label), make('td', row.amount || row.value))));
const show = {
  products: (data) => [make('h2', data.title), make('ul', '', ...data.cards.map(card))],
  near: (data) => [make('h2', data.title), make('ul', '', ...data.cards.map(card))],
  cart: (data) => [make('h2', 'Cart'), ...data.lines.map((line) => make('p', line.quantity + ' × ' + line.title + ' ' + line.variant + ', ' + line.total)), rows(data)],
  facts: (data) => [make('h2', data.title), rows(data), data.link && open(data.link.label, data.link.href)],
};
addEventListener('message', ({ source, data }) => {
  if (source !== parent || !data || data.jsonrpc !== '2.0') return;
  if (ask.has(data.id) && !data.method) { ask.get(data.id)(data.result); ask.delete(data.id); return; }
  if (data.method === 'ui/notifications/tool-result') {
    const parts = (data.params && data.params._meta && data.params._meta[${script(partsKey)}]) || [];
    main.replaceChildren(...parts.flatMap((one) => (show[one.part] ? show[one.part](one.data) : [])).filter(Boolean));
    post({ method: 'ui/notifications/size-changed', params: { height: document.documentElement.scrollHeight } });
  } else if (data.id !== undefined && data.method) post({ id: data.id, result: {} });
});
request('ui/initialize', { protocolVersion: '2026-01-26', appInfo: { name: ${script(store.name)}, version: '1' }, appCapabilities: {} })
  .then(() => post({ method: 'ui/notifications/initialized', params: {} }));
</script>
</html>
`;

/** A text as a script may hold it, wherever it comes from. */
const script = (text: string): string => JSON.stringify(text).replaceAll('<', '\\u003c');
