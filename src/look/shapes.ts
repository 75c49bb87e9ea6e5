/** Custom properties, by name without the dashes. What no look sets stands in the components that use it. */
export type Properties = Readonly<Record<string, string>>;

/* What a merchant can choose of form, and the properties that each choice sets. */

export const corners = {
  sharp: { radius: '0', 'tile-radius': '0', 'button-radius': '0', 'box-radius': '0' },
  soft: { radius: '6px', 'tile-radius': '6px', 'button-radius': '6px', 'box-radius': '6px' },
  round: { radius: '14px', 'tile-radius': '14px', 'button-radius': '2rem', 'box-radius': '2rem' },
} as const satisfies Record<string, Properties>;

export const densities = {
  airy: { rest: 'clamp(4rem, 9cqi, 8rem)', width: '78rem' },
  normal: {},
  compact: {
    rest: 'clamp(2.25rem, 4.5cqi, 3.75rem)',
    gap: 'clamp(0.75rem, 1.6cqi, 1.25rem)',
    'grid-gap': 'clamp(0.75rem, 1.6cqi, 1.25rem)',
    'shelf-size': 'var(--size-m)',
    'shelf-least': '15rem',
    'shelf-gap': '0.5rem var(--gap)',
    width: '84rem',
  },
} as const satisfies Record<string, Properties>;

const BARE_HEADER: Properties = { 'header-rule': '1px solid var(--rule)', 'current-line': '2px' };

export const headers = {
  left: BARE_HEADER,
  centred: {
    ...BARE_HEADER,
    bar: "'box name tools' auto / minmax(0, 19rem) minmax(0, 1fr) minmax(0, 19rem)",
    'name-at': 'center',
    'tools-at': 'end',
    'links-at': 'safe center',
    'name-size': '2.375rem',
    'box-border': '0 solid var(--ink)',
    'box-line': 'inset 0 -1px 0 var(--ink)',
    'box-radius': '0',
  },
  band: {
    'header-rule': '0',
    band: 'var(--signal)',
    'on-band': 'var(--on-signal)',
    badge: 'var(--paper)',
    'on-badge': 'var(--ink)',
    'box-border': '0 solid transparent',
    'current-line': '3px',
  },
  stacked: {
    'header-rule': '1px solid var(--ink)',
    bar: "'name tools' auto 'box box' auto / minmax(0, 1fr) auto",
    'name-size': 'clamp(1.75rem, 3.4vw, 2.75rem)',
    'box-border': '0 solid var(--ink)',
    'box-line': 'inset 0 -1px 0 var(--ink), inset 0 1px 0 var(--ink)',
    'box-radius': '0',
    'current-line': '1px',
    'links-case': 'uppercase',
    'links-size': '0.75rem',
    'links-track': '0.08em',
  },
} as const satisfies Record<string, Properties>;

const NO_COURSE: Properties = { course: 'none', mark: 'none' };

export const heroes = {
  split: NO_COURSE,
  panel: {
    ...NO_COURSE,
    'hero-space': '1.25rem 0 0',
    'stage-ground': 'var(--panel)',
    'stage-edge': 'var(--radius)',
    'stage-pad': 'clamp(1.25rem, 3.5cqi, 3rem)',
    stage: "'head product' auto 'words product' 1fr / minmax(0, 7fr) minmax(0, 5fr)",
    'hero-size': 'clamp(2.25rem, 1.2rem + 3.6cqi, 4.25rem)',
    'hero-measure': '16ch',
    'words-space': '0',
    'chip-border': '1px solid var(--ink)',
    'chip-line': 'none',
    'chip-pad': '0 1rem',
    chips: 'flex',
  },
  centred: {
    ...NO_COURSE,
    stage: "'head' auto 'words' auto / minmax(0, 1fr)",
    'stage-align': 'center',
    'lead-margin': 'auto',
    'hero-space': 'clamp(3rem, 8cqi, 7rem) 0 0',
    'hero-size': 'clamp(3rem, 1.2rem + 7cqi, 7.5rem)',
    'hero-measure': '16ch',
    'words-space': '0',
    'chip-pad': '0 0.25rem',
    chips: 'flex',
  },
  poster: {
    ...NO_COURSE,
    stage: "'product head' 1fr 'product words' auto / minmax(0, 7fr) minmax(0, 5fr)",
    'hero-space': '0',
    'hero-size': 'clamp(2.5rem, 1.2rem + 4.4cqi, 5.25rem)',
    'hero-rule': '1px solid var(--ink)',
    'stage-gap': '1rem clamp(1.5rem, 3cqi, 3rem)',
    'head-space': 'clamp(1.5rem, 3cqi, 3rem)',
    'words-space': 'clamp(1.5rem, 3cqi, 3rem)',
    'chip-rule': '1px solid var(--rule)',
    'chip-line': 'none',
    'stage-small': "'product' 'head' 'words' / minmax(0, 1fr)",
  },
} as const satisfies Record<string, Properties>;

export const cards = {
  plain: {},
  centred: { 'card-align': 'center', 'card-words': '1rem 0 0' },
  filled: {
    'card-ground': 'var(--card)',
    'shelf-ground': 'var(--card)',
    'shelf-pad': '0.35rem 1rem',
    'card-edge': 'var(--radius)',
    'card-clip': 'clip',
    'card-words': '0.75rem 1rem 1.1rem',
    'tile-radius': '0',
  },
  framed: {
    'card-border': '1px solid var(--ink)',
    'card-shift': '0 -1px -1px 0',
    'card-words': '0.75rem 0.875rem 1rem',
    'grid-gap': '0',
    'tile-radius': '0',
    'tile-line': '1px solid var(--ink)',
  },
} as const satisfies Record<string, Properties>;

export const tiles = {
  wide: { 'tile-ratio': '4 / 3' },
  square: { 'tile-ratio': '1 / 1' },
  tall: { 'tile-ratio': '4 / 5' },
} as const satisfies Record<string, Properties>;

export type Named<Choices> = keyof Choices & string;
