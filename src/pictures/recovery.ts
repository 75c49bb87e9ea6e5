import { apart, lighter, lineOn, shade } from './palette.ts';
import { span, ticks } from './ruler.ts';
import { clamp, type Drawing, type Subject } from './subject.ts';
import { circle, label, line, n, path, rect } from './svg.ts';
import { weightOf } from './vessel.ts';

const CM = 11; // px a centimetre, the same for rollers, sticks and balls

const bottomRuler = (x: number, cm: number, y: number, scale = CM): string =>
  ticks([x, y], [x + cm * scale, y], cm, 1, 1) +
  span([x, y], [x + cm * scale, y]) +
  label([x, y + 54], `${n(cm)} cm`, { size: 32 });

/** A foam roller or a massage stick over a scale in centimetres. */
export function drawRoller(subject: Subject): Drawing {
  const { main } = subject.palette;
  const accent = apart(subject.palette.accent, main);
  const stated = subject.number('length', 'cm');
  const length = clamp(stated ?? 40, 12, 62);
  const stick = /stick|pin/.test(
    `${subject.product.productType ?? ''} ${subject.product.title}`.toLowerCase(),
  );
  const w = length * CM;
  const x = 400 - w / 2;
  const across = clamp(subject.number('diameter', 'cm') ?? 14, 4, 22) * CM;
  const y = 270;
  const beads = Array.from({ length: 7 }, (_, i) =>
    rect(x + w * 0.24 + (w * 0.52 * i) / 7, y - 30, (w * 0.52) / 7 - 4, 60, 12, { fill: main }),
  ).join('');
  const grooves = Array.from(
    { length: Math.round(length / 5) },
    (_, i) =>
      `M${n(x + across * 0.3 + (i * (w - across * 0.4)) / Math.round(length / 5))} ${n(y - across / 2)}q18 ${n(across / 2)} 0 ${n(across)}`,
  ).join('');
  const body = stick
    ? line([x + 20, y], [x + w - 20, y], { width: 13 }) +
      rect(x, y - 22, w * 0.23, 44, 20, { fill: accent }) +
      rect(x + w * 0.77, y - 22, w * 0.23, 44, 20, { fill: accent }) +
      beads
    : path(
        `M${n(x + across * 0.2)} ${n(y - across / 2)}H${n(x + w - across * 0.2)}A${n(across * 0.2)} ${n(across / 2)} 0 0 1 ${n(x + w - across * 0.2)} ${n(y + across / 2)}H${n(x + across * 0.2)}Z`,
        { fill: main },
      ) +
      path(grooves, { stroke: lineOn(main), width: 1.8 }) +
      `<ellipse cx="${n(x + across * 0.2)}" cy="${y}" rx="${n(across * 0.2)}" ry="${n(across / 2)}" fill="${accent}"/><ellipse cx="${n(x + across * 0.2)}" cy="${y}" rx="${n(across * 0.12)}" ry="${n(across * 0.3)}" fill="${shade(main, 0.3)}"/>`;
  return {
    view: 'Side view',
    body:
      body +
      (stated === null ? '' : bottomRuler(x, length, 420)) +
      label([x + w, 474], weightOf(subject), { anchor: 'end', weight: 400 }),
    facts: [
      stated === null ? '' : `${n(length)} cm long`,
      subject.words('firmness').slice(0, 20),
      weightOf(subject),
    ].filter(Boolean),
  };
}

/** A massage ball, or a pair of them, over a scale in centimetres. */
export function drawBall(subject: Subject): Drawing {
  const { main } = subject.palette;
  const stated = subject.number('diameter', 'cm');
  const scale = 40;
  const r = (clamp(stated ?? 7, 3, 14) * scale) / 2;
  const two = Object.values(subject.variant.options).some((value) => /\b(?:2|two|pair)\b/i.test(value));
  const ball = (x: number): string =>
    circle([x, 262], r, { fill: main }) +
    path(
      `M${n(x - r * 0.86)} ${n(262 - r * 0.5)}Q${n(x)} 262 ${n(x - r * 0.86)} ${n(262 + r * 0.5)}M${n(x + r * 0.86)} ${n(262 - r * 0.5)}Q${n(x)} 262 ${n(x + r * 0.86)} ${n(262 + r * 0.5)}`,
      { stroke: lineOn(main), width: 2.4 },
    ) +
    circle([x - r * 0.1, 262 - r * 0.5], r * 0.1, { fill: lighter(main, 0.4), stroke: lighter(main, 0.4) });
  const xs = two ? [400 - r - 14, 400 + r + 14] : [400];
  return {
    view: 'Drawing',
    body:
      xs.map(ball).join('') + (stated === null ? '' : bottomRuler((xs[0] ?? 400) - r, stated, 440, scale)),
    facts: [
      two ? 'two balls' : '',
      stated === null ? '' : `${n(stated)} cm across`,
      subject.words('firmness').slice(0, 20),
      weightOf(subject),
    ].filter(Boolean),
  };
}

/** A balm stick, its cap beside it. */
export function drawStick(subject: Subject): Drawing {
  const { main, accent } = subject.palette;
  const grams = subject.number('net_weight', 'g');
  const k = clamp(Math.cbrt((grams ?? 40) / 50), 0.62, 1.2);
  const [w, foot] = [170 * k, 470];
  const h = 260 * k;
  return {
    view: 'Drawing',
    body: [
      path(
        `M${n(330 - w * 0.4)} ${n(foot - h)}v${n(-60 * k)}q${n(w * 0.4)} ${n(-46 * k)} ${n(w * 0.8)} 0v${n(60 * k)}z`,
        { fill: main },
      ),
      rect(330 - w / 2, foot - h, w, h, 20, { fill: accent }),
      rect(330 - w * 0.36, foot - h * 0.8, w * 0.72, h * 0.46, 8, { fill: lighter(accent, 0.3), width: 2 }),
      rect(330 - w * 0.36, foot - 28 * k, w * 0.72, 28 * k, 6, { fill: shade(accent, 0.2) }),
      rect(540 - w / 2, foot - h * 0.56, w, h * 0.56, 18, { fill: shade(accent, 0.12) }),
      grams === null ? '' : label([330, 536], `${n(grams)} g`, { anchor: 'middle', size: 32 }),
    ].join(''),
    facts: [
      grams === null ? '' : `${n(grams)} g`,
      subject.number('servings') === null ? '' : `about ${n(subject.number('servings') ?? 0)} uses`,
    ].filter(Boolean),
  };
}

/** A roll of tape, its width to a scale of centimetres, its length told. */
export function drawTape(subject: Subject): Drawing {
  const { main, accent } = subject.palette;
  const wide = subject.number('width', 'cm');
  const long = subject.number('length', 'm');
  const h = clamp(wide ?? 3.8, 1, 8) * 40;
  return {
    view: 'Drawing',
    body: [
      path(
        `M330 ${n(250 + 120)}H640l-10 ${n(h * 0.25)}l10 ${n(h * 0.25)}l-10 ${n(h * 0.25)}l10 ${n(h * 0.25)}H330Z`,
        { fill: lighter(main, 0.2) },
      ),
      path(`M170 250v${n(h)}A160 122 0 0 0 490 ${n(250 + h)}V250Z`, { fill: main }),
      `<ellipse cx="330" cy="250" rx="160" ry="122" fill="${lighter(main, 0.12)}"/><ellipse cx="330" cy="250" rx="128" ry="97" stroke="${shade(main, 0.3)}" stroke-width="1.8"/><ellipse cx="330" cy="250" rx="88" ry="66" fill="${accent}"/><ellipse cx="330" cy="254" rx="70" ry="50" fill="#fbf8f1"/>`,
      wide === null
        ? ''
        : ticks([690, 370], [690, 370 + h], wide, 0.5, -1) +
          span([690, 370], [690, 370 + h]) +
          label([690, 350], `${n(wide)} cm`, { anchor: 'middle' }),
      long === null ? '' : label([400, 560], `${n(long)} m`, { anchor: 'middle', size: 32 }),
    ].join(''),
    facts: [wide === null ? '' : `${n(wide)} cm wide`, long === null ? '' : `${n(long)} m long`].filter(
      Boolean,
    ),
  };
}

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
