import { z } from 'zod';

export type Purpose = 'memory' | 'personalisation' | 'reminders' | 'marketing';

export interface Customer {
  readonly id: string;
  /** Normalised; null for a pseudonym from an order import. */
  readonly email: string | null;
  readonly name: string;
  readonly birthdayMonth: number | null;
  /** What the customer agrees to now. */
  readonly consents: ReadonlySet<Purpose>;
}

/** An e-mail address as it is kept and compared: trimmed and in lower case. */
export const normalisedEmail = (email: string): string => email.trim().toLowerCase();

/** Who is behind an address or another key: dots and what follows a plus make no other person of it. */
export function personOf(key: string): string {
  const [name = '', host] = normalisedEmail(key).split('@');
  return host === undefined ? key : `${(name.split('+')[0] ?? '').replaceAll('.', '')}@${host}`;
}

/** An address we can write to, as it is kept. */
export const emailSchema = z.string().transform(normalisedEmail).pipe(z.email().max(254));
