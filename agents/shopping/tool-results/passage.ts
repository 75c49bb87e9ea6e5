import { z } from 'zod';

/** A passage of the shop's own words; `guidance` is what the shop told the assistant to say. */
export const passage = z.object({
  kind: z.string(),
  slug: z.string(),
  title: z.string(),
  href: z.string(),
  text: z.string(),
});

export type PassageView = z.infer<typeof passage>;

/** Passages that answer a question, best first; none where the shop does not say. */
export const answerFromContentResult = z.object({ passages: z.array(passage).readonly() });
