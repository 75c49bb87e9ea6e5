import { messagesOf } from '#src/messages/messages.ts';
import { voiceSentences } from '#src/editorial/voice.ts';
import type { Turn } from '../state.ts';
import type { Intent } from '../understand/intent-examples.ts';
import type { HandOffReason, Remark } from '../decide/action.ts';
import { otherSize } from '../understand/other-size.ts';
import { fillTemplate } from './template.ts';

/** Words for turns that need no facts but the shop's own name and contact. */
export function phraseTalk(turn: Turn, intent: Intent | Remark): string {
  const { store } = turn.content;
  switch (intent) {
    case 'greeting':
      return store.tone.greeting;
    case 'thanks':
      return fillTemplate(turn, 'talk.thanks');
    case 'start-over':
      return fillTemplate(turn, 'need.cleared');
    case 'person':
      return reachUs(turn);
    case 'language':
      return `${fillTemplate(turn, 'talk.language')} ${reachUs(turn)}`;
    case 'machine':
      return fillTemplate(turn, 'talk.machine', { shop: store.name });
    case 'code':
      return fillTemplate(turn, 'talk.code');
    case 'nothing-shown':
      return fillTemplate(turn, 'talk.nothing-shown');
    case 'no':
      return fillTemplate(turn, turn.state.shown.length ? 'talk.no' : 'talk.no-idea');
    case 'yes':
      return fillTemplate(turn, turn.state.shown.length ? 'talk.yes' : 'talk.no-idea');
    case 'no-idea':
      return fillTemplate(turn, 'talk.no-idea');
    case 'other-size':
      return otherSize(turn) ?? unsure(turn);
    case 'undo':
      return fillTemplate(turn, 'need.nothing-to-undo');
    case 'order-problem':
      return reachUs(turn);
    case 'complaint':
      return `${fillTemplate(turn, 'talk.complaint')} ${offerPerson(turn)}`;
    default:
      return fillTemplate(turn, 'talk.off-topic', { shop: store.name });
  }
}

/** How to reach a person, always with hours. */
export function reachUs(turn: Pick<Turn, 'content'>): string {
  const { contact, locale } = turn.content.store;
  return messagesOf(locale).answers.reach(contact.email, contact.phone, contact.hours.replace(/\.$/, ''));
}

/** The honest answer where nothing supports another, with a way on. */
export const unsure = (turn: Turn): string => `${fillTemplate(turn, 'talk.unsure')} ${offerPerson(turn)}`;

/** Offers a person in passing, with a chip that calls one; how to reach one is said where one is asked for. */
export function offerPerson(turn: Turn): string {
  turn.offersPerson = true;
  return fillTemplate(turn, 'talk.offer');
}

const OFFERED =
  /^(?:so |and |hey |hi |hello )*(?:do|can|will|would) (?:you|u|ya)(?: guys| also| even)? (?:do|offer|give|have|sell|provide|accept|make|carry) (?:an? |any |the )?(.{3,60}?)[?!. ]*$/i;

/** A plain no to "do you do …?", where nothing that the shop has written offers it; null for other questions. */
export function notOffered(turn: Turn): string | null {
  const [, what] = OFFERED.exec(turn.text.trim()) ?? [];
  return what ? fillTemplate(turn, 'talk.not-offered', { what }) : null;
}

/** Why a person comes in, and how to reach one. */
export const handOffText = (turn: Turn, reason: HandOffReason): string =>
  `${ownWords(turn, reason) ?? fillTemplate(turn, `person.${isWorded(reason) ? reason : 'asked'}`)} ${reachUs(turn)}`.trim();

const ownWords = ({ content }: Turn, reason: HandOffReason): string | undefined =>
  content.handoff?.words.rules.find(({ id }) => id === reason)?.say;

type Worded = keyof (typeof voiceSentences)['person'] & string;

const isWorded = (reason: string): reason is Worded => Object.hasOwn(voiceSentences.person, reason);
