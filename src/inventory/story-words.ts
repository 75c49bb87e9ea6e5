import type { StockEntry, StockStory } from './stock-story.ts';

const READ_AS: Readonly<Record<string, string>> = {
  'knows-our-orders': ', without what was sold here',
  'knows-what-was-sent': ', without what was sent from here',
  'does-not-know': ', by somebody who does not hear of what is sold here',
};

const were = (pieces: number): string => `${pieces} ${pieces === 1 ? 'was' : 'were'}`;
const are = (pieces: number): string => `${pieces} ${pieces === 1 ? 'is' : 'are'}`;

/** A movement in a sentence; `day` writes a date as the shop does. */
export function entryWords(entry: StockEntry, day: (at: Date) => string): string {
  const { pieces, about, note, shelf } = entry;
  switch (entry.kind) {
    case 'counted':
      return `${were(pieces)} counted${about && ` (${about})`}${READ_AS[entry.knows ?? ''] ?? ''}${drift(entry, day)}${note && ` ${note}`}`;
    case 'delivered':
      return `${Math.abs(pieces)} ${pieces < 0 ? 'went' : 'came'} (${about}).`;
    case 'sold':
      return `${were(pieces)} sold: order ${about}.`;
    case 'released':
      return `${were(pieces)} given back: order ${about} was cancelled.`;
    case 'sent':
      return `${pieces} left the house: order ${about}.`;
    case 'returned':
      return `${pieces} came back: return ${about}.${shelf === 0 ? ' A count taken after that had seen it.' : ''}`;
    case 'corrected':
      return `${about} looked and found ${pieces}, ${shelf === 0 ? 'as expected' : shelf < 0 ? `${-shelf} fewer` : `${shelf} more`}: ${note}`;
  }
}

function drift({ shelf, isFirst, countedBefore, knows }: StockEntry, day: (at: Date) => string): string {
  if (isFirst) return '.';
  const since = countedBefore ? ` since ${day(countedBefore)}` : '';
  if (shelf === 0) return ': as expected.';
  if (shelf > 0) return `: ${shelf} more than expected, so ${shelf} came${since}.`;
  return `: ${-shelf} fewer than expected, so ${are(-shelf)} missing${since}${
    knows === null ? ', unless the count is without what was sold here, which nobody said' : ''
  }.`;
}

/** What there is now, in a sentence. */
export function standingWords({ free, lies, reserved, open }: StockStory): string {
  const unpaid = open.filter(({ isPaid }) => !isPaid).reduce((sum, { pieces }) => sum + pieces, 0);
  const held = `${reserved - unpaid} of them sold and not sent${unpaid ? `, ${unpaid} reserved by orders that are not paid` : ''}`;
  if (free === null)
    return `It is not counted: it can always be ordered. ${are(reserved)} sold and not sent.`;
  if (lies < 0) return `${-lies} more left than were there. Nothing can be sold.`;
  return `${lies} ${lies === 1 ? 'lies' : 'lie'} there, ${held}. ${free} can be sold.`;
}
