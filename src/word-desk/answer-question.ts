import { stringify } from 'yaml';
import { fileRole } from '#src/editorial/files.ts';
import { readFrontMatter } from '#src/editorial/front-matter.ts';
import { markDraft, standingAt, type Stale } from '#src/editorial/revisions/edit-page.ts';
import { setFields } from '#src/editorial/revisions/set-fields.ts';
import type { QuestionGroup } from '#src/open-questions/group-questions.ts';
import { settleQuestion } from '#src/open-questions/settlements.ts';
import type { Person } from '#src/studio/people.ts';
import { checkWords } from './check-words.ts';
import { newPath } from './new-words.ts';
import { publishWords, saveWords, type Desk, type Refused } from './publish.ts';
import { mayPublish, mayWrite } from './rights.ts';

export interface NewAnswer {
  readonly question: string;
  /** Markdown on the page of questions, plain words on a product's page. */
  readonly answer: string;
  /** Heading on the page of questions. */
  readonly topic: string;
  /** Slug of the product on whose page it stands; null for the page of questions. */
  readonly product: string | null;
}

export type Answered =
  { readonly ok: true; readonly href: string; readonly isPublished: boolean } | AnswerRefused;
export type AnswerRefused =
  | Refused
  | Stale
  /** The words of that product have a draft already, or their file is not there. */
  | { readonly ok: false; readonly refusal: 'draft-there' | 'no-words' | 'no-question' };

/**
 * Publishes an answer to a group of open questions: a file of its own on the page of questions, or a line among the
 * questions of a product; with whoever may only write it waits for a review. Nothing is kept where lint or gate refuse.
 */
export async function answerQuestion(
  desk: Desk,
  person: Person,
  group: Pick<QuestionGroup, 'id' | 'terms' | 'times'>,
  given: NewAnswer,
  now: Date,
): Promise<Answered> {
  if (!mayWrite(person.role)) return { ok: false, refusal: 'no-right' };
  if (!given.question.trim() || !given.answer.trim()) return { ok: false, refusal: 'no-question' };
  const place = given.product === null ? await onFaqPage(desk, given) : await onProduct(desk, given);
  if (!place) return { ok: false, refusal: 'no-words' };
  if (place === 'draft-there') return { ok: false, refusal: place };
  const { path, base, text, href } = place;
  const checked = await checkWords(desk.db, desk.content, { path, text, before: place.before });
  if (checked.findings.length || checked.contradictions.length)
    return { ok: false, refusal: 'not-right', ...checked };
  const why = 'answers what was asked in vain';
  const saved = await saveWords(desk, person, { path, base, text, why }, now);
  if (!saved.ok) return saved;
  const { name: by, role } = person;
  const question = given.question.trim();
  await settleQuestion(desk.db, group, { as: 'proposed', person: by, href, path, question }, now);
  if (!mayPublish(role)) {
    await markDraft(desk.db, { path, state: 'review', by, said: why }, now);
    return { ok: true, href, isPublished: false };
  }
  const done = await publishWords(desk, person, { path, hash: saved.revision.hash, why, over: null }, now);
  return done.ok ? { ok: true, href, isPublished: true } : done;
}

interface Place {
  readonly path: string;
  readonly href: string;
  /** Hash of what stands there, and its text; '' and null where nothing does. */
  readonly base: string;
  readonly before: string | null;
  readonly text: string;
}

const MOST_NAMES = 50;
const LAST = 999; // greatest order of the schema

async function onFaqPage(
  { db, content }: Desk,
  { question, answer, topic }: NewAnswer,
): Promise<Place | null> {
  const orders = content
    .current()
    .faqs.filter(({ words }) => words.topic === topic)
    .map(({ words }) => words.order);
  const head = { question: question.trim(), topic, order: Math.min(LAST, Math.max(0, ...orders) + 10) };
  const text = `---\n${stringify(head)}---\n\n${answer.trim()}\n`;
  for (let at = 1; at <= MOST_NAMES; at++) {
    const path = newPath('faqs', at === 1 ? question : `${question} ${at}`);
    const slug = path && fileRole(path)?.slug;
    if (!path || !slug) return null;
    if (!(await standingAt(db, path))) return { path, href: `/faq#${slug}`, base: '', before: null, text };
  }
  return null;
}

async function onProduct(
  { db }: Desk,
  { question, answer, product }: NewAnswer,
): Promise<Place | 'draft-there' | null> {
  const path = `products/${product}.md`;
  const standing = fileRole(path) && (await standingAt(db, path));
  if (!standing) return null;
  if (standing.draft) return 'draft-there';
  const { text, hash } = standing.published;
  const read = text === null ? null : readFrontMatter(text);
  if (text === null || !read?.ok) return null;
  const { faqs } = read.value.data as { readonly faqs?: readonly unknown[] };
  const asked = [...(faqs ?? []), { question: question.trim(), answer: answer.trim().replace(/\s+/g, ' ') }];
  return {
    path,
    href: `/p/${product}#questions`,
    base: hash,
    before: text,
    text: setFields(text, { faqs: asked }),
  };
}
