import type { Finding, ImportReport } from '#src/catalog/import/report.ts';
import type { TalliedShelf } from '#src/catalog/import/shelves/shelf-tally.ts';

const MOST_SHOWN = 20;

/** The report for a terminal: files, counts, the first rejections in full, then warnings by reason. */
export function printReport(report: ImportReport): string {
  const { products, variants } = report;
  const rejected = report.findings.filter((finding) => finding.level === 'rejected');
  const warnings = report.findings.filter((finding) => finding.level === 'warning');
  const lines = [
    ...report.files.map(
      (file) =>
        `${file.name}: ${file.outcome}` +
        (file.format ? ` (${file.format}, ${file.encoding}, ${file.rows} rows, source ${file.source})` : '') +
        columnsLine('Attributes', file.facts) +
        columnsLine('Left out', file.leftOut),
    ),
    '',
    `Products: ${products.new} new, ${products.changed} changed, ${products.unchanged} unchanged, ` +
      `${products.rejected} rejected, ${products.archived} archived, ${products.renamed} renamed${report.dryRun ? ' (dry run: nothing was changed)' : ''}`,
    `Variants: ${variants.accepted} accepted, ${variants.rejected} rejected`,
    ...shelfLines(report.shelves),
    ...(report.stock.set + report.stock.unknown
      ? [`Stock: ${report.stock.set} counts, ${report.stock.unknown} of unknown variants`]
      : []),
  ];
  if (rejected.length) {
    lines.push('', `Rejected: ${report.rejected}`, ...rejected.slice(0, MOST_SHOWN).map(printed));
    lines.push(...beyond(report.rejected));
  }
  if (warnings.length) {
    lines.push('', `Warnings: ${report.warnings}`, ...byReason(warnings));
  }
  return lines.join('\n');
}

const FROM: Readonly<Record<TalliedShelf['origin'], string>> = {
  category: 'by their categories',
  type: 'by their product types',
  tag: 'by their tags',
  title: 'by nouns of their titles',
  alike: 'with products of alike titles',
  merchant: 'as content/import.yaml says',
  none: 'on none',
};

function shelfLines(shelves: ImportReport['shelves']): readonly string[] {
  if (shelves.length === 0) return [];
  const paths = new Set(shelves.filter(({ path }) => path.length).map(({ path }) => path.join(' > ')));
  const origins = Map.groupBy(shelves, ({ origin, path }) => (path.length ? origin : 'none'));
  const counts = [...origins].map(
    ([origin, some]) => `${some.reduce((sum, { products }) => sum + products, 0)} ${FROM[origin]}`,
  );
  const largest = shelves.filter(({ origin }) => origin === 'tag' || origin === 'title').slice(0, 8);
  return [
    `Shelves: ${paths.size}; products ${counts.join(', ')}`,
    ...(largest.length
      ? [
          `  Made by the import: ${largest.map(({ path, products }) => `${path.join(' > ')} (${products})`).join(', ')}`,
        ]
      : []),
    ...(origins.has('title') || origins.has('tag') || origins.has('none')
      ? ['  To put them right: --draft-categories FILE writes them as lines for content/import.yaml.']
      : []),
  ];
}

const columnsLine = (what: string, names: readonly string[]): string =>
  names.length ? `\n  ${what}: ${names.join(', ')}` : '';

/** The same for orders and reviews: a line a file, then the first findings of any level in full. */
export function printFiles<File>(
  report: {
    readonly files: readonly File[];
    readonly dryRun: boolean;
    readonly rejected: number;
    readonly warnings: number;
    readonly findings: readonly Finding[];
  },
  fileLine: (file: File) => string,
): string {
  return [
    ...report.files.map(fileLine),
    ...(report.dryRun ? ['Dry run: nothing was changed.'] : []),
    `Rejected: ${report.rejected}, warnings: ${report.warnings}`,
    ...report.findings
      .slice(0, MOST_SHOWN)
      .map((finding) => `  ${finding.level} ${placeOf(finding)}\n${whatToDo(finding)}`),
    ...beyond(report.findings.length),
  ].join('\n');
}

function printed(finding: Finding): string {
  const who = [finding.product, finding.sku].filter(Boolean).join(' / ');
  return `  ${placeOf(finding)}${who ? `  ${who}` : ''}\n${whatToDo(finding)}`;
}

const placeOf = ({ file, line }: Finding): string => (line === null ? file : `${file}:${line}`);

const whatToDo = ({ field, reason, found, fix }: Finding): string =>
  `    ${field}: ${reason}${found ? ` (found: ${found})` : ''}\n    ${fix}`;

const beyond = (count: number): readonly string[] =>
  count > MOST_SHOWN ? [`  … and ${count - MOST_SHOWN} more (see --json).`] : [];

function byReason(warnings: readonly Finding[]): readonly string[] {
  const groups = Map.groupBy(warnings, (warning) => `${warning.field}: ${warning.reason}`);
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, MOST_SHOWN)
    .map(([reason, all]) => {
      const [first] = all;
      const place =
        first?.line === null || !first ? '' : ` First at ${first.file}:${first.line} (${first.found}).`;
      return `  ${all.length} × ${reason}${place}`;
    });
}
