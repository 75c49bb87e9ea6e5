import { categoryOf } from '#src/conversations/revise-query.ts';
import { asksAbout, asksToAdd } from '../understand/cart-words.ts';
import { english, says } from '../understand/language.ts';
import { compareSides } from './action-compare.ts';
import { rejectAction, rejectsAll, slugsOf } from './action-reject.ts';
import { keysToForget, quantityIn, substanceBeyondOptions } from './action-words.ts';
import type { Action } from './action.ts';
import { cartItems } from './cart-items.ts';
import { contentAction, refersToOne, WEAK, type TurnReading } from './turn-reading.ts';

/** What the intent that scored most asks for; null where it asks for nothing that can be done here. */
export function intentAction(reading: TurnReading): Action | null {
  const { turn, top, spoken, referenced, about, here, substance } = reading;
  const { understanding, state, page, text } = turn;
  const { parsedQuery: parsed, references } = understanding;
  const quantity = quantityIn(turn);
  switch (top.intent) {
    case 'start-over':
      return substance ? { kind: 'find', change: 'start-over' } : { kind: 'talk', intent: 'start-over' };
    case 'forget':
      if (state.query.filters.length)
        return { kind: 'forget', keys: keysToForget(state.query, text, turn.locale) };
      break;
    case 'undo':
      if (!substance && state.trail.length) return { kind: 'undo' };
      if (!substance) return { kind: 'talk', intent: 'undo' };
      break;
    case 'reject': {
      const rejected = rejectAction(turn, about, substance);
      if (rejected) return rejected;
      break;
    }
    case 'more':
      if (state.shown.length && !substance) return { kind: 'find', change: 'refine', page: state.page + 1 };
      break;
    case 'compare': {
      // "Which is lightest?" of what is compared: one of them, and why.
      if (references.extreme && referenced.length === 1)
        return { kind: 'about', slugs: referenced, question: true, why: false };
      const sides = compareSides(turn, about);
      if (sides.length) return { kind: 'compare', slugs: sides };
      return contentAction(top.intent);
    }
    case 'explain':
    case 'product-question':
    case 'details': {
      const why = top.intent === 'explain';
      // "How bright is it?" after a listing is about the one that was named first.
      const first = refersToOne(turn) ? state.shown[0]?.slug : undefined;
      const target = about.length ? about : (here ?? first) ? [here ?? first ?? ''] : [];
      if (target.length)
        return { kind: 'about', slugs: target.slice(0, 3), question: top.intent !== 'details', why };
      if (
        !substance &&
        (why || understanding.references.it || understanding.references.places.length) &&
        !page &&
        !state.shown.length
      )
        return { kind: 'talk', intent: 'nothing-shown' };
      if (top.intent === 'product-question' && !substance) return contentAction(top.intent);
      break;
    }
    case 'cart-add': {
      if (!asksToAdd(turn) || asksAbout(text)) break;
      // "Two of those" of a listing of several says not of which.
      const several = references.all && quantity !== null && about.length > 1 && !spoken.length;
      if (several && !says(text, english.each))
        return { kind: 'cart', action: 'add', slugs: here ? [here] : [], quantity };
      if (spoken.length)
        return { kind: 'cart', action: 'add', slugs: spoken, quantity: null, ...cartItems(turn) };
      if (about.length) return { kind: 'cart', action: 'add', slugs: about, quantity };
      if (here && !substanceBeyondOptions(parsed))
        return { kind: 'cart', action: 'add', slugs: [here], quantity };
      if (state.shown.length > 1 && !substanceBeyondOptions(parsed))
        return { kind: 'cart', action: 'add', slugs: [], quantity };
      break;
    }
    case 'cart-remove':
    case 'cart-set': {
      if (asksAbout(text)) break;
      // "shoes $5 to $10" sets no quantity.
      if (top.intent === 'cart-set' && categoryOf(parsed) !== null) break;
      const action = top.intent === 'cart-remove' ? 'remove' : 'set';
      return {
        kind: 'cart',
        action,
        slugs: about.length ? about : here ? [here] : [],
        quantity,
      };
    }
    case 'cart-view':
      if (spoken.length) break;
      return { kind: 'view-cart' };
    case 'shape':
      if (/\b(any|anything|something)\b/i.test(text)) break;
      if (parsed.filters.some((filter) => filter.key !== 'category')) break;
      if (
        categoryOf(parsed) &&
        parsed.sort === 'best' &&
        !/\b(how (many|much)|range|cost|prices?)\b/i.test(text)
      )
        break;
      return { kind: 'shape' };
    case 'advice':
    case 'policy':
      if (about.length && top.intent === 'advice')
        return { kind: 'about', slugs: about.slice(0, 3), question: true, why: false };
      return contentAction(top.intent);
    case 'health':
      if (!substance || !/\b(?:which|show|shoes?|recommend)\b/i.test(text)) return contentAction('health');
      break;
    case 'complaint':
      if (rejectsAll(turn) && state.shown.length)
        return { kind: 'reject', slugs: slugsOf(state.shown), than: null };
      return { kind: 'talk', intent: top.intent };
    case 'greeting':
    case 'thanks':
    case 'off-topic':
      if (top.score > WEAK && !substance && !spoken.length) return { kind: 'talk', intent: top.intent };
      break;
    default:
      break;
  }
  return null;
}
