import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** CommonMark with GitHub tables to HTML. Raw HTML in the source is shown as text and script links are dropped (micromark's safe default). */
export function markdownToHtml(markdown: string): string {
  const html = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  return withHeadingIds(html)
    .replaceAll('<table>', '<div class="table" tabindex="0" role="region" aria-label="Table"><table>')
    .replaceAll('</table>', '</table></div>');
}

/** Markdown as plain words on one line a block, for search and descriptions. */
export function markdownToText(markdown: string): string {
  return withRowsAsSentences(markdownToHtml(markdown))
    .replace(/<\/(p|h\d|li|tr|table|blockquote)>/g, '\n')
    .replace(/<[^<>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/ (?=[;,.])/g, '')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}

/** Tables read row by row, each cell with its column's heading, so that one row can be quoted alone: `Air: 32 °F; Top: base layer.` */
function withRowsAsSentences(html: string): string {
  return html.replace(/<table>([\s\S]*?)<\/table>/g, (_, table: string) => {
    const cells = (row: string, tag: string) =>
      [...row.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, cell = '']) =>
        cell.trim(),
      );
    const headings = cells(table, 'th');
    return [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)]
      .map(([, row = '']) => cells(row, 'td'))
      .filter((row) => row.length > 0)
      .map((row) => {
        const said = row.flatMap((cell, at) =>
          cell ? [headings[at] ? `${headings[at]}: ${cell}` : cell] : [],
        );
        return `<p>${said.join('; ')}.</p>`;
      })
      .join('');
  });
}

export interface Section {
  readonly heading: string | null;
  /** Anchor of the heading on the page, without `#`. */
  readonly anchor: string | null;
  readonly text: string;
}

/** The parts of a Markdown text between its h2 and h3 headings, in plain words. */
export function sectionsOf(markdown: string): readonly Section[] {
  const parts = markdown.split(/^(?=#{2,3}\s)/m);
  return parts.flatMap((part) => {
    const heading = /^#{2,3}\s+(\S.*)/.exec(part);
    const text = markdownToText(heading ? part.slice(heading[0].length) : part);
    const title = heading?.[1] ? markdownToText(heading[1].trimEnd().replace(/(?<!#)#+$/, '')) : null;
    return text ? [{ heading: title, anchor: title && anchorOf(title), text }] : [];
  });
}

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

function withHeadingIds(html: string): string {
  return html.replace(/<h([23])>([\s\S]*?)<\/h\1>/g, (_, level: string, inner: string) => {
    const words = inner.replace(/<[^<>]+>/g, '').replace(/&[a-z]+;/g, ' ');
    return `<h${level} id="${anchorOf(words)}">${inner}</h${level}>`;
  });
}
