const WAY =
  'made|manufactured|produced|crafted|handmade|assembled|sewn|woven|knitted|stitched|built|grown|brewed|roasted|designed|imported|sourced|comes?|hails?|originat(?:es?|ing)';
const PLACE = String.raw`(\p{Lu}[\p{L}.'’\-]*\p{L})`;
const MADE = [
  String.raw`\b(?:${WAY})\s+(?:[\p{L}\-]+\s+){0,2}?(?:in|from|by)\s+(?:the\s+)?${PLACE}`,
  String.raw`\b${PLACE}[\- ](?:made|built|crafted|sewn|woven|designed|sourced)\b`,
  String.raw`\b(?:[Cc]ountry of origin|[Oo]rigin|[Mm]ade in)\s*(?:is|:)\s*(?:the\s+)?${PLACE}`,
  String.raw`\b(?:by|from)\s+(?:[\p{Ll}\-]+\s+){0,2}${PLACE}\s+(?:artisans?|craftsm[ae]n|makers?|workshops?|factor(?:y|ies)|mills?)\b`,
].map((pattern) => new RegExp(pattern, 'gu'));
const BY_HAND = /\b(?:hand[- ]?(?:made|crafted|sewn|finished)|made by hand|locally made)\b/gi;

/** Whether every place and manner of making in the sentence stands in what tools answered (lower case). */
export const originIsGrounded = (sentence: string, evidence: string): boolean =>
  MADE.flatMap((made) => [...sentence.matchAll(made)]).every(([, place = '']) =>
    evidence.includes(place.toLowerCase()),
  ) && (sentence.match(BY_HAND) ?? []).every((way) => evidence.includes(way.toLowerCase()));
