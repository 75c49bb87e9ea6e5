import { anthropicEvent, anthropicOpening, openaiChunk, type Step } from '#test/doubles/llm-server.ts';
import {
  anthropicCall,
  anthropicEnd,
  anthropicText,
  anthropicThoughts,
  openaiCalls,
  openaiWords,
} from './wire-events.ts';

/** A habit of models on the wire, and what the shopper reads of it. */
export interface WireCase {
  readonly habit: string;
  /** Models and servers that are known for it. */
  readonly of: string;
  readonly asked: string;
  readonly steps: readonly Step[];
  /** The whole answer, or null for the offline model's own words. */
  readonly reads: string | null;
  /** Tools that answered, in order. */
  readonly tools: readonly string[];
  /** Why the offline model took over; absent where it did not. */
  readonly because?: string;
}

const ASKED = 'trail shoes under $100';
const ADD = 'add the Plover in US M 9 blue to my cart';
const FITS = 'The Plover fits at $89 exactly.';
const query = { query: ASKED };
const search: Step = { wire: openaiCalls({ name: 'search_products', args: query }) };
const fits: Step = { wire: openaiWords(['The Plover fits', ' at $89 exactly.']) };
const found = ['search_products'];
const words = (text: string, finish?: string): Step => ({
  wire: openaiWords(text.match(/.{1,7}/gs) ?? [], finish),
});

/** Over OpenAI's chat completions, which most servers speak. */
export const OPENAI_WIRES: readonly WireCase[] = [
  {
    habit: 'thoughts in a field of their own beside empty content',
    of: 'DeepSeek R1 and V3 at its own API; vLLM with a reasoning parser',
    asked: ASKED,
    steps: [
      {
        wire: [
          openaiChunk({ role: 'assistant', content: null, reasoning_content: 'They want shoes. I search.' }),
          ...openaiCalls({ name: 'search_products', args: query }),
        ],
      },
      {
        wire: [
          openaiChunk({ role: 'assistant', content: null, reasoning_content: 'One. The Plover, $89.' }),
          openaiChunk({ content: 'The Plover fits at $89 exactly.', reasoning_content: null }),
          openaiChunk({ content: '' }, 'stop'),
          'data: {"id":"u","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":9,"total_tokens":18}}\n\n',
          'data: [DONE]\n\n',
        ],
      },
    ],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'thoughts whose opening tag the chat template swallowed',
    of: 'DeepSeek R1 and its distillates on vLLM, SGLang, llama.cpp',
    asked: ASKED,
    steps: [
      {
        wire: [
          openaiChunk({ role: 'assistant', content: 'Okay, they want shoes. I should search.\n</thi' }),
          openaiChunk({ content: 'nk>\n\n' }),
          ...openaiCalls({ name: 'search_products', args: query }),
        ],
      },
      words(
        'One thing came back. It is the Plover. I say that.\n</think>\n\nThe Plover fits at $89 exactly.',
      ),
    ],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'thoughts in tags before every reply, the tags split over tokens, also empty ones',
    of: 'Qwen3 on Ollama and vLLM',
    asked: ASKED,
    steps: [
      {
        wire: [
          openaiChunk({ role: 'assistant', content: '<think>\nOkay, shoes. ' }),
          openaiChunk({ content: 'Call the tool.\n</think>\n\n' }),
          ...openaiCalls({ name: 'search_products', args: query }),
        ],
      },
      words('<think>\n\n</think>\n\nThe Plover fits at $89 exactly.'),
    ],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'channels whose marks the server took away',
    of: 'gpt-oss on servers that skip special tokens',
    asked: ASKED,
    steps: [
      search,
      words('analysisThey get one. Say so briefly.assistantfinalThe Plover fits at $89 exactly.'),
    ],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'a call as JSON in the words, in a fence, and “stop”',
    of: 'Llama 3.2 and Qwen2.5-Coder on Ollama',
    asked: ASKED,
    steps: [words('```json\n{"name": "search_products", "parameters": {"query": "trail shoes"}}\n```')],
    reads: null,
    tools: found,
    because: 'unclear',
  },
  {
    habit: 'a call between tags in the words',
    of: 'Qwen2.5 and Hermes without a tool parser',
    asked: ASKED,
    steps: [
      words('<tool_call>\n{"name": "search_products", "arguments": {"query": "trail shoes"}}\n</tool_call>'),
    ],
    reads: null,
    tools: found,
    because: 'unclear',
  },
  {
    habit: 'a call behind a mark in the words',
    of: 'Mistral and Llama 3.3 without a tool parser',
    asked: ASKED,
    steps: [
      search,
      words('The Plover fits at $89 exactly. [TOOL_CALLS][{"name": "view_cart", "arguments": {}}]'),
    ],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'the tool’s answer played in prose, data and all',
    of: 'Llama 3.1 8B, Gemma',
    asked: ASKED,
    steps: [
      search,
      words(
        'I called search_products and it returned this. {"products": [{"title": "Plover", "price": "$89"}]}\nThe Plover fits at $89 exactly.',
      ),
    ],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'goes on with the shopper’s part',
    of: 'small models, and base models behind a chat template',
    asked: ASKED,
    steps: [
      search,
      words(
        'You say: The Plover fits at $89 exactly.\nShopper: do you have it in blue?\nYou say: Yes, the Plover comes in blue.',
      ),
    ],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'two calls side by side in one reply',
    of: 'GPT-4o and later',
    asked: ASKED,
    steps: [
      {
        wire: openaiCalls(
          { name: 'search_products', args: query },
          { name: 'answer_from_content', args: { question: 'can I return worn shoes' } },
        ),
      },
      words('The Plover fits at $89 exactly. Worn shoes may come back within 45 days of delivery.'),
    ],
    reads: 'The Plover fits at $89 exactly. Worn shoes may come back within 45 days of delivery.',
    tools: ['search_products', 'answer_from_content'],
  },
  {
    habit: 'a whole call in one event, “stop” in the place of “tool_calls”',
    of: 'Ollama, LM Studio',
    asked: ASKED,
    steps: [
      {
        wire: [
          openaiChunk({
            role: 'assistant',
            content: '',
            tool_calls: [
              {
                index: 0,
                id: 'call_ollama',
                type: 'function',
                function: { name: 'search_products', arguments: JSON.stringify(query) },
              },
            ],
          }),
          openaiChunk({ content: '' }, 'stop'),
          'data: [DONE]\n\n',
        ],
      },
      fits,
    ],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'arguments encoded twice: a string that holds the object',
    of: 'GLM and Qwen on some servers',
    asked: ASKED,
    steps: [
      { wire: openaiCalls({ name: 'search_products', args: JSON.stringify(JSON.stringify(query)) }) },
      fits,
    ],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'arguments that are no JSON',
    of: 'Mistral 7B, Llama 3.1 8B',
    asked: ASKED,
    steps: [{ wire: openaiCalls({ name: 'search_products', args: "{query: 'trail shoes'," }) }, fits],
    reads: null,
    tools: found,
    because: 'unclear',
  },
  {
    habit: 'arguments of the wrong kind: a string for a list, a word for a number',
    of: 'Llama 3, Gemini through a compatible server',
    asked: 'tell me about the Plover',
    steps: [
      { wire: openaiCalls({ name: 'product_details', args: { slugs: 'plover' } }) },
      { wire: openaiCalls({ name: 'product_details', args: { slugs: ['plover'] } }) },
      words('The Plover costs $89 exactly.'),
    ],
    reads: 'The Plover costs $89 exactly.',
    tools: ['product_details', 'product_details'],
  },
  {
    habit: 'a tool that does not exist, or with a prefix',
    of: 'Llama 3, gpt-oss (“functions.…”)',
    asked: ASKED,
    steps: [
      { wire: openaiCalls({ name: 'functions.search_products', args: query }) },
      { wire: openaiCalls({ name: 'find_shoes', args: query }) },
      search,
      fits,
    ],
    reads: FITS,
    tools: ['search_products', 'find_shoes', 'search_products'],
  },
  {
    habit: 'the same id for every reply and every call',
    of: 'Ollama (replies), Kimi K2 and small servers (calls)',
    asked: 'how do the Plover and the Heron Dry compare',
    steps: [
      { wire: openaiCalls({ name: 'product_details', args: { slugs: ['plover'] }, id: 'call_0' }) },
      { wire: openaiCalls({ name: 'product_details', args: { slugs: ['heron-dry'] }, id: 'call_0' }) },
      words('The Plover costs $89 and the Heron Dry $119.'),
    ],
    reads: 'The Plover costs $89 and the Heron Dry $119.',
    tools: ['product_details', 'product_details'],
  },
  {
    habit: 'nothing at all, and “stop”',
    of: 'Gemini through a compatible server, quantized models',
    asked: ASKED,
    steps: [search, { wire: openaiWords([]) }],
    reads: null,
    tools: found,
    because: 'unclear',
  },
  {
    habit: 'the most tokens are reached in mid-sentence',
    of: 'any model',
    asked: ASKED,
    steps: [search, words('The Plover fits at $89 exactly. It also has a', 'length')],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'a filter ends the reply',
    of: 'Azure OpenAI',
    asked: ASKED,
    steps: [search, words('The Plover fits at $89 exactly. It is', 'content_filter')],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'a heading with a picture, a table, bold words, a line in praise',
    of: 'GPT-4o, Gemini, Llama 4',
    asked: ASKED,
    steps: [
      search,
      words(
        '## 🥾 Top pick\n\n| Shoe | Price |\n|---|---|\n| Plover | $89 |\n\n**The Plover** fits at **$89** exactly. 🎉\n\nHurry, it is selling fast!',
      ),
    ],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'says it is done, and calls nothing',
    of: 'small models, and large ones in long conversations',
    asked: ADD,
    steps: [words('I have added the Plover in US M 9 blue to your cart! Use code SAVE10 at checkout.')],
    reads: null,
    tools: ['change_cart'],
    because: 'unclear',
  },
  {
    habit: 'announces a look-up, and calls nothing',
    of: 'Claude Haiku, GPT-4o mini',
    asked: ASKED,
    steps: [words('Sure! Let me check that for you.')],
    reads: null,
    tools: found,
    because: 'unclear',
  },
  {
    habit: 'comments between events, then an error in mid-stream',
    of: 'OpenRouter',
    asked: ASKED,
    steps: [
      search,
      {
        wire: [
          ': OPENROUTER PROCESSING\n\n',
          openaiChunk({ role: 'assistant', content: 'The Plover' }),
          'data: {"error":{"code":502,"message":"Provider disconnected"}}\n\n',
        ],
      },
    ],
    reads: null,
    tools: found,
    because: 'failed',
  },
  {
    habit: 'a sentence in its own language among the shopper’s',
    of: 'Qwen, GLM, DeepSeek',
    asked: ASKED,
    steps: [search, words('The Plover fits at $89 exactly. 这双鞋非常适合越野跑。')],
    reads: FITS,
    tools: found,
  },
];

const open = (...events: readonly (readonly string[])[]): Step => ({
  wire: [anthropicOpening(), anthropicEvent('ping', {}), ...events.flat()],
});
const searches = open(anthropicCall(0, 'search_products', query), anthropicEnd('tool_use'));

/** Over Anthropic's messages. */
export const ANTHROPIC_WIRES: readonly WireCase[] = [
  {
    habit: 'a block of thoughts, a preface, then the call',
    of: 'Claude with extended thinking',
    asked: ASKED,
    steps: [
      open(
        anthropicThoughts(0, 'They want trail shoes. I search.'),
        anthropicText(1, 'I’ll look through the trail shoes. ', 'One moment.'),
        anthropicCall(2, 'search_products', query),
        anthropicEnd('tool_use'),
      ),
      open(
        anthropicThoughts(0, 'One. Say it.'),
        anthropicText(1, 'The Plover fits', ' at $89 exactly.'),
        anthropicEnd('end_turn'),
      ),
    ],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'two calls in one message, the second without arguments',
    of: 'Claude 4',
    asked: ASKED,
    steps: [
      open(
        anthropicCall(0, 'search_products', query),
        anthropicCall(1, 'view_cart'),
        anthropicEnd('tool_use'),
      ),
      open(anthropicText(0, 'The Plover fits at $89 exactly.'), anthropicEnd('end_turn')),
    ],
    reads: FITS,
    tools: ['search_products', 'view_cart'],
  },
  {
    habit: 'the answer between tags of its own',
    of: 'Claude 3',
    asked: ASKED,
    steps: [
      searches,
      open(
        anthropicText(
          0,
          '<thinking>One fits. ',
          'Say it.</thin',
          'king>\n<answer>The Plover fits at $89 exactly.</answer>',
        ),
        anthropicEnd('end_turn'),
      ),
    ],
    reads: FITS,
    tools: found,
  },
  {
    habit: 'the server is overloaded in mid-stream',
    of: 'Anthropic’s API',
    asked: ASKED,
    steps: [
      searches,
      open(anthropicText(0, 'The Plover'), [
        anthropicEvent('error', { error: { type: 'overloaded_error', message: 'Overloaded' } }),
      ]),
    ],
    reads: null,
    tools: found,
    because: 'failed',
  },
  {
    habit: 'a call that the most tokens cut',
    of: 'any model',
    asked: ASKED,
    steps: [open(anthropicCall(0, 'search_products', '{"query": "trail sh'), anthropicEnd('max_tokens'))],
    reads: null,
    tools: found,
    because: 'unclear',
  },
  {
    habit: 'a refusal without words',
    of: 'Claude 4',
    asked: ASKED,
    steps: [open(anthropicEnd('refusal'))],
    reads: null,
    tools: found,
    because: 'unclear',
  },
  {
    habit: 'the claim before the call that makes it true',
    of: 'Claude 3.5 and later',
    asked: ADD,
    steps: [
      open(
        anthropicText(0, 'I have added it to your cart.'),
        anthropicCall(1, 'change_cart', { slug: 'plover', action: 'add', options: 'US M 9 blue' }),
        anthropicEnd('tool_use'),
      ),
      open(anthropicText(0, 'The Plover is in your cart at $89.'), anthropicEnd('end_turn')),
    ],
    reads: 'The Plover is in your cart at $89.',
    tools: ['change_cart'],
  },
];
