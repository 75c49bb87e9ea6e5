const DAY =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|april|june|july|august|september|october|november|december)\b|\b(?:march|may)\s+\d|\d\s+(?:march|may)\b|\btomorrow\b|\btonight\b|\bnext (?:week|month|year)\b|\bovernight\b|\bsame[ -]day\b/gi;

/** Whether every day, month or promise of a time in the sentence stands in the evidence (lower case). */
export const datesAreGrounded = (sentence: string, evidence: string): boolean =>
  (sentence.match(DAY) ?? []).every((day) => evidence.includes(day.toLowerCase()));
