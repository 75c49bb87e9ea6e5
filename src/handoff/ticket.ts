import type { Score } from './triggers.ts';

/** open: nobody took it; claimed: a person has it; answered: the shopper was told; returned: it is over. */
export const TICKET_STATES = ['open', 'claimed', 'answered', 'returned'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

export interface Why {
  /** The rule's reason, in words. */
  readonly reason: string;
  readonly scores: readonly Score[];
  /** What the assistant tried before, in words. */
  readonly tried: readonly string[];
}

export interface DraftSource {
  readonly title: string;
  readonly href: string;
  readonly quote: string;
}

export interface TicketLine {
  readonly id: string;
  readonly rule: string;
  readonly why: Why;
  /** 1 low, 2 normal, 3 high. */
  readonly urgency: number;
  readonly summary: string;
  readonly state: TicketState;
  readonly claimedBy: string | null;
  readonly openedAt: Date;
  readonly waitingSince: Date | null;
  readonly answerBy: Date;
}

export interface Ticket extends TicketLine {
  readonly conversationId: string | null;
  readonly customerId: string | null;
  readonly email: string | null;
  readonly words: string;
  readonly need: string | null;
  readonly cart: readonly { readonly title: string; readonly quantity: number; readonly total: string }[];
  readonly orders: readonly {
    readonly number: string;
    readonly state: string;
    readonly placed: string;
    readonly total: string;
  }[];
  readonly draft: string | null;
  readonly draftSources: readonly DraftSource[];
  readonly events: readonly {
    readonly kind: 'opened' | 'claimed' | 'draft-rejected' | 'replied' | 'returned';
    readonly at: Date;
    readonly person: string | null;
    readonly text: string | null;
  }[];
}
