import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { createAgent } from 'langchain';
import type { Circuit } from './model/circuit-breaker.ts';
import type { HeardChat } from './model/heard-chat.ts';
import { groundedNumbers } from './guardrails/grounded-numbers.ts';
import { allowedIds } from './guardrails/allowed-ids.ts';
import { hostedWords } from './guardrails/hosted-words.ts';
import { modelFallback } from './guardrails/model-fallback.ts';
import { readableCalls } from './guardrails/readable-calls.ts';
import { spendCaps, type SpendSettings } from './guardrails/spend-caps.ts';
import { toolBudget } from './guardrails/tool-budget.ts';
import { confirmedWrites } from './guardrails/confirmed-writes.ts';
import { phraseResults } from './offline-model/next-step.ts';
import { OfflineModel } from './offline-model/offline-model.ts';
import { rulesOf, systemPrompt } from './prompts.ts';
import type { Turn } from './state.ts';
import { shoppingTools } from './tools/all.ts';
import './untraced.ts';

/** A hosted model with what keeps it in bounds. */
export interface Hosted {
  readonly model: BaseChatModel & HeardChat;
  readonly circuit: Circuit;
  readonly caps: SpendSettings;
  /** Turns of this shop as they should go, for its prompt. */
  readonly examples: string;
  /** When it has to give way to the offline model. */
  readonly deadline: AbortSignal;
  readonly stopped: AbortSignal;
  /** Nobody reads the answer any longer. */
  readonly unattended: AbortSignal;
  /** Called when it has given way. */
  readonly takeOver: () => void;
}

/** The agent of one turn: model, tools and guardrails around the same turn. `hosted` is null for the offline model alone. */
export function shoppingAgent(turn: Turn, hosted: Hosted | null) {
  const offlineModel = new OfflineModel(turn);
  const tools = shoppingTools(turn);
  const secret = {
    texts: [rulesOf(turn), ...tools.map(({ metadata }) => String(metadata?.['description']))],
    names: tools.map(({ name }) => name),
  };
  return createAgent({
    model: hosted?.model ?? offlineModel,
    tools,
    systemPrompt: hosted ? systemPrompt(turn, hosted.examples) : '',
    // The first is the outermost.
    middleware: [
      groundedNumbers(turn, (results) => phraseResults(turn, results)),
      ...(hosted
        ? [
            modelFallback(turn, { ...hosted, offlineModel, clock: Date.now }),
            hostedWords(turn, secret, hosted.model),
            spendCaps(turn, hosted.caps, () => new Date()),
          ]
        : []),
      toolBudget(turn),
      allowedIds(turn),
      confirmedWrites(turn),
      ...(hosted ? [readableCalls(secret.names)] : []),
    ],
  });
}
