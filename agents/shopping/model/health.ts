import { log } from '#src/log/log.ts';
import { newCircuit, type Circuit, type CircuitState } from './circuit-breaker.ts';
import type { ModelSettings } from './hosted-model.ts';

interface Provider {
  readonly circuit: Circuit;
  readonly label: string;
}

// On globalThis because a development server and a build hold several copies of this module in one process.
const slot = globalThis as { [providersKey]?: Map<string, Provider> };
const providersKey = Symbol.for('shelftalk.providers');

/** The circuit of the provider that the settings name: one for all turns of this process. */
export function circuitOf({ LLM_PROVIDER, LLM_MODEL = '', LLM_BASE_URL = '' }: ModelSettings): Circuit {
  const providers = (slot[providersKey] ??= new Map());
  const key = [LLM_PROVIDER, LLM_BASE_URL, LLM_MODEL].join(' ');
  const known = providers.get(key);
  if (known) return known.circuit;
  const label = `${LLM_PROVIDER} ${LLM_MODEL}`;
  const circuit = newCircuit((state, restMs) => {
    log().warn({ model: label, state, ...(restMs && { restMs }) }, 'the circuit of the model changed');
  });
  providers.set(key, { circuit, label });
  return circuit;
}

/** Which model answers now, in a word for those who watch the shop: `offline`, or the state of the provider's circuit. */
export function modelHealth(settings: ModelSettings, now: number): 'offline' | CircuitState {
  return settings.LLM_PROVIDER === 'offline' ? 'offline' : circuitOf(settings).state(now);
}
