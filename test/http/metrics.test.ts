import { describe, expect, inject, it } from 'vitest';

const shop = inject('shopUrl');
const authorization = 'Bearer served-shop-metrics';

const scrape = async (): Promise<string> => {
  const answer = await fetch(`${shop}/metrics`, { headers: { authorization } });
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return answer.text();
};

/** The value of a line, by its name and labels as they are printed; 0 where it is not there yet. */
const valueOf = (text: string, line: string): number =>
  Number(
    text
      .split('\n')
      .find((one) => one.startsWith(`${line} `))
      ?.slice(line.length + 1) ?? 0,
  );

describe('/metrics', () => {
  it.each([undefined, 'Bearer ', 'Bearer served-shop-metricz', 'Basic served-shop-metrics'])(
    'is a page that does not exist for who shows %s',
    async (given) => {
      const answer = await fetch(`${shop}/metrics`, { headers: given ? { authorization: given } : {} });
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('process_resident_memory_bytes');
    },
  );

  it('counts requests by the pattern of their route, what is no page and what is a file among them', async () => {
    const lines = [
      'http_requests_total{method="GET",route="/p/[slug]",status="200"}',
      'http_requests_total{method="GET",route="/404",status="404"}',
      'http_requests_total{method="GET",route="file",status="200"}',
      'http_request_duration_seconds_count{route="/p/[slug]"}',
    ];
    const before = await scrape();
    for (const path of ['/p/quarter-25-gel', '/p/quarter-25-gel', '/no-such/place', '/favicon.svg'])
      await (await fetch(shop + path)).arrayBuffer();
    const after = await scrape();
    expect(lines.map((line) => valueOf(after, line) - valueOf(before, line))).toEqual([2, 1, 1, 2]);
  });

  it('counts turns of the conversation and tells of jobs, index and database', async () => {
    const turns = 'shelftalk_turns_total{model="offline",outcome="answered"}';
    const before = await scrape();
    const answer = await fetch(`${shop}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: { text: 'waterproof jackets' } }),
    });
    await answer.text();
    const after = await scrape();
    expect(valueOf(after, turns)).toBe(valueOf(before, turns) + 1);
    expect(valueOf(after, 'shelftalk_statements_total')).toBeGreaterThan(
      valueOf(before, 'shelftalk_statements_total'),
    );
    expect(valueOf(after, 'shelftalk_catalogue_version')).toBeGreaterThan(0);
    expect(valueOf(after, 'shelftalk_index_products{state="indexed"}')).toBeGreaterThan(10);
    expect(valueOf(after, 'http_requests_in_flight')).toBe(1);
    for (const name of ['shelftalk_jobs', 'shelftalk_hand_offs_waiting', 'shelftalk_database_waiting'])
      expect(after).toContain(`# TYPE ${name} gauge\n`);
  });
});
