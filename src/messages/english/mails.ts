export const mails = {
  order: {
    subject: (subject: string, shop: string, number: string) => `${subject} (${shop}, order ${number})`,
    everything: 'Everything about your order, and what you can do with it:',
    confirmed: 'Your order is confirmed',
    open: 'See your order',
    thanks: (number: string) => `Thank you. We have your order ${number} and pack it now.`,
    paid: 'Paid',
    sent: 'Your order is on its way',
    hasLeft: (number: string, carrier: string | null, tracking: string | null) =>
      `Your order ${number} has left us${carrier ? ` with ${carrier}` : ''}.${tracking ? ` Its tracking number is ${tracking}.` : ''}`,
    cancelled: 'Your order was cancelled',
    wasCancelled: (number: string, asAsked: boolean, paid: string | null) =>
      `Your order ${number} was cancelled${asAsked ? ' as you asked' : ''}.${paid ? ` What you paid of ${paid} goes back the way it came.` : ''}`,
    return: 'Your return',
    returnOpen: (id: string) =>
      `Return ${id} is open. The label stands on the page of your order: print it and hand the parcel to the carrier. When it is here:`,
    refund: 'Money is on its way back to you',
    refunded: (amount: string) =>
      `We have sent ${amount} back the way you paid it. Your bank may take some days to show it.`,
  },
  signIn: {
    subject: (shop: string) => `Your link to sign in to ${shop}`,
    open: (shop: string) => `Open this link and press the button to sign in to ${shop}:`,
    press: 'Sign in',
    works: (minutes: number) =>
      `It works once, for ${minutes} minutes. If you did not ask for it, do nothing: without the link nobody gets in.`,
  },
  reminder: {
    runningLow: (first: string, others: number) =>
      `${first}${others ? ` and ${others} more` : ''}: running low?`,
    from: (shop: string) => `From ${shop}`,
    soon: 'You may run out of these soon:',
    again: 'Order again, put it off or change how often:',
    see: 'See what is due',
    end: 'Stop reminders',
    stop: 'You get this because you agreed to reminders. Stop them with one press:',
  },
  handOff: {
    subject: (shop: string) => `${shop}: a person reads what you wrote`,
    nothingElse: 'There is nothing else you need to do.',
    answerFrom: (shop: string) => `An answer from ${shop}`,
  },
  data: {
    subject: (shop: string) => `What ${shop} keeps of you`,
    open: (shop: string) =>
      `Open this link to see what ${shop} keeps under this address, to take it with you or to have it erased:`,
    press: 'See what is kept',
    works: (minutes: number) =>
      `It works for ${minutes} minutes. If you did not ask for it, do nothing: without the link nobody sees anything.`,
  },
  promise: {
    today: (time: string) => `today by ${time}`,
    on: (day: string, time: string) => `by ${day}, ${time}`,
  },
};
