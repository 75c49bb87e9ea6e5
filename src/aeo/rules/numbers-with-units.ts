import { nameOf, nodesOf, said } from '../graph.ts';
import type { Rule } from '../rule.ts';

const MEASURE =
  /\b(weight|height|length|width|depth|drop|stack|volume|capacity|battery life|runtime|burn time|temperature|sodium|carbohydrates?|carbs|caffeine|protein|sugars?|energy|brightness|range|shelf life|warranty|thickness|diameter|inseam|lug depth)\b/i;
const BARE = /^-?\d[\d.,]*$/;

export const numbersWithUnits: Rule = {
  id: 'numbers-with-units',
  title: 'Measured numbers carry their unit',
  severity: 'warning',
  why: 'A weight of 276 cannot be compared; a weight of 276 g can.',
  check: ({ graph, pairs }) => [
    ...nodesOf(graph, 'PropertyValue')
      .filter(
        (node) =>
          MEASURE.test(said(node, 'name') ?? '') &&
          BARE.test(said(node, 'value') ?? '') &&
          !said(node, 'unitCode') &&
          !said(node, 'unitText'),
      )
      .map((node) => ({
        where: nameOf(node),
        found: `${said(node, 'name')} is ${said(node, 'value')} of no unit.`,
        fix: 'Write the unit with the number in the catalogue, such as 276 g.',
      })),
    ...pairs
      .filter(({ label, value }) => MEASURE.test(label) && BARE.test(value))
      .map(({ label, value }) => ({
        where: `the line “${label}”`,
        found: `It reads ${value} and no unit.`,
        fix: 'Write the unit with the number in the catalogue, such as 276 g.',
      })),
  ],
};
