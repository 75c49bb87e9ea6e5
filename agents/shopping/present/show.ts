import type { PartEvent } from '../state.ts';

/** The part of a tool's run that writes to the page. */
export interface Writing {
  readonly writer?: ((chunk: unknown) => void) | null | undefined;
}

/** Puts a part on the page as soon as the tool knows it, ahead of any word. */
export function show(config: Writing, event: PartEvent): void {
  config.writer?.(event);
}
