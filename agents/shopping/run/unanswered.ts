import type { ToolResult } from '#agents/shopping/tool-results/tool-result.ts';
import type { Unanswered } from '#src/open-questions/note-question.ts';

/**
 * Why what a turn's tools answered is no answer: the shop has written nothing about it, or nothing fits and nothing near
 * does. Null where any of them found something, and where none was asked.
 */
export function unanswered(results: readonly ToolResult[]): Unanswered | null {
  const found = results.map(foundBy);
  if (found.includes('something')) return null;
  if (found.includes('not-known')) return 'not-known';
  return found.includes('nothing-found') ? 'nothing-found' : null;
}

function foundBy({ tool, answer }: ToolResult): Unanswered | 'something' | null {
  if ('refusal' in answer) return null;
  if (tool === 'answer_from_content') return answer.passages.length ? 'something' : 'not-known';
  if (tool === 'search_products') return answer.total > 0 ? 'something' : 'nothing-found';
  return 'something';
}
