import { expect, it } from 'vitest';
import { asksForMedicalAdvice, speaksOfHealth } from '#agents/shopping/understand/health.ts';

it.each([
  "I'm pregnant, can I drink this tea?",
  'is it ok with blood thinners',
  'does the pillow help with my sciatica',
  'I have bronchitis, may I use the oil',
  'my baby has fever and a rash all over, which of your soaps will make it go away',
  'she is vomiting since morning, should I give her this tea',
])('asks for medical advice: %s', (text) => {
  expect(asksForMedicalAdvice(text)).toBe(true);
});

it.each(['my back hurts when I sit, which chair should I get', 'something for sore hands'])(
  'speaks of health and wishes for goods: %s',
  (text) => {
    expect(speaksOfHealth(text)).toBe(true);
    expect(asksForMedicalAdvice(text)).toBe(false);
  },
);

it.each(['these prices are hurting my wallet', 'a gift for a doctor', 'is the kettle good for tea'])(
  'says nothing of health: %s',
  (text) => {
    expect(speaksOfHealth(text)).toBe(false);
  },
);
