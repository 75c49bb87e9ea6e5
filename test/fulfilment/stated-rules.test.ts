import { describe, expect, it } from 'vitest';
import { openContent } from '#src/editorial/content.ts';
import { statedRule } from '#src/fulfilment/stated-rules.ts';

const opened = openContent('content');
const shop = opened.current();
opened.close();
const told = (subject: string, question = '') => statedRule(shop, subject, question)?.text;

describe('rules told from what the shop states', () => {
  it('says the window of a return and what it costs', () => {
    expect(told('return-window')).toBe(
      'You have 60 days from delivery to start a return. Sending it back by mail is free.',
    );
  });

  it('says no to a country that no service reaches, and yes by which to one that some do', () => {
    expect(told('ship-where', 'do you ship to Germany?')).toBe(
      'No, we do not ship to Germany; we ship to the United States and Canada only.',
    );
    expect(told('ship-where', 'can you send it to canada')).toBe('Yes, we ship to Canada: Canada Standard.');
    expect(told('ship-where', 'where do you ship')).toBe('We ship to the United States and Canada.');
  });

  it('says what it costs where the question asks that of a place or of the time', () => {
    const costs = 'Yes, we ship to Canada: Canada Standard costs $12.90 and is free from $150.';
    expect(told('ship-where', 'you can send to Canada? How much it cost?')).toBe(costs);
    expect(told('ship-cost', 'how much is delivery to Canada')).toBe(costs);
    expect(told('ship-time', 'how fast is express and what does it cost')).toMatch(
      /US Express costs \$14\.90.*US Express 1 to 2 days/,
    );
    expect(told('ship-time', 'how fast is express')).not.toContain('$');
  });

  it('prints every rate in the money of the shop, with where it is free from', () => {
    expect(told('ship-cost')).toContain('US Standard costs $4.90 and is free from $60');
  });

  it('says how long each service takes', () => {
    expect(told('ship-time')).toContain('US Express 1 to 2 days');
  });

  it('tells nothing where the shop states nothing', () => {
    expect(statedRule({ ...shop, policies: [] }, 'return-window', '')).toBeNull();
    expect(told('something-else')).toBeUndefined();
  });
});
