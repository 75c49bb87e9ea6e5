export const errors = {
  notFound: 'Not found',
  notHere: 'This page is not here.',
  wrongTurn: 'Wrong turn',
  noPage: 'There is no page at this address. It may have moved, or the product may have left the shop.',
  closest: 'These come closest to its words.',
  boxAbove: 'The box above finds what we have.',
  broke: 'Something broke here',
  brokeHere:
    'It is our fault, not yours, and it has been written down. Your cart is kept. Load the page again in a moment, or go to the <a href="/">home page</a>.',
  backSoon: 'Back in a moment',
  outage: {
    readOnly: 'The shop cannot write anything down right now, so nothing was changed or charged.',
    away: 'The shop cannot reach its shelves right now.',
  },
  cartKept: (outage: string) =>
    `${outage} Your cart is kept. <a href="">Load the page again</a> in a few seconds.`,
  tooMuch: 'Too much at once',
  tooMuchWas: (megabytes: number) =>
    `That was more than the ${megabytes} MB that the shop reads of a form. Nothing was changed. <a href="">Back to the page</a>.`,
};
