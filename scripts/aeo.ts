import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lintSite } from '#src/aeo/lint-site.ts';
import { annotations, jsonReport, terminalReport } from '#src/aeo/reporters.ts';
import { showStep } from './progress.ts';
import { patientFetch, serveShop, sitemapPaths } from './served.ts';

/*
 * npm run aeo [-- URL|PATH…] [--json FILE] [--ci]   Lints pages as a crawler reads them; exit code 1 on any error.
 * Without a URL the shop is served from here; without a path every page of the sitemap is read.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    ci: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log('npm run aeo [-- URL|PATH…] [--json FILE] [--ci]   Lints pages as a crawler reads them.');
  process.exit(0);
}

const urls = positionals.filter((one) => URL.canParse(one)).map((one) => new URL(one));
const [first] = urls;
const served = first ? null : await serveShop();
const base = served?.base ?? first?.origin ?? '';
const site = served?.site ?? (await siteOf(base));
const asked = positionals
  .map((one) => (URL.canParse(one) ? new URL(one).pathname + new URL(one).search : one))
  .filter((path) => path !== '/' || positionals.includes('/'));
const paths = asked.length ? asked : await sitemapPaths(base);

const report = await showStep('Reading the pages', (progress) =>
  lintSite(
    paths.map((path) => new URL(path, site).href),
    {
      fetchPage: async (url) => {
        const response = await patientFetch(here(url));
        return { status: response.status, html: await response.text() };
      },
      statusOf: async (url) => {
        const response = await patientFetch(here(url));
        await response.body?.cancel();
        return response.status;
      },
      now: new Date(),
      progress: (done, of) => progress(done, of),
    },
  ),
);
await served?.close();

console.log(values.ci ? annotations(report) : terminalReport(report));
if (values.json) writeFileSync(values.json, jsonReport(report));
process.exit(report.findings.some((finding) => finding.severity === 'error') ? 1 : 0);

/** The address to fetch for one that the pages name. */
function here(url: string): string {
  const { pathname, search } = new URL(url);
  return base + pathname + search;
}

/** The origin a running shop calls its own; behind a proxy or on a laptop it is not the one it is fetched from. */
async function siteOf(origin: string): Promise<string> {
  const html = await (await fetch(origin)).text();
  const canonical = /<link rel="canonical" href="([^"]+)"/.exec(html)?.[1];
  return canonical && URL.canParse(canonical) ? new URL(canonical).origin : origin;
}
