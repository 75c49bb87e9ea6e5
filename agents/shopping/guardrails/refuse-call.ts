import { ToolMessage } from 'langchain';
import type { RefusedCall } from '../tool-results/refusal.ts';

/** What a guardrail answers in a tool's place. */
export const refuseCall = (
  call: { readonly id?: string | undefined; readonly name: string },
  refused: RefusedCall,
): ToolMessage =>
  new ToolMessage({
    tool_call_id: call.id ?? '',
    name: call.name,
    status: 'error',
    content: JSON.stringify(refused),
  });
