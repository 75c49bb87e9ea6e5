import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Session {
  id: string;
  status: 'open' | 'complete' | 'expired';
  payment_status: 'paid' | 'unpaid';
  amount_total: number;
  currency: string;
  url: string;
  client_reference_id: string;
  payment_intent: string;
}

/** A server that answers the few requests to Stripe that the shop makes, as its reference describes them; it throws on any other. */
export async function stripeDouble(): Promise<{
  readonly url: string;
  readonly sessions: Map<string, Session>;
  /** Idempotency keys of refunds, each with its amount. */
  readonly refunds: Map<string, number>;
  readonly asked: string[];
  close(): Promise<void>;
}> {
  const sessions = new Map<string, Session>();
  const refunds = new Map<string, number>();
  const byKey = new Map<string, Session>();
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const form = new URLSearchParams(body);
      const path = (request.url ?? '').split('?')[0] ?? '';
      asked.push(`${request.method} ${path}`);
      const key = String(request.headers['idempotency-key'] ?? '');
      const answer = (status: number, value: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(value));
      };
      const found = /^\/v1\/checkout\/sessions\/([^/]+)(\/expire)?$/.exec(path);
      if (request.method === 'POST' && path === '/v1/checkout/sessions') {
        const known = byKey.get(key);
        if (known) return answer(200, known);
        const id = `cs_test_${sessions.size + 1}`;
        const session: Session = {
          id,
          status: 'open',
          payment_status: 'unpaid',
          amount_total: Number(form.get('line_items[0][price_data][unit_amount]')),
          currency: form.get('line_items[0][price_data][currency]') ?? '',
          url: `https://checkout.stripe.test/${id}`,
          client_reference_id: form.get('client_reference_id') ?? '',
          payment_intent: `pi_${id}`,
        };
        sessions.set(id, session);
        byKey.set(key, session);
        return answer(200, session);
      }
      if (found) {
        const session = sessions.get(found[1] ?? '');
        if (!session)
          return answer(404, { error: { message: 'No such session', type: 'invalid_request_error' } });
        if (found[2]) session.status = 'expired';
        return answer(200, session);
      }
      if (request.method === 'GET' && path === '/v1/refunds')
        return answer(200, { object: 'list', data: [], has_more: false });
      if (request.method === 'POST' && path === '/v1/refunds') {
        refunds.set(key, Number(form.get('amount')));
        return answer(200, { id: `re_${key}`, status: 'succeeded' });
      }
      answer(500, {
        error: { message: `Not answered by the double: ${request.method} ${path}`, type: 'api_error' },
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sessions,
    refunds,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections(); // its client keeps them open
      }),
  };
}

/** The header with which Stripe signs an event: https://docs.stripe.com/webhooks#verify-manually */
export function stripeSignature(body: string, secret: string, at: Date): string {
  const time = Math.floor(at.getTime() / 1000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}
