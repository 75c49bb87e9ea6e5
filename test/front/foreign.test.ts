import { describe, expect, it } from 'vitest';
import { isForeign } from '#src/http/foreign.ts';

const OWN = ['https://shop.example', 'http://127.0.0.1:4321'];
const FORM = 'application/x-www-form-urlencoded';
const post = (headers: Record<string, string>, options?: { readonly strict: boolean }): boolean =>
  isForeign({ method: 'POST', headers: new Headers(headers) }, OWN, options);

describe('a request that changes something', () => {
  it.each([
    ['by Sec-Fetch-Site', { 'sec-fetch-site': 'same-origin', 'content-type': FORM }],
    ['by Sec-Fetch-Site, whose Origin a policy hides', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['by hand', { 'sec-fetch-site': 'none', 'content-type': FORM }],
    ['by Origin, as the shop is known', { origin: 'https://shop.example', 'content-type': FORM }],
    ['by Origin, as it was asked', { origin: 'http://127.0.0.1:4321', 'content-type': 'application/json' }],
    ['by a program, which can send what no form can', { 'content-type': 'application/json' }],
  ])('is the shop’s own %s', (_, headers) => {
    expect(post(headers)).toBe(false);
  });

  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' }],
    ['of a neighbour', { 'sec-fetch-site': 'same-site', origin: 'https://shop.example' }],
    [
      'of another origin',
      { origin: 'https://shop.example.evil.example', 'content-type': 'application/json' },
    ],
    ['of the same name without TLS', { origin: 'http://shop.example', 'content-type': FORM }],
    ['of no origin that can be named', { origin: 'null', 'content-type': FORM }],
    ['by a form that says nothing', { 'content-type': FORM }],
    ['by a form with a file that says nothing', { 'content-type': 'Multipart/Form-Data; boundary=x' }],
    ['by a text that says nothing', { 'content-type': 'text/plain;application/json' }],
    ['without a type that says nothing', {}],
  ])('is foreign %s', (_, headers) => {
    expect(post(headers as Record<string, string>)).toBe(true);
  });

  it('has to be said to be the shop’s own where that is strict', () => {
    expect(post({ 'content-type': 'application/json' }, { strict: true })).toBe(true);
    expect(post({ 'sec-fetch-site': 'none' }, { strict: true })).toBe(true);
    expect(post({ origin: 'https://shop.example' }, { strict: true })).toBe(false);
  });
});

it('lets everybody read', () => {
  const headers = new Headers({ 'sec-fetch-site': 'cross-site' });
  for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(isForeign({ method, headers }, OWN)).toBe(false);
  for (const method of ['PUT', 'PATCH', 'DELETE']) expect(isForeign({ method, headers }, OWN)).toBe(true);
});
