import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { createAgent } from 'langchain';
import { groundedNumbers } from './guardrails/grounded-numbers.ts';
import { knownIds } from './guardrails/known-ids.ts';
import { modelFallback } from './guardrails/model-fallback.ts';
import { toolBudget } from './guardrails/tool-budget.ts';
import { writesNeedWords } from './guardrails/writes-need-words.ts';
import { phraseResults } from './house/decide.ts';
import { HouseModel } from './house/house-model.ts';
import { systemPrompt } from './prompts.ts';
import type { Turn } from './state.ts';
import { shoppingTools } from './tools/all.ts';

/**
 * The agent of one turn: model, tools and guardrails around the same turn. `hosted` is null for the house model alone;
 * `deadline` is when a hosted model has to give way.
 */
export function shoppingAgent(turn: Turn, hosted: BaseChatModel | null, deadline: AbortSignal) {
  const house = new HouseModel(turn);
  return createAgent({
    model: hosted ?? house,
    tools: shoppingTools(turn),
    systemPrompt: systemPrompt(turn),
    // The first is the outermost: numbers are checked on whatever model spoke in the end.
    middleware: [
      groundedNumbers(turn, (results) => phraseResults(turn, results)),
      modelFallback(turn, house, deadline),
      toolBudget(turn),
      knownIds(turn),
      writesNeedWords(turn),
    ],
  });
}
