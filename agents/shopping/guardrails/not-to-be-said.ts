import type { FallbackReason } from '../state.ts';

/** A hosted model's words cannot stand: the offline model does and says what was asked instead. */
export class NotToBeSaid extends Error {
  override readonly name = 'NotToBeSaid';
  readonly because: FallbackReason;

  constructor(because: FallbackReason, message: string) {
    super(message);
    this.because = because;
  }
}

/** What was thrown in the first place: the graph wraps errors of the guardrails inside each other. */
export const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause && !('status' in error) ? causeOf(error.cause) : error;
