import { allAutomations, type Automation, type Touches } from './automations.ts';
import { triggerText } from './trigger-text.ts';

/** A box of the map, in units of its drawing. */
interface Box {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Where more of it stands. */
  readonly href: string | null;
}

export interface AutomationMap {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  /** From the right side of a box to the left side of another. */
  readonly arrows: readonly { readonly from: Box; readonly to: Box }[];
}

const ROW = 40;
const COLUMNS = [
  { x: 0, width: 200 },
  { x: 280, width: 250 },
  { x: 610, width: 150 },
] as const;

/** What sets automations off, the automations, and what they touch, in three columns drawn from the register alone. */
export function automationMap(): AutomationMap {
  const all = allAutomations();
  const clock = ({ trigger }: Automation) =>
    'when' in trigger
      ? 'Something happens'
      : trigger.every === 'day'
        ? 'Every night'
        : upper(`every ${trigger.every}`);
  const height = all.length * ROW;
  const column = (at: 0 | 1 | 2, texts: readonly string[], href: (text: string) => string | null) =>
    texts.map((text, row) => ({
      text,
      ...COLUMNS[at],
      y: Math.round(((row + 0.5) * height) / texts.length),
      href: href(text),
    }));
  const sorted = all.toSorted((a, b) => CLOCKS.indexOf(clock(a)) - CLOCKS.indexOf(clock(b)));
  const clocks = column(0, [...new Set(sorted.map(clock))], () => null);
  const middle = column(
    1,
    sorted.map(({ name }) => name),
    (name) => `/studio/automations/${all.find((one) => one.name === name)?.id}`,
  );
  const touches = column(2, [...new Set(sorted.flatMap(({ touches: some }) => some))].map(upper), () => null);
  const boxOf = (boxes: readonly Box[], text: string) => boxes.filter((box) => box.text === text);
  const arrows = sorted.flatMap((one) => {
    const [own] = boxOf(middle, one.name);
    if (!own) return [];
    return [
      ...boxOf(clocks, clock(one)).map((from) => ({ from, to: own })),
      ...one.touches.flatMap((touched: Touches) =>
        boxOf(touches, upper(touched)).map((to) => ({ from: own, to })),
      ),
    ];
  });
  return {
    width: COLUMNS[2].x + COLUMNS[2].width,
    height,
    boxes: [...clocks, ...middle, ...touches],
    arrows,
  };
}

const CLOCKS = ['Every minute', 'Every hour', 'Every night', 'Something happens'];
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** When it runs, what it does and why, in one paragraph for somebody new. */
export const toldOf = ({ trigger, does, why }: Automation): string =>
  `${upper(triggerText(trigger))}: ${does.charAt(0).toLowerCase()}${does.slice(1)} ${why}`;
