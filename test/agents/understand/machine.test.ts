import { describe, expect, it } from 'vitest';
import { asksIfMachine } from '#agents/shopping/understand/machine.ts';

describe('whether words ask for a program', () => {
  it.each([
    'haha are you even human',
    'and you are robot or what?',
    'You are machine too? or person is write to me?',
    'am i talking to a bot',
    'is this a real person',
    'r u a bot lol',
    'robot or human?',
  ])('%j does', (text) => expect(asksIfMachine(text)).toBe(true));

  it.each([
    'let me talk to a human',
    'i do not want a bot, get me a person',
    'do you have a coffee machine',
    'is this machine washable',
    'are you a real shop',
    'a gift for a real coffee person who has a machine, you know the kind of person I mean and what they like',
  ])('%j does not', (text) => expect(asksIfMachine(text)).toBe(false));
});
