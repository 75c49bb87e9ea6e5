import { isIP } from 'node:net';
import { z } from 'zod';

const text = z.string().trim().min(1);
const optionalUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional();
const optionalOrigin = optionalUrl.transform((url) => url && new URL(url).origin);
const anyWholeNumber = (least: number, most: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${least} to ${most}` })
    .int()
    .min(least)
    .max(most);
const wholeNumber = (least: number, most: number, otherwise: number) =>
  anyWholeNumber(least, most).default(otherwise);
const price = z.coerce.number({ error: 'must be an amount of money, such as 2.50' }).min(0).max(1_000_000);

/** An address, a network as CIDR, or one of the words for what is near. */
function isNetwork(given: string): boolean {
  if (given === 'loopback' || given === 'private') return true;
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(given) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits ?? 0) <= (version === 6 ? 128 : 32);
}

/** What is limited by who asks (src/http/limits.ts). */
export const LIMITED = [
  'search',
  'suggestions',
  'conversation',
  'hand-off',
  'answer-mail',
  'sign-in-mail',
  'sign-in',
  'order-look-up',
  'review',
  'code',
  'checkout',
  'order',
  'back-office',
  'agents',
] as const;

function isLimit(given: string): boolean {
  const [, name, most] = /^([a-z-]+)\.(?:visitor|newcomers|address)=(\d{1,7})$/.exec(given) ?? [];
  return LIMITED.some((one) => one === name) && Number(most) > 0;
}

const schema = z
  .object({
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
      .optional(),
    DATABASE_POOL_SIZE: wholeNumber(1, 200, 10),
    WORKERS: anyWholeNumber(1, 64).optional(),
    DATABASE_PREPARE: z
      .enum(['on', 'off'], {
        error: 'must be on, or off behind a pooler that hands a connection out for one transaction',
      })
      .default('on'),
    SHELFTALK_DATA_DIR: text.optional(),
    CONTENT_DIR: text.default('content'),
    SITE_URL: z
      .url({ protocol: /^https?$/, error: 'must be an http(s) URL', abort: true })
      .refine(
        (url) => /^\w+:\/\/[^/?#@]+\/?$/.test(url),
        'must be an origin without a path, such as https://shop.example',
      )
      .transform((url) => new URL(url).origin)
      .optional(),
    HOST: text.default('127.0.0.1'),
    PORT: wholeNumber(1, 65_535, 4321),
    TRUSTED_PROXIES: z
      .string()
      .default('')
      .transform((given) => given.split(/[\s,]+/).filter(Boolean))
      .refine(
        (proxies) => proxies.every(isNetwork),
        'must be addresses or networks such as 10.0.0.0/8 with commas between, or the words loopback and private',
      ),
    LIMITS: z
      .string()
      .default('')
      .transform((given) => given.split(/[\s,]+/).filter(Boolean))
      .refine(
        (given) => given.every(isLimit),
        `must be limits such as conversation.address=2400 with commas between; they are ${LIMITED.join(', ')}, each with .visitor, .newcomers and .address`,
      )
      .transform(
        (given) =>
          new Map(
            given.map((one) => {
              const at = one.indexOf('=');
              return [one.slice(0, at), Number(one.slice(at + 1))] as const;
            }),
          ) as ReadonlyMap<string, number>,
      ),
    LLM_PROVIDER: z
      .enum(['offline', 'openai', 'anthropic'], {
        error: 'must be offline, openai (any OpenAI-compatible server) or anthropic',
      })
      .default('offline'),
    LLM_MODEL: text.optional(),
    LLM_API_KEY: text.optional(),
    LLM_BASE_URL: optionalUrl,
    LLM_TIMEOUT_MS: wholeNumber(50, 9_000, 6_000),
    LLM_TURN_MS: wholeNumber(50, 9_000, 8_500),
    LLM_TOKENS_PER_TURN: wholeNumber(1, 10_000_000, 100_000),
    LLM_TOKENS_PER_VISITOR: wholeNumber(1, 1_000_000_000, 500_000),
    LLM_TOKENS_PER_ADDRESS: wholeNumber(1, 1_000_000_000, 2_000_000),
    LLM_TOKENS_PER_DAY: wholeNumber(1, 1_000_000_000_000, 10_000_000),
    LLM_PRICE_IN: price.default(0),
    LLM_PRICE_OUT: price.default(0),
    LLM_SPEND_PER_TURN: price.optional(),
    LLM_SPEND_PER_VISITOR: price.optional(),
    LLM_SPEND_PER_ADDRESS: price.optional(),
    LLM_SPEND_PER_DAY: price.optional(),
    EMBEDDING_PROVIDER: z
      .enum(['offline', 'openai'], {
        error: 'must be offline or openai (any OpenAI-compatible server)',
      })
      .default('offline'),
    EMBEDDING_MODEL: text.optional(),
    EMBEDDING_API_KEY: text.optional(),
    EMBEDDING_BASE_URL: optionalUrl,
    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^(sk|rk)_(test|live)_/, 'must be a secret or restricted key of Stripe, such as sk_test_…')
      .optional(),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_/, 'must be the signing secret of a Stripe webhook, such as whsec_…')
      .optional(),
    STRIPE_API_BASE: optionalUrl,
    INDEXNOW_KEY: z
      .string()
      .regex(/^[a-zA-Z0-9-]{8,128}$/, 'must be 8 to 128 letters, digits or hyphens')
      .optional(),
    REVIEW_SECRET: z
      .string()
      .min(32, 'must be at least 32 characters, so that nobody can guess the links to write a review')
      .optional(),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
      .optional(),
    MAIL_FROM: z.email({ error: 'must be an e-mail address' }).optional(),
    OUTBOX_DIR: text.default('var/outbox'),
    PICTURES_DIR: text.default('var/pictures'),
    PICTURES_MB: wholeNumber(10, 1_000_000, 1_000),
    PICTURE_HOSTS: z
      .enum(['public', 'any'], { error: 'must be public, or any where photographs lie in this network' })
      .default('public'),
    SHOPIFY_URL: optionalOrigin,
    SHOPIFY_TOKEN: text.optional(),
    SHOPIFY_SECRET: text.optional(),
    WOOCOMMERCE_URL: optionalUrl.transform((url) => url?.replace(/(?<!\/)\/+$/, '')),
    WOOCOMMERCE_KEY: text.optional(),
    WOOCOMMERCE_SECRET: text.optional(),
    WOOCOMMERCE_WEBHOOK_SECRET: text.optional(),
    WEBHOOK_HOSTS: z
      .enum(['public', 'any'], { error: 'must be public, or any where programs of this network are told' })
      .default('public'),
    AGENT_TEST_SECRET: z
      .string()
      .min(12, 'must be at least 12 characters, so that nobody guesses it')
      .optional(),
    METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters, so that nobody guesses it').optional(),
    PAGE_CACHE_MB: wholeNumber(0, 4_096, 32),
    NODE_ENV: text.optional(),
    LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  })
  .superRefine((given, context) => {
    const needs = (key: keyof typeof given, because: string) => {
      if (!given[key]) context.addIssue({ code: 'custom', path: [key], message: `is needed ${because}` });
    };
    if (given.LLM_PROVIDER !== 'offline') {
      needs('LLM_MODEL', `when LLM_PROVIDER is ${given.LLM_PROVIDER}`);
      if (!given.LLM_BASE_URL) needs('LLM_API_KEY', 'unless LLM_BASE_URL names a server of your own');
    }
    const spends = [
      'LLM_SPEND_PER_TURN',
      'LLM_SPEND_PER_VISITOR',
      'LLM_SPEND_PER_ADDRESS',
      'LLM_SPEND_PER_DAY',
    ] as const;
    if (spends.some((key) => given[key] !== undefined)) {
      needs('LLM_PRICE_IN', 'so that a cap on spending can be kept: the price of a million tokens read');
      needs('LLM_PRICE_OUT', 'so that a cap on spending can be kept: the price of a million tokens written');
    }
    if (given.STRIPE_SECRET_KEY)
      needs('STRIPE_WEBHOOK_SECRET', 'so that payments are heard of when a shopper does not come back');
    if (given.SHOPIFY_URL) needs('SHOPIFY_TOKEN', 'to read that shop');
    if (given.WOOCOMMERCE_URL) {
      needs('WOOCOMMERCE_KEY', 'to read that shop');
      needs('WOOCOMMERCE_SECRET', 'to read that shop');
    }
    if (given.EMBEDDING_PROVIDER !== 'offline') {
      needs('EMBEDDING_MODEL', `when EMBEDDING_PROVIDER is ${given.EMBEDDING_PROVIDER}`);
      if (!given.EMBEDDING_BASE_URL)
        needs('EMBEDDING_API_KEY', 'unless EMBEDDING_BASE_URL names a server of your own');
    }
  })
  .transform(({ SITE_URL, SHELFTALK_DATA_DIR, ...given }) => ({
    ...given,
    SHELFTALK_DATA_DIR: SHELFTALK_DATA_DIR ?? databaseOf(given.CONTENT_DIR),
    SITE_URL: SITE_URL ?? reachedAt(given.HOST, given.PORT),
  }));

/** A folder of words has a database of its own, so that one setting leaves one shop for another. */
function databaseOf(words: string): string {
  const name = words.split(/[/\\]/).findLast(Boolean);
  return !name || name === 'content' ? 'var/database' : `var/database-${name}`;
}

const THIS_MACHINE = new Set(['127.0.0.1', '0.0.0.0', '::1', '::']);

/** The origin of a server that listens there, as seen from its own machine. */
function reachedAt(host: string, port: number): string {
  const name = THIS_MACHINE.has(host) ? 'localhost' : isIP(host) === 6 ? `[${host}]` : host;
  return new URL(`http://${name}:${port}`).origin;
}

export type Environment = z.infer<typeof schema>;

/** Thrown once at start-up with every missing or wrong variable, one a line, for the person who deploys. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** Reads and checks every variable the shop knows; an empty variable counts as not set. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  throw new EnvironmentError(`The environment has ${lines.length} problem(s):\n${lines.join('\n')}`);
}

let current: Environment | undefined;

/** The process's own environment, read once. The only place that looks at `process.env`. */
export function environment(): Environment {
  return (current ??= readEnvironment(process.env));
}
