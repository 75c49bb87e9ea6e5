import type { Finding, ImportReport } from '#src/catalog/import/report.ts';

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
        (file.format ? ` (${file.format}, ${file.encoding}, ${file.rows} rows, source ${file.source})` : ''),
    ),
    '',
    `Products: ${products.new} new, ${products.changed} changed, ${products.unchanged} unchanged, ` +
      `${products.rejected} rejected, ${products.archived} archived${report.dryRun ? ' (dry run: nothing was changed)' : ''}`,
    `Variants: ${variants.accepted} accepted, ${variants.rejected} rejected`,
  ];
  if (rejected.length) {
    lines.push('', `Rejected: ${report.rejected}`, ...rejected.slice(0, MOST_SHOWN).map(printed));
    if (report.rejected > MOST_SHOWN)
      lines.push(`  … and ${report.rejected - MOST_SHOWN} more (see --json).`);
  }
  if (warnings.length) {
    lines.push('', `Warnings: ${report.warnings}`, ...byReason(warnings));
  }
  return lines.join('\n');
}

function printed(finding: Finding): string {
  const place = finding.line === null ? finding.file : `${finding.file}:${finding.line}`;
  const who = [finding.product, finding.sku].filter(Boolean).join(' / ');
  const found = finding.found ? ` (found: ${finding.found})` : '';
  return `  ${place}${who ? `  ${who}` : ''}\n    ${finding.field}: ${finding.reason}${found}\n    ${finding.fix}`;
}

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
