import { statedDay, type ShopClock } from '#src/editorial/date-text.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import type { ReviewDigest } from '#src/reviews/review-digest.ts';
import { sourceLabel, type Review } from '#src/reviews/review.ts';
import { markdownLine, markdownLines, markdownLink } from './escape-markdown.ts';
import { cut } from './plain.ts';

/** Reviews told whole in a twin; the page has all of them. */
export const REVIEWS_IN_TWIN = 5;
const LONGEST_REVIEW = 1_200;

/** The reviews of a product with what they come to: counted, quoted and dated, in the words of those who wrote them. */
export function reviewsMarkdown(site: string, store: ShopClock, path: string, digest: ReviewDigest): string {
  const { tally, lines, newest } = digest;
  const counts = [5, 4, 3, 2, 1]
    .map((stars) => `${stars === 1 ? '1 star' : `${stars} stars`}: ${tally.stars[stars - 1] ?? 0}`)
    .join('; ');
  return [
    `## ${tally.demonstration ? 'Demonstration reviews' : 'Reviews'}`,
    tally.demonstration &&
      'They are invented to show how reviews work here. Nobody bought anything, and they count in no rating.',
    `${tally.count} in all. ${counts}.`,
    lines
      .flatMap(({ label, praise, complaints, quotes }) => [
        `- ${markdownLine(label)}: ${praise} for, ${complaints} against`,
        ...quotes.map(
          ({ text, anchor }) => `  - ${markdownLink(`“${text}”`, absolute(site, `${path}#${anchor}`))}`,
        ),
      ])
      .join('\n'),
    ...newest.map((review) => reviewText(store, review)),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function reviewText(store: ShopClock, review: Review): string {
  const { author, stars, title, body, writtenAt, reply } = review;
  return [
    `**${stars} of 5${title ? `: ${markdownLine(title)}` : ''}**`,
    markdownLine(`${author}, ${statedDay(store, writtenAt)}. ${sourceLabel(review)}.`),
    markdownLines(cut(body, LONGEST_REVIEW)),
    reply && `${markdownLine(reply.author)} answers: ${markdownLine(cut(reply.body, LONGEST_REVIEW))}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}
