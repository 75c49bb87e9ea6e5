import type { Content } from '#src/editorial/content.ts';
import type { PolicyWords } from '#src/editorial/schemas.ts';

export type ShippingPolicy = Extract<PolicyWords, { kind: 'shipping' }>;
export type ReturnsPolicy = Extract<PolicyWords, { kind: 'returns' }>;
type Policies = Pick<Content, 'policies'>;

const ofKind = <Kind extends PolicyWords['kind']>({ policies }: Policies, kind: Kind) =>
  policies
    .map((entry) => entry.words)
    .find((words): words is Extract<PolicyWords, { kind: Kind }> => words.kind === kind) ?? null;

/** Null where the shop has written none. */
export const shippingPolicy = (content: Policies): ShippingPolicy | null => ofKind(content, 'shipping');

/** Null where the shop has written none. */
export const returnsPolicy = (content: Policies): ReturnsPolicy | null => ofKind(content, 'returns');
