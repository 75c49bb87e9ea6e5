import { describe, expect, it } from 'vitest';
import { policyTopicOf } from '#agents/shopping/understand/policy-topic.ts';

describe('questions about the rules of buying', () => {
  it.each([
    ['how long do I have to return something?', 'return-window'],
    ['within how many days can I send it back', 'return-window'],
    ['will it cost me money to send something back', 'return-cost'],
    ['do you ship to France?', 'ship-where'],
    ['how much does shipping cost', 'ship-cost'],
    ['how many days does shipping take', 'ship-time'],
    ['when is my refund paid', 'refund-time'],
    ['what happens if it breaks', 'warranty-covered'],
    ['how long is the guarantee', 'warranty-length'],
    ['can you delete my account', 'privacy-delete'],
    ['do you take visa cards', 'payment'],
    ['on which days are you open', 'hours'],
    ['may I give it back though I opened it', 'return-what'],
    ['will you take back what I have worn twice', 'return-worn'],
    ['when will I see my money again', 'refund-time'],
    ['what if it is too big, can I swap it', 'exchange'],
  ])('%s is about %s', (question, subject) => {
    expect(policyTopicOf(question)?.subject).toBe(subject);
  });

  it.each(['', '🏃', 'zzz qqq'])('%j is about none for sure', (question) => {
    expect(policyTopicOf(question)).toBeNull();
  });
});
