import { voiceSentences } from '#src/editorial/voice.ts';
import type { Turn } from '../state.ts';
import type { Intent } from '../understand/intent-examples.ts';
import type { PersonReason } from '../decide/hand-off-rule.ts';
import { sayIt } from './template.ts';

/** Words for turns that need no facts but the shop's own name and contact. */
export function phraseTalk(
  turn: Turn,
  intent: Intent | 'language' | 'code' | 'machine' | 'nothing-shown',
): string {
  const { store } = turn.content;
  switch (intent) {
    case 'greeting':
      return store.tone.greeting;
    case 'thanks':
      return sayIt(turn, 'talk.thanks');
    case 'start-over':
      return sayIt(turn, 'need.cleared');
    case 'person':
      return reachUs(turn);
    case 'language':
      return `${sayIt(turn, 'talk.language')} ${reachUs(turn)}`;
    case 'machine':
      return sayIt(turn, 'talk.machine', { shop: store.name });
    case 'code':
      return sayIt(turn, 'talk.code');
    case 'nothing-shown':
      return sayIt(turn, 'talk.nothing-shown');
    case 'undo':
      return sayIt(turn, 'need.nothing-to-undo');
    case 'order-problem':
      return reachUs(turn);
    case 'complaint':
      return `${sayIt(turn, 'talk.complaint')} ${reachUs(turn)}`;
    default:
      return sayIt(turn, 'talk.off-topic', { shop: store.name });
  }
}

/** How to reach a person, always with hours. */
export function reachUs(turn: Pick<Turn, 'content'>): string {
  const { email, phone, hours } = turn.content.store.contact;
  return `A person answers at ${email}${phone ? ` or ${phone}` : ''}, ${hours.replace(/\.$/, '')}.`;
}

/** The honest answer where nothing supports another, with a way on. */
export const unsure = (turn: Turn): string => `${sayIt(turn, 'talk.unsure')} ${reachUs(turn)}`;

/** Why a person comes in, and how to reach one. */
export const handOffText = (turn: Turn, reason: PersonReason): string =>
  `${ownWords(turn, reason) ?? sayIt(turn, `person.${isWorded(reason) ? reason : 'asked'}`)} ${reachUs(turn)}`.trim();

const ownWords = ({ content }: Turn, reason: PersonReason): string | undefined =>
  content.handoff?.words.rules.find(({ id }) => id === reason)?.say;

type Worded = keyof (typeof voiceSentences)['person'] & string;

const isWorded = (reason: string): reason is Worded => Object.hasOwn(voiceSentences.person, reason);
