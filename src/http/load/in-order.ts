import { AsyncResource } from 'node:async_hooks';
import type { RequestListener } from 'node:http';
import { counter, measured } from '#src/metrics/registry.ts';
import { answerBusy } from './busy-answer.ts';
import { openGate, type AtOnce } from './gate.ts';
import { watchLimit } from './limit.ts';
import { WORK_CLASSES, workClassOf } from './work-class.ts';

/**
 * Passes requests on in the order of their urgency, as many at once as the processor keeps up with, and tells the others
 * that it cannot. What a client waited for who has left is not begun.
 */
export function inOrder(answer: RequestListener, limit: AtOnce = watchLimit()): RequestListener {
  const gate = openGate(limit);
  const turnedAway = counter('http_requests_turned_away_total', 'Requests told to come back later.', [
    'class',
  ]);
  measured('gauge', 'http_requests_waiting', 'Requests that wait for their turn.', () =>
    WORK_CLASSES.map((one) => ({ labels: { class: one }, value: gate.waiting().get(one) ?? 0 })),
  );
  return (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const workClass = workClassOf({
      method,
      url,
      userAgent: headers['user-agent'] ?? '',
      header: (name) => headers[name]?.toString(),
    });
    if (workClass === 'passes') return answer(request, response);
    const ticket = gate.enter({
      workClass,
      run: AsyncResource.bind(() => void answer(request, response)), // its turn comes while another request ends
      turnAway: () => {
        turnedAway.add([workClass]);
        answerBusy(request, response, Math.random());
      },
    });
    response.once('close', () => ticket.done());
  };
}
