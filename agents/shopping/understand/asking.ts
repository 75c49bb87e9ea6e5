const ASKS =
  /(?:^|[,.;:!] *|\b(?:and|but|so|ok) )(?:what|whats|how|which|when|where|why|who|does|do|did|is|are|can|could|will|would|has|have)\b/i;

/** Whether words put a question, with its mark or without: a clause begins as questions do. */
export const asksSomething = (text: string): boolean => text.includes('?') || ASKS.test(text);
