import { exportInWords, type Exported } from '#src/personal-data/export.ts';

/** The forms in which somebody can take their data with them: to read, or for a program. */
const DATA_FORMATS = ['md', 'json'] as const;
type DataFormat = (typeof DATA_FORMATS)[number];

export const dataFormat = (given: string | null | undefined): DataFormat | null =>
  DATA_FORMATS.find((one) => one === given) ?? null;

/** What is held of a person as a file to keep; no cache may keep it as well. */
export function dataFile(shopName: string, exported: Exported, format: DataFormat): Response {
  const body = format === 'json' ? JSON.stringify(exported, null, 2) : exportInWords(shopName, exported);
  return new Response(body, {
    headers: {
      'content-type': `${format === 'json' ? 'application/json' : 'text/markdown'}; charset=utf-8`,
      'content-disposition': `attachment; filename="your-data.${format}"`,
      'cache-control': 'private, no-store',
      'referrer-policy': 'same-origin',
      'x-robots-tag': 'noindex',
    },
  });
}
