import type { APIRoute } from 'astro';
import { proofMarkdown } from '#src/aeo/parity-markdown.ts';
import { latestParity } from '#src/aeo/parity-store.ts';
import { shop } from '#src/shop.ts';
import { markdownResponse } from './_markdown-twin.ts';

export const GET: APIRoute = async () => {
  const { db, environment } = await shop();
  return markdownResponse(
    environment.SITE_URL,
    '/proof',
    proofMarkdown(environment.SITE_URL, await latestParity(db)),
  );
};
