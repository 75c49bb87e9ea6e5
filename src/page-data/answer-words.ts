export type Piece =
  | { readonly kind: 'text' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

export interface Block {
  readonly kind: 'list' | 'paragraph';
  /** One a list item; a paragraph has one. */
  readonly lines: readonly (readonly Piece[])[];
}

const BULLET = /^\s*[-*•]\s+/;

/** The words of an answer as blocks: paragraphs, lists, bold, and links within the shop; all else stays plain text. */
export function answerBlocks(text: string): readonly Block[] {
  return text
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter(Boolean)
    .map((block): Block => {
      const lines = block.split('\n');
      return lines.every((line) => BULLET.test(line))
        ? { kind: 'list', lines: lines.map((line) => piecesOf(line.replace(BULLET, ''))) }
        : { kind: 'paragraph', lines: [piecesOf(lines.join(' '))] };
    });
}

function piecesOf(text: string): readonly Piece[] {
  return text
    .split(/(\*\*[^*]+\*\*|\[[^[\]]+\]\(\/[^()\s]*\))/)
    .filter(Boolean)
    .map((piece): Piece => {
      const bold = /^\*\*([^*]+)\*\*$/.exec(piece)?.[1];
      if (bold) return { kind: 'strong', text: bold };
      const link = /^\[([^\]]+)\]\((\/(?!\/)[^)\s]*)\)$/.exec(piece);
      return link?.[1] && link[2]
        ? { kind: 'link', text: link[1], href: link[2] }
        : { kind: 'text', text: piece };
    });
}
