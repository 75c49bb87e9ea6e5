import { categoryOf } from '#src/conversations/revise-query.ts';
import { orderNumberIn } from '#src/orders/order-number.ts';
import { subjectOf } from '../understand/guidance.ts';
import { wishesForGoods } from '../understand/health.ts';
import { asksIfMachine } from '../understand/machine.ts';
import { english, says } from '../understand/language.ts';
import { unreadable } from '../understand/unreadable.ts';
import { services, type Action, type Service } from './action.ts';
import type { Condition } from './condition.ts';
import { holdsWordsFor, isEvident } from './evidence.ts';
import { frameTurn } from './frame-turn.ts';
import { goesOnWithKit, meansKit } from './kit-request.ts';
import { changesSomething, contentAction, type TurnReading } from './turn-reading.ts';

const LIKELY = 0.5; // above this goods named beside it do not turn a service into a search
const CERTAIN = 0.8; // above this the whole message asks one thing, whatever its parts would ask alone

/** What cannot be read, and whom one talks to. */
export const manners: readonly Condition[] = [
  {
    name: 'is in another language, or code',
    act: ({ turn }) => {
      const unread = unreadable(turn.text);
      return unread && { kind: 'talk', intent: unread };
    },
  },
  {
    name: 'asks whether this is a machine',
    act: ({ turn }) => (asksIfMachine(turn.text) ? { kind: 'talk', intent: 'machine' } : null),
  },
];

/** What goes on with an order or a kit. */
export const goingOn: readonly Condition[] = [
  {
    name: 'gives the number of an order',
    act: ({ turn, top, score }) =>
      orderNumberIn(turn.text) && top.intent !== 'order-problem'
        ? {
            kind: 'serve',
            service: score('return-order') > score('order-status') ? 'return-order' : 'order-status',
          }
        : null,
  },
];

/** Acts of different kinds in one message. */
export const apart: readonly Condition[] = [
  {
    name: 'asks for acts of different kinds',
    act: ({ turn }) => {
      const { frames } = turn.understanding;
      const isSaid = frames.every((frame) => {
        const [top] = frame.understanding.intents;
        const isMeant = isEvident(top, frame.text) || frame.understanding.named.length > 0;
        return isMeant && holdsWordsFor(frameTurn(turn, frame), top.intent);
      });
      return frames.length > 1 && isSaid ? { kind: 'frames', frames } : null;
    },
  },
];

/** What somebody wrote an answer for, several things in one message, and what goes on with a kit. */
export const prepared: readonly Condition[] = [
  {
    name: 'goes on with the kit put together',
    act: ({ turn, top, spoken }) =>
      !spoken.length && goesOnWithKit(turn, changesSomething(top.intent))
        ? { kind: 'serve', service: 'bundle' }
        : null,
  },
  {
    name: 'is about a subject of the guidance',
    act: ({ turn, top }) =>
      subjectOf(turn.content, turn.text) && !changesSomething(top.intent) ? contentAction(top.intent) : null,
  },
  {
    name: 'asks several things',
    act: (reading) => {
      const { turn, top, spoken } = reading;
      const { subRequests } = turn.understanding;
      return subRequests.length > 1 && !spoken.length && !changesSomething(top.intent) && !isTrouble(reading)
        ? { kind: 'several', requests: subRequests }
        : null;
    },
  },
];

/** "I ordered a vest and received a bottle" names two things and wants neither. */
const isTrouble = ({ turn, top }: TurnReading): boolean =>
  (top.intent === 'order-problem' && top.score > LIKELY) ||
  (isService(top.intent) &&
    top.score > CERTAIN &&
    turn.understanding.subRequests.every(({ kind }) => kind === 'question'));

/** What a shop does for its customers. */
export const served: readonly Condition[] = [
  {
    name: 'asks for a service of the shop',
    of: services,
    act: ({ turn, top, substance }) => {
      // "Gels for my next order" names goods; what a shop does for its customers is asked for in its own words.
      const isAsked = callsPerson(top.intent) || top.score > LIKELY || !substance;
      if (top.intent === 'bundle' && !meansKit(turn)) return null;
      return isAsked && isService(top.intent) ? { kind: 'serve', service: top.intent } : null;
    },
  },
];

const callsPerson = (intent: string): boolean => intent === 'person' || intent === 'order-problem';

const isService = (intent: string): intent is Service => (services as readonly string[]).includes(intent);

/** What is answered from content, or with a sentence of manners. */
export const answered: readonly Condition[] = [
  {
    name: 'asks for advice about a product',
    of: ['advice'],
    gate: 'pointed',
    act: ({ about }) =>
      about.length ? { kind: 'about', slugs: about.slice(0, 3), question: true, why: false } : null,
  },
  {
    name: 'asks about a product that it names, and for no rule',
    of: ['policy'],
    act: ({ turn, spoken }) =>
      spoken.length === 1 && !says(turn.text, english['rules of buying'])
        ? { kind: 'about', slugs: spoken, question: true, why: false }
        : null,
  },
  {
    name: 'asks for advice or a rule of buying',
    of: ['advice', 'policy'],
    act: ({ top }) => contentAction(top.intent),
  },
  {
    name: 'asks about health',
    of: ['health'],
    act: ({ turn, substance }) => (!substance || !wishesForGoods(turn.text) ? contentAction('health') : null),
  },
  {
    name: 'complains, greets, thanks, or is about none of the shop',
    of: ['complaint', 'greeting', 'thanks', 'off-topic'],
    act: ({ turn, top, spoken }): Action | null => {
      if (spoken.length || categoryOf(turn.understanding.parsedQuery)) return null;
      return { kind: 'talk', intent: top.intent };
    },
  },
];
