/** The release of the Agentic Commerce Protocol that the shop speaks. */
export const VERSION = '2026-04-17';

/** Where its addresses begin. */
export const BASE = '/acp';
