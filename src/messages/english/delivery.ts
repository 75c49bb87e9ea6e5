export const delivery = {
  days: (from: string, to: string) => `${from} to ${to}`,
  isFree: 'Delivery is free.',
  costsFreeFrom: (rate: string, freeFrom: string) => `Delivery costs ${rate}, free from ${freeFrom}.`,
  costs: (rate: string) => `Delivery costs ${rate}.`,
  arrives: (days: string) => `Arrives ${days}.`,
  shouldArrive: (days: string) => `It should arrive ${days}.`,
};
