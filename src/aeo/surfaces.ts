import type { Surface } from './surface.ts';
import { acpFeed } from './surfaces/acp-feed.ts';
import { googleFeed } from './surfaces/google-feed.ts';
import { jsonLdData } from './surfaces/json-ld.ts';
import { markdownTwin } from './surfaces/markdown-twin.ts';
import { openaiFeed } from './surfaces/openai-feed.ts';
import { productPage } from './surfaces/product-page.ts';
import { searchAnswer } from './surfaces/search-answer.ts';

/** Every surface of `src/` that the proof holds against the rows. A new one joins by its line; later rooms hand in theirs. */
export const surfaces: readonly Surface[] = [
  productPage,
  jsonLdData,
  markdownTwin,
  searchAnswer,
  googleFeed,
  openaiFeed,
  acpFeed,
];
