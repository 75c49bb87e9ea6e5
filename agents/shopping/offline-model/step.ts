export interface ToolCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export type Step =
  | { readonly kind: 'call'; readonly calls: readonly [ToolCall, ...ToolCall[]] }
  | { readonly kind: 'say'; readonly text: string };

export interface ToolResult {
  readonly tool: string;
  readonly answer: Readonly<Record<string, unknown>>;
}
