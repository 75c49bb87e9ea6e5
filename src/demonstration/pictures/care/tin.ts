import { shade } from '#src/pictures/drawing/palette.ts';
import type { Drawing, Subject } from '#src/pictures/drawing/subject.ts';
import { label, n, path, rect } from '#src/pictures/drawing/svg.ts';

/** A shaker tin of powder. */
export function drawTin(subject: Subject): Drawing {
  const { main, accent } = subject.palette;
  const grams = subject.number('net_weight', 'g');
  return {
    view: 'Drawing',
    body: [
      rect(300, 190, 200, 290, 14, { fill: main }),
      rect(300, 262, 200, 130, 0, { fill: accent }),
      rect(292, 146, 216, 50, 10, { fill: accent }),
      path(
        'M330 130h0.1M365 122h0.1M400 128h0.1M435 122h0.1M470 130h0.1M346 102h0.1M400 96h0.1M452 102h0.1',
        { width: 8 },
      ),
      path('M322 190v290', { stroke: shade(main, 0.2), width: 5 }),
      grams === null ? '' : label([400, 540], `${n(grams)} g`, { anchor: 'middle', size: 32 }),
    ].join(''),
    facts: [grams === null ? '' : `${n(grams)} g`],
  };
}
