import { describe, expect, it } from 'vitest';
import type { Understood } from '#src/editorial/handoff-schema.ts';
import { asksForSomebody, onlyTells, troublesIn } from '#agents/shopping/understand/trouble.ts';

const mattersIn = (text: string) => troublesIn(text).map(({ matter }) => matter);

describe('what is a person’s matter', () => {
  it.each<[Understood, string]>([
    ['harmed', 'I got sick after eating the jam I bought from you'],
    ['harmed', 'your bar gave me an allergic reaction'],
    ['harmed', 'my daughter had an allergic reaction to the tea'],
    ['harmed', 'my son was hurt by the swing you sold us'],
    ['harmed', 'I was injured because the ladder fell apart'],
    ['harmed', 'he ended up in the hospital after taking it'],
    ['harmed', 'your shelf fell off the wall and hit my kid'],
    ['harmed', 'The chair collapsed under me and I hurt my back'],
    ['harmed', 'the battery caught fire'],
    ['harmed', 'our baby licked the paint and her mouth is swelling, what do I do'],
    ['harmed', 'he swallowed a bead and is not breathing'],
    ['harmed', "she ate a whole bag of these and can't breathe"],
    ['harmed', 'my arm is swollen and I am struggling to breathe'],
    ['harmed', 'he took ten of them, has chest pain and is barely responding'],
    ['legal', 'my solicitor will be in touch'],
    ['legal', "I'll see you in court"],
    ['legal', 'I feel scammed by this purchase'],
    ['payment', 'I already filed a chargeback'],
    ['payment', "I'm disputing the charge with my bank"],
    ['payment', 'you charged my card two times'],
    ['payment', "it has been 5 weeks and I haven't seen a refund"],
    ['order-problem', 'parcel says delivered but there is nothing here'],
    ['order-problem', 'you sent me two left gloves'],
    ['order-problem', 'the lamp arrived smashed, I need a new one'],
    ['anger', 'where the hell is my package'],
    ['anger', 'this is the third time I ask and nobody answers'],
  ])('is read as %s: %s', (matter, text) => {
    expect(mattersIn(text)).toContain(matter);
  });

  it.each([
    'how do I avoid an allergic reaction to wool',
    'I was injured last year and want a soft chair',
    'will your cream give me a rash',
    'my knee hurts after long walks',
    'do you have shoes for a tennis court',
    'a gift for a police officer',
    'is this a scam or a real shop',
    'is my card charged when I order or when it ships',
    'what happens if it arrives damaged',
    'My old lamp broke during the move and I am looking for something warm and dimmable',
    'I ordered boots from another shop but they leak, what do you have that is waterproof',
    "holy shit that's cheap",
    "I'm sick of cotton sheets, what else is there",
    'I hate this time of year, so dark. any lamps?',
    'what do I do when a parcel goes missing',
    'is a cracked screen covered',
  ])('is not: %s', (text) => {
    expect(mattersIn(text)).toEqual([]);
  });

  it('says the words that make it one', () => {
    expect(troublesIn('the vase was broken when it arrived')).toEqual([
      { matter: 'order-problem', because: ['broken', 'arrived'] },
    ]);
  });

  it('asks for somebody with words for one and for reaching one', () => {
    expect(asksForSomebody('could your team get in touch with me')).toBe(true);
    expect(asksForSomebody('how many people work there')).toBe(false);
    expect(asksForSomebody('I need somebody to dance with')).toBe(false);
  });

  it('calls nobody to a long story without a mishap, nor to a wish', () => {
    const story =
      'ok so say I bake three times a week at home and now and then at my mother’s in the country, one tin for both?';
    expect(onlyTells(story)).toBe(true);
    expect(onlyTells('my last kettle died, looking for a new one')).toBe(true);
    expect(onlyTells('both gloves in the bag are left hands')).toBe(false);
  });
});
