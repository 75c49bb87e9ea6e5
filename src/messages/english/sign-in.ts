export const signIn = {
  noAddress: 'That is not an e-mail address we can write to. It looks like name@example.com.',
  title: 'Sign in',
  description: 'Sign in by a link in an e-mail.',
  signInTo: (shop: string) => `Sign in to ${shop}`,
  onePress: (whom: string | null) =>
    whom ? `One press and this browser is signed in as ${whom}.` : 'One press and this browser is signed in.',
  lookInMail: 'Look in your mail',
  sentOnce: (minutes: number) =>
    `We have sent a link to that address. It works once, for ${minutes} minutes.`,
  noPassword: 'No password: we send you a link. The first time, it also opens your account.',
  withoutAccount: 'You can buy without an account, too.',
  see: 'See',
  whatWeKeep: 'what we keep and why',
  emailAddress: 'E-mail address',
  sendLink: 'Send me a link',
  outbox: 'This demonstration sends no mail. Whoever runs the shop finds the message in its outbox (',
  orTheFiles: ', or the files in ',
  nothingThere: 'Nothing there after a few minutes? Look among unwanted mail, or',
  askAnother: 'ask for another link',
  noLonger: 'This link no longer works',
  wasUsed: 'It was used, has run out, or a part of it is missing.',
  sendAnother: 'Send me another link',
};
