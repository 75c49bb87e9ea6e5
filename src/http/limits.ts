import { environment, type LIMITED } from '#src/environment.ts';

/** How often something may be done in so many seconds: by one browser, by all unknown ones at an address, by all there. */
export interface Share {
  readonly visitor: number;
  readonly newcomers: number;
  readonly address: number;
  readonly perSeconds: number;
}

export type Limited = (typeof LIMITED)[number];

// An address may be an office or a carrier's network of thousands: what is shared is many times what one person needs.
const shares: Readonly<Record<Limited, Share>> = {
  search: { visitor: 300, newcomers: 1_200, address: 3_600, perSeconds: 60 },
  suggestions: { visitor: 600, newcomers: 2_400, address: 7_200, perSeconds: 60 },
  conversation: { visitor: 60, newcomers: 600, address: 1_200, perSeconds: 60 },
  'hand-off': { visitor: 5, newcomers: 5, address: 20, perSeconds: 3_600 },
  'answer-mail': { visitor: 5, newcomers: 5, address: 20, perSeconds: 3_600 },
  'sign-in-mail': { visitor: 6, newcomers: 10, address: 40, perSeconds: 3_600 },
  'sign-in': { visitor: 20, newcomers: 60, address: 200, perSeconds: 600 },
  'order-look-up': { visitor: 12, newcomers: 12, address: 60, perSeconds: 600 },
  review: { visitor: 20, newcomers: 20, address: 60, perSeconds: 600 },
  code: { visitor: 10, newcomers: 20, address: 60, perSeconds: 600 },
  checkout: { visitor: 30, newcomers: 60, address: 600, perSeconds: 600 },
  // `visitor` is a key; the others are those who bring none that holds.
  'back-office': { visitor: 600, newcomers: 60, address: 120, perSeconds: 60 },
  // `visitor` is an agent that signs; the others are those who only say who they are.
  agents: { visitor: 1_200, newcomers: 600, address: 1_200, perSeconds: 60 },
  order: { visitor: 30, newcomers: 60, address: 600, perSeconds: 600 },
};

/** The share as the shop is set (LIMITS), else as it comes. */
export function shareOf(name: Limited): Share {
  const set = environment().LIMITS;
  const own = (['visitor', 'newcomers', 'address'] as const).flatMap((part) => {
    const most = set.get(`${name}.${part}`);
    return most === undefined ? [] : [[part, most] as const];
  });
  return { ...shares[name], ...Object.fromEntries(own) };
}
