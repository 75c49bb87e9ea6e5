import { speaksOfHealth } from '../understand/health.ts';

const ADVICE =
  /\b(?:diagnos\w*|cur(?:e|es|ed|ing)|heals?|healing|treats?|treatment|prescri\w+|dos(?:e|es|age)|ibuprofen|aspirin|paracetamol|painkillers?|antibiotics?|anti-inflammator\w+|medications?|steroids?)\b/gi;
const ASKED = /\b(?:doctor|physician|physio\w*|pharmacist|professional|podiatrist|dietitian)s?\b/i;

/** What stands before words about health that name nobody to ask. */
export const ASK_A_PROFESSIONAL = 'For your health, ask a doctor or physiotherapist.';

/** Whether the sentence gives no medical advice beyond what the shop's own words hold (lower case). */
export const isSafe = (sentence: string, own: string): boolean =>
  (sentence.match(ADVICE) ?? []).every((word) => own.includes(word.toLowerCase()));

/** The answer, led by whom to ask where the shopper's words are about health and the answer does not say it. */
export const withWhomToAsk = (answer: string, asked: string): string =>
  speaksOfHealth(asked) && !ASKED.test(answer) && answer ? `${ASK_A_PROFESSIONAL} ${answer}` : answer;
