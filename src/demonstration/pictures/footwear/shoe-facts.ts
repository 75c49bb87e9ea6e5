import { type Subject, clamp, within } from '#src/pictures/drawing/subject.ts';

/** What the drawing of a shoe needs, in millimetres; lengths are those of a US M 9. */
export interface ShoeFacts {
  readonly length: number;
  readonly heel: number;
  readonly forefoot: number;
  /** False where the heights are only typical, because the merchant states none. */
  readonly measured: boolean;
  readonly lug: number;
  readonly pins: number;
  readonly rocker: 0 | 1 | 2;
  readonly cushion: 0 | 1 | 2 | 3;
  readonly toeBox: 'standard' | 'wide' | 'foot-shaped';
  readonly plate: 'none' | 'nylon' | 'carbon';
  readonly lacing: 'laces' | 'quick-lace' | 'none';
  readonly style: 'road' | 'racer' | 'trail' | 'kids' | 'slide' | 'walking' | 'spike';
  readonly waterproof: boolean;
  readonly stable: boolean;
}

const level = (word: string, words: readonly RegExp[], otherwise: number): number => {
  const at = words.findIndex((one) => one.test(word));
  return at < 0 ? otherwise : at;
};

export function shoeFacts(subject: Subject): ShoeFacts {
  const heelStated = within(subject.number('heel_stack', 'mm'), 6, 70);
  const forefootStated = within(subject.number('forefoot_stack', 'mm'), 5, 65);
  const dropStated = within(subject.number('drop', 'mm'), 0, 20);
  const drop =
    dropStated ?? (heelStated !== null && forefootStated !== null ? heelStated - forefootStated : 8);
  const heel = heelStated ?? (forefootStated === null ? 32 : forefootStated + drop);
  const forefoot = forefootStated ?? heel - drop;
  const style = styleOf(subject);
  const lug = within(subject.number('lug_depth', 'mm'), 0, 14) ?? 0;
  return {
    length: style === 'kids' ? 236 : 292,
    heel: clamp(heel, 6, 70),
    forefoot: clamp(forefoot, 5, 65),
    measured: (heelStated ?? forefootStated) !== null,
    lug,
    pins: within(subject.number('spike_pins'), 0, 12) ?? 0,
    rocker: level(subject.words('rocker'), [/low/, /medium/, /high/], 1) as 0 | 1 | 2,
    cushion: level(subject.words('cushioning'), [/firm/, /balanced/, /plush/, /max/], 1) as 0 | 1 | 2 | 3,
    toeBox: /foot/.test(subject.words('toe_box'))
      ? 'foot-shaped'
      : /wide/.test(`${subject.words('toe_box')} ${subject.option('Width')}`.toLowerCase())
        ? 'wide'
        : 'standard',
    plate: /carbon/.test(subject.words('plate'))
      ? 'carbon'
      : /nylon|plastic|tpu|pebax|fib/.test(subject.words('plate'))
        ? 'nylon'
        : 'none',
    lacing: /quick|speed|toggle|bungee|dial/.test(subject.words('lacing'))
      ? 'quick-lace'
      : /none|slip|strap/.test(subject.words('lacing'))
        ? 'none'
        : 'laces',
    style,
    waterproof: subject.is('waterproof'),
    stable: /stab/.test(subject.words('support')),
  };
}

const styles: readonly (readonly [RegExp, ShoeFacts['style']])[] = [
  [/slide|sandal|flip|clog/, 'slide'],
  [/spike|track/, 'spike'],
  [/kid|junior|child|youth/, 'kids'],
  [/rac(?:er|ing)/, 'racer'],
  [/walk|slip-on|casual|recovery/, 'walking'],
  [/trail|hik|fell|cross/, 'trail'],
];

function styleOf(subject: Subject): ShoeFacts['style'] {
  const type = (subject.product.productType ?? subject.product.categoryPath.at(-1) ?? '').toLowerCase();
  const said = styles.find(([word]) => word.test(type))?.[1];
  if (said) return said;
  return /trail/.test(subject.words('terrain')) ? 'trail' : 'road';
}
