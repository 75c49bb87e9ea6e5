import { make } from './make.ts';

/** Words of an answer as DOM: paragraphs, lists, bold, and links within the shop. Never HTML, never foreign links. */
export function wordsToNodes(text: string): readonly HTMLElement[] {
  return text
    .split(/\n{2,}/)
    .filter((block) => block.trim())
    .map((block) => {
      const lines = block.trim().split('\n');
      if (lines.every((line) => /^\s*[-*•]\s+/.test(line))) {
        return make(
          'ul',
          {},
          ...lines.map((line) => make('li', {}, ...inline(line.replace(/^\s*[-*•]\s+/, '')))),
        );
      }
      return make('p', {}, ...inline(lines.join(' ')));
    });
}

function inline(text: string): readonly (Node | string)[] {
  return text.split(/(\*\*[^*]+\*\*|\[[^[\]]+\]\(\/[^()\s]*\))/).map((piece) => {
    const bold = /^\*\*([^*]+)\*\*$/.exec(piece);
    if (bold) return make('strong', {}, bold[1]);
    const link = /^\[([^[\]]+)\]\((\/(?!\/)[^()\s]*)\)$/.exec(piece);
    return link ? make('a', { href: link[2] }, link[1]) : piece;
  });
}
