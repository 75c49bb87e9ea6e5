import { parseArgs } from 'node:util';
import { judgeApi, type ApiDocument } from './api-judge/judge-api.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run judge:api -- KEY [--url URL] [--cases 100] [--seed 1]

Asks the back office of a running shop what its own document describes, rightly and wrongly, and holds every answer to
the document. It changes stock, prices and orders: never ask a shop that sells. Ends with 1 where a fault was found.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4321' },
    cases: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h' },
  },
});
const [token] = positionals;
if (values.help || !token) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
const base = new URL('/api/back-office', values.url).href;
const ask = async (path: string, init: RequestInit): Promise<Response> => {
  for (;;) {
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` };
    const response = await fetch(base + path, { ...init, headers });
    if (response.status !== 429) return response;
    await new Promise((resolve) =>
      setTimeout(resolve, 1000 * Number(response.headers.get('retry-after') ?? 1)),
    );
  }
};
const document = (await (await ask('/openapi.json', {})).json()) as ApiDocument;
const { variants } = (await (await ask('/variants?limit=20', {})).json()) as { variants: { sku: string }[] };
const { orders } = (await (await ask('/orders?limit=50', {})).json()) as { orders: { number: string }[] };
const known = { sku: variants.map(({ sku }) => sku), number: orders.map(({ number }) => number) };
let done = 0;
const judged = await showStep('Judging', (progress) =>
  judgeApi(
    document,
    (path, init) => {
      progress(++done, null, 'asked');
      return ask(path, init);
    },
    { cases: Number(values.cases), seed: Number(values.seed), known },
  ),
);
for (const fault of judged.faults) console.log(JSON.stringify(fault, null, 2));
console.log(
  `${judged.asked} asked, ${judged.faults.length} faults; by status ${JSON.stringify(judged.byStatus)}`,
);
process.exitCode = judged.faults.length ? 1 : 0;
