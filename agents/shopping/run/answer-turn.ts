import type { Asker } from '#src/http/rate-limit.ts';
import type { Shop } from '#src/shop.ts';
import { converse, collectPart } from './conversation.ts';
import { type Part, type ShoppingMessage } from '../parts.ts';
import type { Trace } from './run-turn.ts';

export interface AskedTurn {
  readonly shop: Shop;
  readonly visitorId: string;
  /** Who asks, for limits; without it none but those of the visitor hold. */
  readonly asker?: Asker | undefined;
  readonly conversationId: string | null;
  readonly text: string;
  /** Slug of the product page the shopper is on. */
  readonly page?: string | null;
  readonly signal?: AbortSignal;
  readonly report?: (error: unknown) => void;
}

/** An answered turn and the conversation it belongs to. */
export interface AnsweredTurn extends ShoppingMessage {
  readonly conversationId: string;
  readonly trace: Trace | null;
}

/** A whole turn without streaming: for pages without script, scripts and evaluation. Its id is the conversation's. */
export async function answerTurn(asked: AskedTurn): Promise<AnsweredTurn> {
  const { shop, visitorId, conversationId, text, page = null, asker } = asked;
  const parts = new Map<string, Part>();
  let id = conversationId ?? '';
  let trace: Trace | null = null;
  let model: 'offline' | 'llm' = 'offline';
  const signal = asked.signal ?? new AbortController().signal;
  const saying = { visitorId, asker, conversationId, text, pageSlug: page };
  for await (const event of converse(shop, saying, signal, asked.report ?? (() => {}))) {
    if (event.part === 'conversation') id = event.data.id;
    else if (event.part === 'end') {
      model = event.data.answeredBy;
      trace = event.data.trace ?? null;
    } else collectPart(parts, event);
  }
  return {
    id: `${id}-answer`,
    role: 'assistant',
    conversationId: id,
    trace,
    metadata: { model },
    parts: [...parts.values()],
  };
}
