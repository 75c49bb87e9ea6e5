import type { RequestListener } from 'node:http';
import { asRequest, currentRequest, requestId } from '#src/log/request-id.ts';
import { counter, histogram, measured } from '#src/metrics/registry.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const GONE = 499; // as nginx tells it: the client left before its answer was whole

/** Gives each request its id, and counts and times its answer by the pattern of its route: a page says its own, files are `file`. */
export function measureRequests(answer: RequestListener): RequestListener {
  const answered = counter('http_requests_total', 'Requests, by how they were answered.', [
    'method',
    'route',
    'status',
  ]);
  const took = histogram(
    'http_request_duration_seconds',
    'From the head of a request to the end of its answer.',
    SECONDS,
    ['route'],
  );
  let inFlight = 0;
  measured('gauge', 'http_requests_in_flight', 'Requests that are being answered.', () => inFlight);
  return (request, response) => {
    const began = performance.now();
    const { 'x-request-id': given, traceparent } = request.headers;
    const id = requestId(String(given ?? ''), String(traceparent ?? ''));
    request.headers['x-request-id'] = id;
    response.setHeader('x-request-id', id); // also where Astro writes the answer itself
    inFlight += 1;
    asRequest(id, () => {
      const running = currentRequest();
      response.once('close', () => {
        inFlight -= 1;
        const route = running?.route ?? 'file';
        const { method = '' } = request;
        const status = response.writableFinished ? response.statusCode : GONE;
        answered.add([METHODS.has(method) ? method : 'other', route, String(status)]);
        took.observe([route], (performance.now() - began) / 1000);
      });
      answer(request, response);
    });
  };
}
