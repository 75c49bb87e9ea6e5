import { describe, expect, inject, it } from 'vitest';

const shop = inject('shopUrl');

interface Chunk {
  readonly type: string;
  readonly id?: string;
  readonly delta?: string;
  readonly data?: {
    readonly id?: string;
    readonly count?: number;
    readonly cards?: readonly { readonly choose: string | null }[];
  };
}

/** A browser's side of the chat: its cookie, and the conversation it is in. */
class Visitor {
  cookie = '';
  conversation: string | null = null;

  async post(body: string, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(`${shop}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: shop, cookie: this.cookie, ...headers },
      body,
    });
    const [set] = response.headers.getSetCookie();
    if (set) this.cookie = set.split(';')[0] ?? '';
    return response;
  }

  async say(text: string): Promise<readonly Chunk[]> {
    const response = await this.post(
      JSON.stringify({ conversationId: this.conversation, message: { text }, page: { path: '/' } }),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const chunks = (await response.text())
      .split('\n\n')
      .map((event) => event.replace(/^data: /, ''))
      .filter((event) => event.startsWith('{'))
      .map((event) => JSON.parse(event) as Chunk);
    this.conversation =
      chunks.find(({ type }) => type === 'data-conversation')?.data?.id ?? this.conversation;
    return chunks;
  }

  reach(path: string, method = 'GET', origin = shop): Promise<Response> {
    return fetch(shop + path, { method, headers: { origin, cookie: this.cookie } });
  }
}

const wordsOf = (chunks: readonly Chunk[]) => chunks.map(({ delta }) => delta ?? '').join('');
const at = (chunks: readonly Chunk[], type: string) => chunks.findIndex((chunk) => chunk.type === type);

describe('a turn over HTTP', () => {
  it('streams the conversation first, then need and products, then words', async () => {
    const chunks = await new Visitor().say('trail shoes under $150');
    const order = ['data-conversation', 'data-need', 'data-products', 'text-start', 'finish'].map((type) =>
      at(chunks, type),
    );
    expect(order.every((place) => place >= 0)).toBe(true);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(wordsOf(chunks)).toMatch(/\$\d/);
  });

  it('sets a visitor cookie that no script reads', async () => {
    const response = await new Visitor().post(JSON.stringify({ message: { text: 'hello' } }));
    await response.text();
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  it('gives two needs of one message a group of cards each', async () => {
    const chunks = await new Visitor().say('a gel without caffeine and a bottle under $20');
    expect(chunks.filter(({ type }) => type === 'data-products').map(({ id }) => id)).toEqual([
      'group-1',
      'group-2',
    ]);
  });

  it('shows markup in a question as the text it is', async () => {
    const visitor = new Visitor();
    const text = '<img src=x onerror=alert(1)> trail shoes';
    expect(wordsOf(await visitor.say(text))).not.toContain('<img');
    const history = (await (await visitor.reach(`/api/chat/${visitor.conversation}`)).json()) as {
      readonly messages: readonly { readonly parts: readonly { readonly text?: string }[] }[];
    };
    expect(history.messages[0]?.parts[0]?.text).toBe(text);
  });

  it('answers an empty question with words and no cards', async () => {
    const chunks = await new Visitor().say('   ');
    expect(wordsOf(chunks).length).toBeGreaterThan(10);
    expect(at(chunks, 'data-products')).toBe(-1);
  });

  it('answers 20 KB with a short refusal and goes on', async () => {
    const visitor = new Visitor();
    expect(wordsOf(await visitor.say('x'.repeat(20_000))).split(/\s+/).length).toBeLessThan(60);
    expect(at(await visitor.say('headlamps'), 'data-products')).toBeGreaterThan(0);
  });
});

describe('a request that is no turn', () => {
  const good = JSON.stringify({ message: { text: 'gels' } });

  it('is refused from another origin', async () => {
    const response = await new Visitor().post(good, { origin: 'https://elsewhere.example' });
    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toMatch(/problem\+json/);
  });

  it.each(['{"message":', '[]', '{"message":{"text":3}}', ''])('is refused as %j', async (body) => {
    expect((await new Visitor().post(body)).status).toBe(400);
  });

  it('is refused above the limit of bytes', async () => {
    expect((await new Visitor().post(JSON.stringify({ message: { text: 'x'.repeat(40_000) } }))).status).toBe(
      413,
    );
  });
});

describe('a conversation', () => {
  it('is its visitor’s own: read, stopped and deleted by nobody else', async () => {
    const [own, other] = [new Visitor(), new Visitor()];
    await own.say('headlamps');
    await other.say('gels');
    const path = `/api/chat/${own.conversation}`;
    expect((await own.reach(path)).status).toBe(200);
    expect((await other.reach(path)).status).toBe(404);
    expect((await other.reach(`${path}/stop`, 'POST')).status).toBe(404);
    expect((await other.reach(path, 'DELETE')).status).toBe(404);
    expect((await own.reach(path, 'DELETE', 'https://elsewhere.example')).status).toBe(403);
    expect((await own.reach(`${path}/stop`, 'POST')).status).toBe(202);
    expect((await own.reach(path, 'DELETE')).status).toBe(204);
    expect((await own.reach(path)).status).toBe(404);
  });

  it('is listed with its first words, to its visitor only, until all are deleted', async () => {
    const [own, other] = [new Visitor(), new Visitor()];
    await own.say('headlamps under $60');
    await own.say('gels without caffeine');
    await other.say('race belts');
    const listed = async (visitor: Visitor) => {
      const response = await visitor.reach('/api/chat');
      const { conversations } = (await response.json()) as { conversations: { firstWords: string }[] };
      return conversations.map(({ firstWords }) => firstWords);
    };
    expect(await listed(own)).toEqual(['headlamps under $60']);
    expect(await listed(new Visitor())).toEqual([]);
    expect((await own.reach('/api/chat', 'DELETE', 'https://elsewhere.example')).status).toBe(403);
    expect(await (await own.reach('/api/chat', 'DELETE')).json()).toEqual({ deleted: 1 });
    expect(await listed(own)).toEqual([]);
    expect(await listed(other)).toEqual(['race belts']);
  });

  it('begins anew under an id that is unknown or another visitor’s, and says which it is now', async () => {
    const [own, other] = [new Visitor(), new Visitor()];
    await own.say('headlamps under $60');
    for (const id of [own.conversation, 'gone-long-ago', '']) {
      other.conversation = id;
      await other.say('gels');
      expect(other.conversation).not.toBe(id);
    }
    const { messages } = (await (await own.reach(`/api/chat/${own.conversation}`)).json()) as {
      messages: readonly unknown[];
    };
    expect(messages).toHaveLength(2);
  });

  it('goes on with a kit: what is owned is left out, and a new search leaves the kit', async () => {
    const visitor = new Visitor();
    await visitor.say('put together a kit for my first road marathon under $300');
    expect(wordsOf(await visitor.say('I already have a belt'))).toMatch(/Left out because you have it/);
    await visitor.say('trail shoes under $150');
    expect(wordsOf(await visitor.say('in size 9'))).not.toMatch(/kit|race day/i);
  });

  it('comes back with its messages in order', async () => {
    const visitor = new Visitor();
    await visitor.say('trail shoes under $150');
    await visitor.say('waterproof ones');
    const response = await visitor.reach(`/api/chat/${visitor.conversation}`);
    const { messages } = (await response.json()) as { messages: readonly { readonly role: string }[] };
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant']);
  });

  it('changes the cart when asked, and only then', async () => {
    const visitor = new Visitor();
    const counts = async (text: string) =>
      (await visitor.say(text)).filter(({ type }) => type === 'data-cart').map(({ data }) => data?.count);
    expect(await counts('foot powder')).toEqual([]);
    expect(await counts('the first one looks nice')).toEqual([]);
    expect(await counts("what's in my cart")).toEqual([0]);
    expect(await counts('add the Drystone Foot Powder to my cart')).toEqual([1]);
  });

  it('puts no size into the cart that nobody named', async () => {
    const visitor = new Visitor();
    const chunks = await visitor.say('trail shoes under $150');
    const cards = chunks.find(({ type }) => type === 'data-products')?.data?.cards ?? [];
    expect(cards.map(({ choose }) => choose)).toEqual(cards.map(() => 'Choose size and color'));
    const added = await visitor.say('add the first one to my cart');
    expect(added.find(({ type }) => type === 'data-cart')?.data?.count).toBe(0);
    expect(wordsOf(added)).toMatch(/which size/i);
  });

  it('is answered to the end when the reader leaves, and read again by another', async () => {
    const visitor = new Visitor();
    await visitor.say('headlamps');
    const left = await visitor.post(
      JSON.stringify({ conversationId: visitor.conversation, message: { text: 'gels without caffeine' } }),
    );
    await left.body?.cancel();
    const path = `/api/chat/${visitor.conversation}`;
    const resumed = await visitor.reach(`${path}/stream`);
    if (resumed.status === 200) expect(await resumed.text()).toContain('"finish"');
    const answered = async () => {
      const { messages } = (await (await visitor.reach(path)).json()) as {
        messages: readonly { role: string }[];
      };
      return messages.map(({ role }) => role);
    };
    await expect.poll(answered).toEqual(['user', 'assistant', 'user', 'assistant']);
    expect((await visitor.reach(`${path}/stream`)).status).toBe(204);
    expect((await new Visitor().reach(`${path}/stream`)).status).toBe(204);
  });
});
