import { languageOf, speaks } from '#src/messages/messages.ts';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { voiceSchema, type voiceSentences, type VoiceWords } from '#src/editorial/voice.ts';
import type { Turn } from '../state.ts';
import { LANGUAGE } from '../understand/language.ts';

type Sentences = typeof voiceSentences;
export type TemplateName = {
  [Section in keyof Sentences & string]: `${Section}.${keyof Sentences[Section] & string}`;
}[keyof Sentences & string];

/**
 * A sentence in the shop's own wording, with its values put in. Of several wordings each turn of a conversation takes
 * the next, so that the shop does not repeat itself and an answer can be repeated exactly.
 */
export function fillTemplate(
  turn: Pick<Turn, 'content' | 'earlier'>,
  name: TemplateName,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const [section = '', key = ''] = name.split('.');
  const language = languageOf(turn.content.store.locale);
  const own = turn.content.voice.findLast(({ words }) => words[section]?.[key])?.words[section]?.[key];
  const wordings = own ?? sentencesOf(language)[section]?.[key] ?? [''];
  const wording = wordings[turn.earlier.length % wordings.length] ?? '';
  return wording.replace(/\{(\w+)\}/g, (_, value: string) => String(values[value] ?? ''));
}

const provided = new Map<string, VoiceWords>();

/** The sentences of a language that the shop speaks, else the English ones. */
function sentencesOf(language: string): VoiceWords {
  const code = speaks(language) ? language : LANGUAGE;
  const known = provided.get(code) ?? readSentences(code);
  provided.set(code, known);
  return known;
}

function readSentences(code: string): VoiceWords {
  const here = dirname(createRequire(import.meta.url).resolve('#agents/shopping/parts.ts'));
  const file = join(here, 'language', `sentences-${code}.yaml`);
  return voiceSchema.parse(parse(readFileSync(file, 'utf8'))) as VoiceWords;
}
