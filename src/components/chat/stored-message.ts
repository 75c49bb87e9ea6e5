/** A message of the conversation as the server keeps it. */
export interface StoredMessage {
  readonly role: 'user' | 'assistant';
  readonly parts: readonly { readonly type: string; readonly text?: string; readonly data?: unknown }[];
}
