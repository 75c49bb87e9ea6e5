import type { Element } from './html-tree.ts';

const TINY = /font-size:\s*0(?:\.\d+)?(?:px|em|rem|pt)?\s*(?:;|$)/i;
const GONE = /display:\s*none|visibility:\s*hidden|opacity:\s*0(?:\.0+)?\s*(?:;|$)/i;
const AWAY = /(?:left|top|text-indent):\s*-\d{3,}/i;
const READERS_ONLY = /\b(?:hidden-text|sr-only|visually-hidden)\b/;

/**
 * Why an element's text is not seen: `hidden` for everybody, `for screen readers`, or a style that only machines get
 * past. Null for text that is seen. Only the element itself is looked at: style sheets are not.
 */
export function hiddenBecause(element: Element): string | null {
  const style = element.attributes['style'] ?? '';
  if (TINY.test(style)) return 'a font size of zero';
  if (AWAY.test(style)) return 'a place outside the screen';
  if (GONE.test(style) || element.attributes['hidden'] !== undefined) return 'hidden';
  if (sameColours(style)) return 'text in the colour of its background';
  return READERS_ONLY.test(element.attributes['class'] ?? '') ? 'for screen readers' : null;
}

function sameColours(style: string): boolean {
  const value = (name: string) =>
    new RegExp(`(?:^|;)\\s*${name}:\\s*([^;]+)`, 'i').exec(style)?.[1]?.trim().toLowerCase();
  const ink = value('color');
  return ink !== undefined && (ink === value('background-color') || ink === value('background'));
}
