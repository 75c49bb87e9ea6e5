import { round } from '#src/pictures/drawing/curve.ts';
import { apart, lighter } from '#src/pictures/drawing/palette.ts';
import { span, ticks } from '#src/pictures/drawing/ruler.ts';
import { type Drawing, type Subject, clamp, within } from '#src/pictures/drawing/subject.ts';
import { weightOf } from '../strokes/weight.ts';
import { label, line, n, path } from '#src/pictures/drawing/svg.ts';

/** Folding poles with a scale in centimetres. */
export function drawPoles(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const length = within(subject.number('length', 'cm'), 60, 145);
  const reach = 4.6 * clamp(length ?? 120, 60, 145);
  const pole = (y: number): string =>
    [
      line([70 + reach, y], [78, y], { width: 11 }) +
        line([70 + reach, y], [78, y], { stroke: '#c9ced2', width: 5 }),
      line([70 + reach * 0.38, y], [70 + reach * 0.34, y], { width: 15 }) +
        line([70 + reach * 0.7, y], [70 + reach * 0.66, y], { width: 15 }),
      path(`M72 ${y - 13}q70 -8 118 2v22q-48 10 -118 2q-14 -13 0 -26z`, { fill: main }),
      path(
        round([
          [92, y + 12],
          [60, y + 52],
          [84, y + 66],
          [118, y + 14],
        ]),
        { stroke: accent, width: 5 },
      ),
      path(`M${n(70 + reach - 34)} ${y - 20}v40`, { width: 7 }) +
        path(`M${n(70 + reach)} ${y}h18`, { width: 4 }),
      line([130, y], [176, y], { stroke: lighter(main, 0.3), width: 2, dash: '3 7' }),
    ].join('');
  return {
    view: 'Side view',
    body:
      pole(190) +
      pole(310) +
      (length === null
        ? ''
        : ticks([70, 440], [70 + reach, 440], length, 2, 1) +
          span([70, 440], [70 + reach, 440]) +
          label([70, 496], `${n(length)} cm`, { size: 32 })) +
      label([730, 496], weightOf(subject) ? `${weightOf(subject)} the pair` : '', {
        anchor: 'end',
        weight: 400,
      }),
    facts: [
      length === null ? '' : `${n(length)} cm long`,
      subject.words('folded_length') ? `${subject.words('folded_length').slice(0, 20)} folded` : '',
      weightOf(subject),
    ].filter(Boolean),
  };
}
