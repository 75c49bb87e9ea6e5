import { afterAll, beforeAll, expect, it } from 'vitest';
import { messagesOf } from '#src/conversations/conversation-store.ts';
import { customerForEmail } from '#src/customers/customer-store.ts';
import { openHolds } from '#src/customers/holds.ts';
import { openContent } from '#src/editorial/content.ts';
import { exampleLine, faqDraft, openCorrections, settleCorrection } from '#src/handoff/corrections.ts';
import { answerTo, heldBy, shopperWrote } from '#src/handoff/held-conversation.ts';
import { openTicket } from '#src/handoff/open-ticket.ts';
import { inbox, inboxCounts, ticketById, ticketsOf } from '#src/handoff/ticket-store.ts';
import { claimTicket, rejectDraft, replyToTicket, returnTicket } from '#src/handoff/work-on-ticket.ts';
import { invite, type Person } from '#src/studio/people.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { startConversation } from '#test/doubles/start-conversation.ts';

const now = new Date('2026-11-27T17:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const store = openContent('content');
const content = store.current();
afterAll(() => store.close());

onBothEngines('a ticket', (open) => {
  let fresh: FreshDatabase;
  let ana: Person;
  beforeAll(async () => {
    fresh = await open();
    const invited = await invite(fresh.db, { email: 'ana@shop.example', name: 'Ana' }, now);
    if (!invited.ok) throw new Error(invited.refusal);
    ana = invited.person;
  });
  afterAll(() => fresh.close());

  async function opened(words = 'My shoes came torn', rule = 'order-problem') {
    const { id: conversationId } = await startConversation(fresh.db, 'v'.repeat(21));
    const ticket = await openTicket(fresh.db, content, { rule, words, conversationId }, now);
    return { ...ticket, conversationId };
  }

  it('is opened once a conversation and reason, also by turns at the same time', async () => {
    const { id: conversationId } = await startConversation(fresh.db, 'w'.repeat(21));
    const one = { rule: 'anger', words: 'This is a joke', conversationId };
    const made = await Promise.all([1, 2, 3].map(() => openTicket(fresh.db, content, one, now)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
    await openTicket(fresh.db, content, { ...one, rule: 'asked' }, now);
    expect(await ticketsOf(fresh.db, { conversationId })).toHaveLength(2);
  });

  it('is opened without a conversation, by a rule that content does not know', async () => {
    const customerId = await customerForEmail(fresh.db, 'kim@example.com');
    const { id, email } = await openTicket(
      fresh.db,
      content,
      { rule: 'return-outside-policy', words: 'Return after 50 days', customerId, complaint: true },
      now,
    );
    expect(email).toBe('kim@example.com');
    expect(await ticketById(fresh.db, id)).toMatchObject({ state: 'open', rule: 'return-outside-policy' });
    expect(await openHolds(fresh.db, customerId, now)).toHaveLength(1);
    await returnTicket(fresh.db, id, ana, now);
    expect(await openHolds(fresh.db, customerId, now)).toEqual([]);
  });

  it('goes from open over claimed and answered to returned, and no further', async () => {
    const { id, conversationId } = await opened();
    expect(await heldBy(fresh.db, conversationId, now)).toBeNull();
    await claimTicket(fresh.db, id, ana, now);
    expect(await heldBy(fresh.db, conversationId, now)).toBe('Ana');
    expect(await replyToTicket(fresh.db, id, ana, 'We send a new pair today.', now)).toMatchObject({
      ok: true,
    });
    expect(await ticketById(fresh.db, id)).toMatchObject({ state: 'answered', waitingSince: null });
    await returnTicket(fresh.db, id, ana, now);
    expect(await heldBy(fresh.db, conversationId, now)).toBeNull();
    expect(await claimTicket(fresh.db, id, ana, now)).toEqual({ ok: false, refusal: 'over' });
    expect((await ticketById(fresh.db, id))?.events.map(({ kind }) => kind)).toEqual([
      'opened',
      'claimed',
      'replied',
      'returned',
    ]);
  });

  it('lets a conversation go whose person does nothing for hours', async () => {
    const { id, conversationId } = await opened();
    await claimTicket(fresh.db, id, ana, now);
    expect(await heldBy(fresh.db, conversationId, later(5))).toBeNull();
  });

  it('puts the reply into the conversation under the person’s name', async () => {
    const { id, conversationId } = await opened();
    await replyToTicket(fresh.db, id, ana, '  We are on it.  ', now);
    const [message] = await messagesOf(fresh.db, conversationId);
    expect(message?.parts).toEqual([
      { type: 'data-person', id: 'person', data: { name: 'Ana' } },
      { type: 'text', text: 'We are on it.' },
    ]);
  });

  it('waits again when the shopper writes on', async () => {
    const { id, conversationId } = await opened();
    await replyToTicket(fresh.db, id, ana, 'Which size?', now);
    await shopperWrote(fresh.db, conversationId, later(1));
    expect(await ticketById(fresh.db, id)).toMatchObject({ state: 'claimed', waitingSince: later(1) });
  });

  it('keeps an edited draft as a correction, an approved one not', async () => {
    const approved = await opened();
    const draft = (await ticketById(fresh.db, approved.id))?.draft ?? '';
    await replyToTicket(fresh.db, approved.id, ana, draft, now);
    const edited = await opened('Where is my parcel');
    await replyToTicket(fresh.db, edited.id, ana, 'It is in Denver.', now);
    const kept = await openCorrections(fresh.db);
    expect(kept.find(({ ticketId }) => ticketId === approved.id)).toBeUndefined();
    const one = kept.find(({ ticketId }) => ticketId === edited.id);
    expect(one).toMatchObject({ kind: 'edited', question: 'Where is my parcel', sent: 'It is in Denver.' });
    expect(exampleLine(one ?? { question: '' })).toBe('  - Where is my parcel');
    expect(faqDraft(one ?? { question: '', sent: '', drafted: '' })).toContain(
      'question: Where is my parcel?',
    );
    expect(await settleCorrection(fresh.db, one?.id ?? '', 'example', now)).toBe(true);
    expect(await settleCorrection(fresh.db, one?.id ?? '', 'faq', now)).toBe(false);
  });

  it('drafts an apology for a complaint, and thanks for a question', async () => {
    const complaint = await opened('The strap tore and I fell on my hand', 'harmed');
    const question = await opened('Please call me back', 'asked');
    const draftOf = async (id: string) => (await ticketById(fresh.db, id))?.draft;
    expect(await draftOf(complaint.id)).toMatch(/^I am sorry/);
    expect(await draftOf(question.id)).toMatch(/^Thank you/);
    expect(await ticketById(fresh.db, complaint.id)).toMatchObject({ urgency: 3 });
  });

  it('loses a rejected draft and keeps why', async () => {
    const { id } = await opened();
    await rejectDraft(fresh.db, id, ana, 'Beside the point', now);
    expect((await ticketById(fresh.db, id))?.draft).toBeNull();
    expect((await openCorrections(fresh.db)).find(({ ticketId }) => ticketId === id)).toMatchObject({
      kind: 'rejected',
      reason: 'Beside the point',
    });
  });

  it('refuses an empty reply and one for nothing', async () => {
    const { id } = await opened();
    expect(await replyToTicket(fresh.db, id, ana, '  ', now)).toEqual({ ok: false, refusal: 'empty' });
    expect(await replyToTicket(fresh.db, 'none', ana, 'Hello', now)).toEqual({
      ok: false,
      refusal: 'unknown',
    });
  });

  it('takes an address for the answer once', async () => {
    const { id, conversationId } = await opened();
    expect(await answerTo(fresh.db, conversationId, 'lee@example.com')).toBe(true);
    expect(await answerTo(fresh.db, conversationId, 'other@example.com')).toBe(false);
    expect((await ticketById(fresh.db, id))?.email).toBe('lee@example.com');
  });

  it('lists who waits, the urgent first, and counts who waits too long', async () => {
    await opened('Can somebody call me', 'asked');
    const listed = await inbox(fresh.db, { state: 'waiting' });
    const urgencies = listed.map(({ urgency }) => urgency);
    expect(urgencies).toEqual(urgencies.toSorted((a, b) => b - a));
    const counts = await inboxCounts(fresh.db, later(24 * 30));
    expect(counts.late).toBe(counts.waiting);
    expect(counts.waiting).toBe(listed.length);
  });
});
