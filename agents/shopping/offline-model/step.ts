import type { ToolName } from '../tool-results/tool-result.ts';

export interface ToolCall {
  readonly name: ToolName;
  readonly args: Readonly<Record<string, unknown>>;
}

export type Step =
  | { readonly kind: 'call'; readonly calls: readonly [ToolCall, ...ToolCall[]] }
  | { readonly kind: 'say'; readonly text: string };
