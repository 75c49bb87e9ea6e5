export const data = {
  title: 'Your data',
  description: 'What the shop keeps of you, to see, take or erase.',
  sent: (minutes: number) => `We have sent a link to that address. It works for ${minutes} minutes.`,
  lead: 'See what we keep under your address, take it with you, or have it erased. You need no account: a link to the address is proof enough.',
  withAccount: 'With an account,',
  remember: 'what we remember',
  atOnce: 'shows it at once.',
};
