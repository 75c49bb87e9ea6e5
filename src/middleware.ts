import { messagesOf } from '#src/messages/messages.ts';
import type { APIContext, MiddlewareNext } from 'astro';
import { defineMiddleware } from 'astro:middleware';
import { outageOf, outageTold, type Outage } from '#src/database/outage.ts';
import { withPatience, type Patience } from '#src/database/patience.ts';
import { asIfPublished } from '#src/editorial/content.ts';
import { standingAt } from '#src/editorial/revisions/edit-page.ts';
import { environment } from '#src/environment.ts';
import { noteError } from '#src/error-centre/note-error.ts';
import { departed } from '#src/feeds/departed.ts';
import { twinOf } from '#src/feeds/markdown-path.ts';
import { contentUsage } from '#src/feeds/robots.ts';
import { clientsBehind, type ClientOf } from '#src/http/client.ts';
import { compressed } from '#src/http/compress.ts';
import { contentSecurityPolicy } from '#src/http/content-security-policy.ts';
import { isForeign } from '#src/http/foreign.ts';
import { guards } from '#src/http/guards.ts';
import { prefersMarkdown } from '#src/http/negotiate.ts';
import { outagePage, outageWords, RETRY_AFTER_S } from '#src/http/outage-page.ts';
import { plainPage } from '#src/http/plain-page.ts';
import { problem } from '#src/http/problem.ts';
import { FormTooLong, MOST_FORM_BYTES } from '#src/http/read-form.ts';
import { varyBy, withValidators } from '#src/http/validators.ts';
import { visitorOf } from '#src/http/visitor.ts';
import { log } from '#src/log/log.ts';
import { asRequest, currentRequest, requestId } from '#src/log/request-id.ts';
import { pagePolicy } from '#src/page-data/page-policy.ts';
import { shop } from '#src/shop.ts';
import { plannedUntil, plans } from '#src/word-desk/plans.ts';
import { pageOf } from '#src/word-desk/page-of.ts';
import { studioCookie } from '#src/studio/session.ts';
import { isStudioRoute, passStudio, studioHeaders } from '#src/studio/studio-gate.ts';

let clientOf: ClientOf | undefined;

/** Every answer carries the same guards; a database that is away gives a readable 503 instead of a stack. */
export const onRequest = defineMiddleware((context, next) => {
  const { headers } = context.request;
  clientOf ??= clientsBehind(environment());
  const client = clientOf(peerOf(context), (name) => headers.get(name));
  context.locals.client = client;
  context.locals.visitor = visitorOf(context.cookies, client.isSecure, async () => (await shop()).visitorKey);
  const id = requestId(headers.get('x-request-id'), headers.get('traceparent'));
  return asRequest(id, async () => {
    const running = currentRequest();
    if (running) running.route = context.routePattern;
    const response = await withPatience(patienceWith(context), () => answer(context, next));
    if (!response.headers.has('x-request-id')) response.headers.set('x-request-id', id);
    return response;
  });
});

/** Whoever buys is waited for longer than whoever looks; a turn of the conversation is a look. */
const patienceWith = ({ request: { method }, url: { pathname } }: APIContext): Patience =>
  /^\/(?:checkout|order|ucp)\b/.test(pathname) ||
  (method !== 'GET' && method !== 'HEAD' && !/^\/(?:ask|who|mcp|api\/chat)\b/.test(pathname))
    ? 'buying'
    : 'browsing';

/** The address at the other end of the connection; undefined where it has closed meanwhile. */
function peerOf(context: APIContext): string | undefined {
  try {
    return context.clientAddress;
  } catch {
    return undefined;
  }
}

async function answer(context: APIContext, next: MiddlewareNext): Promise<Response> {
  const { request, url } = context;
  const from = performance.now();
  const asked = new URL(url); // a page that answers "not found" by rewriting moves the context's own
  let response: Response;
  try {
    response = holdsNul(context)
      ? unfitProblem()
      : isForged(context)
        ? notFromHere(context)
        : isStudioRoute(context.routePattern)
          ? await inStudio(context, next)
          : await forMachines(request, asked, next);
    response = await compressed(request, response); // reads a page whole, so what breaks while it is written is caught here
  } catch (error) {
    response = answerBroken(error, context, asked, await spokenHere());
  }
  for (const [name, value] of Object.entries(guards)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  if (needsPolicy(response))
    response.headers.set(
      'content-security-policy',
      await shop().then(pagePolicy, () => contentSecurityPolicy([])),
    );
  if (request.method === 'HEAD') response = withoutBody(response);
  const ms = Math.round(performance.now() - from);
  log().debug({ ...requestFacts(context, asked), status: response.status, ms }, 'answered');
  return response;
}

/** The same answer to HEAD: a stream is not begun for nobody. */
function withoutBody(response: Response): Response {
  void response.body?.cancel().catch(() => {});
  return new Response(null, response);
}

/** What is said where an answer broke; throws the error again where Astro answers with the page for it. */
function answerBroken(error: unknown, context: APIContext, asked: URL, locale: string): Response {
  if (error instanceof FormTooLong) return tooLongPage(locale);
  const outage = outageOf(error);
  const unfit = !outage && isUnfit(error);
  const program = /^\/(?:api|ucp)\//.test(asked.pathname);
  const status = outage ? 503 : 500;
  if (!unfit) {
    log().error(
      { ...requestFacts(context, asked), status, err: error },
      outage ? outageTold[outage] : 'failed',
    );
    const place = `${context.request.method} ${context.routePattern}`;
    void shop().then(
      ({ db }) => noteError(db, place, error),
      () => {}, // there is no shop to note it in
    );
  }
  if (!outage && !unfit && !program) throw error; // Astro answers with the page for it
  return unfit ? unfitProblem() : program ? programProblem(outage) : outagePage(outage ?? 'away', locale);
}

/** While pages are developed Vite writes styles and scripts into them, and this file is where it was written. */
const isBuilt = !import.meta.url.includes('/src/middleware.ts');

const needsPolicy = ({ headers }: Response): boolean =>
  isBuilt &&
  /^text\/html\b/.test(headers.get('content-type') ?? '') &&
  !headers.has('content-security-policy');

/** What the log tells of a request: no query, and the route instead of a path that holds a token. */
const requestFacts = ({ request, params, routePattern }: APIContext, { pathname }: URL) => ({
  method: request.method,
  path: params['token'] === undefined ? pathname : routePattern,
});

/** Doors for programs, which bring what proves who they are with each asking. */
const LOOK_AT_NO_COOKIE: ReadonlySet<string> = new Set([
  '/ucp/[...path]',
  '/acp/[...path]',
  '/oauth/token',
  '/oauth/revoke',
]);

/**
 * Whether a page of another site may have sent that in the visitor's name. A mail program ends a subscription by a form
 * without an origin (RFC 8058): there the signed token in the address is the permission, as in the back office the key
 * that no browser sends by itself.
 */
function isForged({ request, locals, routePattern }: APIContext): boolean {
  const { scheme, host } = locals.client;
  const asked = URL.parse(`${scheme}://${host}`)?.origin ?? '';
  return (
    routePattern !== '/unsubscribe/[token]' &&
    routePattern !== '/api/back-office/[...path]' &&
    routePattern !== '/api/connectors/[name]' &&
    !LOOK_AT_NO_COOKIE.has(routePattern) &&
    isForeign(request, [environment().SITE_URL, asked], { strict: isStudioRoute(routePattern) })
  );
}

/** The log says which address was expected: behind a proxy that is often the reason. */
function notFromHere({ request, locals, routePattern }: APIContext): Response {
  const { SITE_URL } = environment();
  const { scheme, host } = locals.client;
  const origin = request.headers.get('origin')?.slice(0, 200);
  log().warn(
    { path: routePattern, origin, SITE_URL, asked: `${scheme}://${host}` },
    'refused as from another site',
  );
  return problem(403, 'Not from this shop', `Only pages of ${SITE_URL} may do that.`);
}

/** The studio is for the team only; whoever is not in is shown the way in and nothing else. */
async function inStudio(context: APIContext, next: MiddlewareNext): Promise<Response> {
  const { db } = await shop();
  const { cookies, routePattern: pattern } = context;
  const cookie = studioCookie(cookies, context.locals.client.isSecure);
  const passed = await passStudio(db, { pattern, cookie }, new Date());
  if (passed.pass === 'in' && passed.person) context.locals.person = passed.person;
  const response =
    passed.pass !== 'in'
      ? context.redirect('/studio/sign-in', 303)
      : pattern === PREVIEW
        ? await preview(context, next)
        : await next();
  for (const [name, value] of Object.entries(studioHeaders)) response.headers.set(name, value);
  return response;
}

const PREVIEW = '/studio/words/preview';

/**
 * A page or its Markdown twin as it would be with the draft of a file, and with what is published before it where it is
 * planned; read whole while the draft holds.
 */
async function preview({ url: { searchParams } }: APIContext, next: MiddlewareNext): Promise<Response> {
  const { db } = await shop();
  const path = searchParams.get('file') ?? '';
  const draft = (await standingAt(db, path))?.draft;
  const page = pageOf(path);
  if (!draft || !page) return next();
  const plan = (await plans(db, path)).find(({ act, failed }) => act === 'publish' && failed === null);
  const before = plan ? await plannedUntil(db, plan.at) : [];
  return asIfPublished(new Map([...before, [path, draft]]), async () => {
    const response = searchParams.get('as') === 'twin' ? await next() : await next(page);
    return new Response(await response.arrayBuffer(), response);
  });
}

/** Markdown for who asks for it, precise endings for what is gone, and validators for whoever comes back. */
async function forMachines(request: Request, url: URL, next: MiddlewareNext): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return next();
  const twin = twinOf(url);
  const wanted = twin && prefersMarkdown(request.headers.get('accept'));
  let response = await next(rewritten(request, url, wanted ? twin : null));
  if (response.status === 404) {
    const { db, content } = await shop();
    response = await departed(db, content.current(), url, response);
  }
  if (twin) {
    const { store } = (await shop()).content.current();
    response.headers.set('content-usage', contentUsage(store.crawlers));
    varyBy(response.headers, 'Accept');
    if (response.ok && !wanted)
      response.headers.append('link', `<${twin}>; rel="alternate"; type="text/markdown"`);
  }
  return withValidators(request, response);
}

/**
 * What is rendered for that request: the Markdown twin where it is wanted, and for HEAD what GET would be answered, whose
 * tag and length it tells (RFC 9110, 9.3.2); the server sends no body of it. Undefined: the request as it stands.
 */
function rewritten(request: Request, url: URL, twin: string | null): Request | string | undefined {
  if (request.method !== 'HEAD') return twin ?? undefined;
  return new Request(new URL(twin ?? url.pathname + url.search, url), { headers: request.headers });
}

const NUL = '\0'; // the one character that Postgres cannot hold in a text

/** Addresses that hold words of shoppers as well as names of things: those are read for what can be read in them. */
const OF_WORDS = /^\/(?:search|products|c|best|ask|api\/suggest)(?:[/.]|$)/;

/** Whether an address names something that nothing can be called. */
const holdsNul = ({ params, url }: APIContext): boolean =>
  Object.values(params).some((given) => given?.includes(NUL)) ||
  (/%00/.test(url.search) && !OF_WORDS.test(url.pathname));

/** Codes of Postgres for text or documents with a character it cannot hold: the asker's fault, not ours. */
const UNFIT = new Set(['22021', '22P05']);

function isUnfit(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: unknown };
  return (code !== undefined && UNFIT.has(code)) || (cause instanceof Error && isUnfit(cause));
}

/** The shop's locale; English where the shop cannot be opened. */
const spokenHere = (): Promise<string> =>
  shop().then(
    ({ content }) => content.current().store.locale,
    () => 'en',
  );

function tooLongPage(locale: string): Response {
  const { tooMuch, tooMuchWas } = messagesOf(locale).errors;
  return plainPage(locale, 413, tooMuch, tooMuchWas(MOST_FORM_BYTES / 1_000_000));
}

const unfitProblem = (): Response =>
  problem(400, 'Unreadable text', 'The request holds a character that no text may hold (a zero byte).');

function programProblem(outage: Outage | null): Response {
  return outage
    ? problem(503, 'Back in a moment', `${outageWords(outage, 'en')} Try again in a few seconds.`, {
        'retry-after': RETRY_AFTER_S,
      })
    : problem(500, 'Something broke here', 'It is our fault, not yours, and it has been written down.');
}
