import type { Trigger } from './automations.ts';

/** When an automation runs, as the queue reads it; null where its clock is not the queue's. */
export function cronOf(trigger: Trigger): string | null {
  if ('when' in trigger) return null;
  if (trigger.every === 'minute') return '* * * * *';
  if (trigger.every === 'hour') return `${trigger.atMinute} * * * *`;
  const [hour, minute] = trigger.at.split(':').map(Number);
  return `${minute} ${hour} * * *`;
}

/** When an automation runs, as people read it. */
export function triggerText(trigger: Trigger): string {
  if ('when' in trigger) return trigger.when;
  if (trigger.every === 'minute') return 'every minute';
  if (trigger.every === 'hour') return `every hour, ${trigger.atMinute} minutes past`;
  return `every night at ${trigger.at} UTC`;
}
