import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { appendMessage } from '#src/conversations/conversation-store.ts';
import { openContent, type ContentStore } from '#src/editorial/content.ts';
import { contentSources } from '#src/editorial/content-sources.ts';
import { standingAt } from '#src/editorial/revisions/edit-page.ts';
import { syncFiles } from '#src/editorial/revisions/sync-files.ts';
import { answeredGroups } from '#src/open-questions/answered-groups.ts';
import { noteQuestion } from '#src/open-questions/note-question.ts';
import { answeredBy, openQuestions } from '#src/open-questions/open-questions.ts';
import { reindexWords } from '#src/search/index-shop.ts';
import type { Person, Role } from '#src/studio/people.ts';
import { answerQuestion, type NewAnswer } from '#src/word-desk/answer-question.ts';
import { draftFrom, publishWords } from '#src/word-desk/publish.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { startConversation } from '#test/doubles/start-conversation.ts';

const NOW = new Date('2026-11-30T10:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const RETURNS = `---
title: Returns
summary: You have 30 days.
updated: 2026-11-01
kind: returns
windowDays: 30
countries: [US]
fee: free
method: mail
exceptions: []
---

You have 30 days to return it.
`;
const LAMP = `---
answer: A lamp of brass for a desk.
whoFor: [Who reads at a desk]
notFor: [Who wants light for a room]
whyItExists: Desks are dark.
useCases:
  - use: reading
    why: It shines on the page.
pros: [Warm light]
cons: [Heavy]
faqs: # asked by people
  - question: Does it swivel?
    answer: It does.
care: Wipe it dry.
---
`;
const SHARPEN: NewAnswer = {
  question: 'Do you sharpen kitchen knives?',
  answer: 'Yes, on Saturdays, while you wait.',
  topic: 'care',
  product: null,
};
const person = (role: Role): Person => ({ id: role, email: `${role}@shop.example`, name: role, role });

onBothEngines('an answer to what was asked in vain', (open) => {
  let at: FreshDatabase;
  let folder: string;
  let content: ContentStore;
  beforeAll(async () => {
    at = await open();
  });
  afterAll(() => at.close());
  beforeEach(async () => {
    await sql`truncate content_page, content_revision, content_act, open_question, settled_question`.execute(
      at.db,
    );
    mkdirSync('var/test', { recursive: true });
    folder = mkdtempSync('var/test/answers-');
    for (const kind of ['faqs', 'policies', 'products']) mkdirSync(join(folder, kind));
    writeFileSync(join(folder, 'store.yaml'), readFileSync('content/store.yaml'));
    writeFileSync(join(folder, 'policies/returns.md'), RETURNS);
    writeFileSync(join(folder, 'products/lamp.md'), LAMP);
    content = openContent(folder);
    await syncFiles(at.db, contentSources(folder), NOW);
  });
  afterEach(() => {
    content.close();
    rmSync(folder, { recursive: true });
  });

  const ask = (text: string, now = NOW) =>
    noteQuestion(at.db, { text, source: 'conversation', because: 'not-known', visitorId: null }, now);
  const answer = async (given: Partial<NewAnswer>, role: Role = 'publisher') => {
    const [group] = await openQuestions(at.db);
    if (!group) throw new Error('Nothing was asked');
    return answerQuestion({ db: at.db, content }, person(role), group, { ...SHARPEN, ...given }, later(1));
  };
  const faqs = () => content.current().faqs.map(({ words, body }) => [words.question, body.trim()]);

  it('stands among the questions, is found by the conversation, and tells whether it helps', async () => {
    await ask('do you sharpen kitchen knives');
    await ask('can you sharpen my kitchen knives');
    expect(await answeredBy(at.db, SHARPEN.question)).toBeNull();
    const href = '/faq#do-you-sharpen-kitchen-knives';
    expect(await answer({})).toEqual({ ok: true, href, isPublished: true });
    expect(faqs()).toEqual([[SHARPEN.question, SHARPEN.answer]]);
    await reindexWords(at.db, content.current(), []);
    expect(await answeredBy(at.db, 'can you sharpen my kitchen knives')).toMatchObject({ href });
    expect(await openQuestions(at.db)).toEqual([]);
    const { id } = await startConversation(at.db, 'ann');
    const passages = [{ title: SHARPEN.question, href, quote: SHARPEN.answer }];
    await appendMessage(at.db, id, 'assistant', [{ type: 'data-sources', data: { passages } }]);
    await sql`update conversation_message set created_at = ${later(2)}`.execute(at.db);
    await ask('sharpen kitchen knives', later(3));
    expect(await answeredGroups(at.db)).toMatchObject([
      { question: SHARPEN.question, href, times: 2, inVain: 1, given: 1 },
    ]);
  });

  it('is refused with the row, and nothing of it is kept', async () => {
    await ask('how long to return a knife');
    expect(await answer({ answer: 'You have 60 days to return it.' })).toMatchObject({
      refusal: 'not-right',
      contradictions: [{ kind: 'return' }],
    });
    expect(await standingAt(at.db, 'faqs/do-you-sharpen-kitchen-knives.md')).toBeNull();
    expect(await openQuestions(at.db)).toMatchObject([{ settled: null }]);
  });

  it('of a writer waits for a review, counts once it is published, and no more once it is taken off', async () => {
    await ask('do you sharpen kitchen knives');
    expect(await answer({}, 'support')).toMatchObject({ refusal: 'no-right' });
    expect(await answer({}, 'writer')).toMatchObject({ ok: true, isPublished: false });
    expect(faqs()).toEqual([]);
    expect(await openQuestions(at.db)).toMatchObject([{ settled: { as: 'proposed', person: 'writer' } }]);
    const path = 'faqs/do-you-sharpen-kitchen-knives.md';
    const publish = async () => {
      const hash = (await standingAt(at.db, path))?.draft?.hash ?? '';
      return publishWords(
        { db: at.db, content },
        person('publisher'),
        { path, hash, why: '', over: null },
        later(2),
      );
    };
    expect(await publish()).toEqual({ ok: true });
    expect(await openQuestions(at.db)).toEqual([]);
    expect(await answeredGroups(at.db)).toMatchObject([{ at: later(2) }]);
    await draftFrom({ db: at.db, content }, person('publisher'), { path, id: null }, later(3));
    expect(await publish()).toEqual({ ok: true });
    expect(await openQuestions(at.db)).toMatchObject([{ settled: null }]);
  });

  it('stands among the questions of a product, whose file else stays as it was', async () => {
    await ask('can the lamp be dimmed');
    const dimmed = { question: 'Can it be dimmed?', answer: 'Yes, at the\nswitch.', product: 'lamp' };
    expect(await answer({ ...dimmed, product: 'no-such' })).toMatchObject({ refusal: 'no-words' });
    expect(await answer(dimmed)).toMatchObject({ ok: true, href: '/p/lamp#questions' });
    expect(content.current().productWords('lamp')?.words.faqs).toEqual([
      { question: 'Does it swivel?', answer: 'It does.' },
      { question: 'Can it be dimmed?', answer: 'Yes, at the switch.' },
    ]);
    const published = (await standingAt(at.db, 'products/lamp.md'))?.published.text ?? '';
    expect(published).toContain('faqs: # asked by people\n');
  });

  it('does not publish what somebody else drafts of the same file', async () => {
    await ask('can the lamp be dimmed');
    await draftFrom({ db: at.db, content }, person('writer'), { path: 'products/lamp.md', id: null }, NOW);
    expect(await answer({ product: 'lamp' })).toEqual({ ok: false, refusal: 'draft-there' });
  });
});
