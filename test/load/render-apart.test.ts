import { expect, it } from 'vitest';
import { renderApart } from '#src/http/render-apart.ts';

it('holds what is rendered in memory of its own, so that a kept page takes what it is told to take', async () => {
  const { body } = await renderApart(
    (_, response) => {
      response.write('Kettles ');
      response.end(Buffer.from('and lanterns'));
    },
    { url: '/', accept: 'text/html', coding: null },
    {},
  );
  expect(body.toString()).toBe('Kettles and lanterns');
  expect(body.buffer.byteLength).toBe(body.byteLength);
});
