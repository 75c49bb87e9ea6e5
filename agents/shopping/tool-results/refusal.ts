import { z } from 'zod';

/** What stands in an answer's place where a guardrail held the call back, or what was answered cannot be read. */
export const refusedCall = z.object({
  refusal: z.enum(['unknown-id', 'enough-calls', 'not-asked', 'unknown-tool', 'bad-arguments', 'failed']),
  /** The ids that nothing in the conversation answered with. */
  ids: z.array(z.string()).readonly().optional(),
  /** What to do instead, for a model. */
  next: z.string().optional(),
});

export type RefusedCall = z.infer<typeof refusedCall>;
