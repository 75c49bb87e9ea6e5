import { environment, type Environment } from '#src/environment.ts';
import type { Embedder } from './embedder.ts';
import { hostedEmbedder } from './hosted.ts';

/** The embedder those settings name; null for the offline default, the catalogue's own vectors. */
export function embedderOf(settings: Environment): Embedder | null {
  if (settings.EMBEDDING_PROVIDER === 'offline' || !settings.EMBEDDING_MODEL) return null;
  return hostedEmbedder({
    model: settings.EMBEDDING_MODEL,
    apiKey: settings.EMBEDDING_API_KEY,
    baseUrl: settings.EMBEDDING_BASE_URL,
  });
}

let current: Embedder | null | undefined;

/** What this process's environment names, read once. */
export function configuredEmbedder(): Embedder | null {
  return current === undefined ? (current = embedderOf(environment())) : current;
}
