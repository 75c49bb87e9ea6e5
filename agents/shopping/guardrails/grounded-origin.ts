const MADE =
  /\b(?:made|manufactured|produced|crafted|assembled|sewn|woven|built|grown|brewed|roasted|designed|imported|comes?)\s+(?:by hand\s+)?(?:in|from)\s+(?:the\s+)?(\p{Lu}[\p{L}.'’\-]*\p{L})|\b(\p{Lu}\p{L}+)[- ]made\b/gu;
const BY_HAND = /\b(?:hand[- ]?(?:made|crafted|sewn|finished)|made by hand|locally made)\b/gi;

/** Whether every place and manner of making in the sentence stands in what tools answered (lower case). */
export const originIsGrounded = (sentence: string, evidence: string): boolean =>
  [...sentence.matchAll(MADE)].every(([, place, people]) =>
    evidence.includes((place ?? people ?? '').toLowerCase()),
  ) && (sentence.match(BY_HAND) ?? []).every((way) => evidence.includes(way.toLowerCase()));
