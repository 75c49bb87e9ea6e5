import type { SiteReport } from './lint-site.ts';
import type { Finding } from './rule.ts';

const marks = { error: '✗', warning: '!', notice: '·' } as const;

/** For people: each page with its findings, one cause together, and the totals. */
export function terminalReport({ pages, findings }: SiteReport): string {
  const lines = pages
    .filter((page) => page.findings.length)
    .flatMap((page) => [
      `${page.url}  ${page.score}/100`,
      ...page.findings.flatMap((one) => [
        `  ${marks[one.severity]} ${one.where}: ${one.found}  [${one.rule}]`,
        `    ${one.fix}`,
      ]),
      '',
    ]);
  const count = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length;
  const least = Math.min(100, ...pages.map((page) => page.score));
  const mean = pages.reduce((sum, page) => sum + page.score, 0) / Math.max(1, pages.length);
  return [
    ...lines,
    `${pages.length} pages, ${count('error')} errors, ${count('warning')} warnings, ${count('notice')} notices.`,
    `Score: ${mean.toFixed(1)} on average, ${least} at least.`,
  ].join('\n');
}

export const jsonReport = (report: SiteReport): string => JSON.stringify(report, null, 2);

/** Workflow commands that a CI run shows beside the change. */
export const annotations = ({ findings }: SiteReport): string =>
  findings
    .map((one) => {
      const message = escape(`${one.url} ${one.where}: ${one.found} ${one.fix}`);
      return `::${one.severity} title=${escape(one.rule).replaceAll(':', '%3A').replaceAll(',', '%2C')}::${message}`;
    })
    .join('\n');

const escape = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
