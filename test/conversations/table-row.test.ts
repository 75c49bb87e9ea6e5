import { expect, it } from 'vitest';
import { rowText } from '#src/conversations/table-row.ts';

it('tells a row of a table in sentences', () => {
  expect(rowText('Air, easy run: 32–45 °F (0–7 °C); Top: base layer, with a vest; Legs: tights.')).toBe(
    'At 32–45 °F (0–7 °C), easy run. Top: base layer, with a vest. Legs: tights.',
  );
});

it('leaves prose as it is', () => {
  expect(rowText('You have 60 days to send things back.')).toBeNull();
});
