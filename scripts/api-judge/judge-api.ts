import fc from 'fast-check';
import { z } from 'zod';
import { junk, spoiled, valuesOf, type Schema } from './values-of.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

interface DescribedOperation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

export interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Case {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Whether the body is as the document describes it; null where that is not looked at. */
  readonly fits: boolean | null;
}

/** What an answer did that its document does not allow, for whoever mends it. */
interface Fault {
  readonly operation: string;
  readonly why: string;
  readonly asked: Case;
  readonly status: number;
  readonly answer: string;
}

export interface Judged {
  readonly asked: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly faults: readonly Fault[];
}

/** Names that exist, by the parameter that takes them: else nearly every case would end at "not found". */
export type KnownNames = Readonly<Record<string, readonly string[]>>;

/**
 * Asks an interface what its own OpenAPI document describes, `cases` times for each operation, rightly and wrongly, and
 * holds each answer to the document: its status stands there, its body is of the schema, nothing wrong is taken, and
 * nothing ends in a status of 500 and above.
 */
export async function judgeApi(
  document: ApiDocument,
  ask: (path: string, init: RequestInit) => Promise<Response>,
  { cases, seed, known }: { readonly cases: number; readonly seed: number; readonly known: KnownNames },
): Promise<Judged> {
  const schemas = schemasOf(document);
  const faults: Fault[] = [];
  const byStatus: Record<string, number> = {};
  let asked = 0;
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods))
      for (const one of fc.sample(casesOf(document, path, method, operation, known), {
        seed,
        numRuns: cases,
      })) {
        const response = await ask(one.path, { method: one.method, headers: one.headers, body: one.body });
        const answer = await response.text();
        asked += 1;
        byStatus[response.status] = (byStatus[response.status] ?? 0) + 1;
        const why = faultOf(operation, one, response, answer, schemas);
        if (why)
          faults.push({ operation: operation.operationId, why, asked: one, status: response.status, answer });
      }
  return { asked, byStatus, faults };
}

function casesOf(
  document: ApiDocument,
  path: string,
  method: string,
  operation: DescribedOperation,
  known: KnownNames,
): fc.Arbitrary<Case> {
  const resolve = (ref: string): Schema => document.components.schemas[ref.split('/').at(-1) ?? ''] ?? {};
  const valueOf = ({ name, schema }: Parameter): fc.Arbitrary<unknown> => {
    const names = known[name] ?? [];
    const made = valuesOf(schema, resolve);
    return fc.oneof(
      { weight: names.length ? 6 : 0, arbitrary: fc.constantFrom(...(names.length ? names : [''])) },
      { weight: 3, arbitrary: made },
      { weight: 1, arbitrary: junk },
    );
  };
  const schema = operation.requestBody?.content['application/json']?.schema;
  const fits = schema ? schemaCheck(document, schema) : null;
  const named = (value: unknown): unknown => withNames(value, known);
  const bodies: fc.Arbitrary<unknown> = schema
    ? valuesOf(schema, resolve)
        .map(named)
        .chain((value) => fc.oneof({ weight: 2, arbitrary: fc.constant(value) }, spoiled(value)))
    : fc.constant(null);
  const parameters = operation.parameters.map((one) =>
    fc.tuple(fc.constant(one), valueOf(one), fc.nat({ max: 9 })),
  );
  return fc
    .tuple(fc.tuple(...parameters), bodies, fc.uuid(), fc.nat({ max: 19 }))
    .map(([given, body, once, luck]) => {
      let filled = path;
      const query = new URLSearchParams();
      const headers: Record<string, string> = { ...(schema ? { 'content-type': 'application/json' } : {}) };
      for (const [{ name, in: place, required }, value, left] of given) {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        if (place === 'path') filled = filled.replace(`{${name}}`, () => pathPart(text));
        else if (place === 'query' && (required || left > 4)) query.set(name, text);
        else if (place === 'header' && luck > 0) headers[name] = once;
      }
      const search = query.size ? `?${query}` : '';
      const text = schema ? (luck === 1 ? JSON.stringify(body).slice(0, -1) : JSON.stringify(body)) : null;
      const asIs = luck > 1 && headers['Idempotency-Key'] !== undefined;
      return {
        path: filled + search,
        method: method.toUpperCase(),
        headers,
        body: text,
        fits: fits && asIs ? fits(body) : null,
      };
    });
}

/** As a part of a path; what an address takes for the way to another place is left out. */
const pathPart = (text: string): string =>
  /^\.{0,2}$/.test(text) ? '-' : encodeURIComponent(text.toWellFormed());

/** A body in which some SKUs are names that exist. */
function withNames(value: unknown, known: KnownNames): unknown {
  if (Array.isArray(value)) return value.map((one, at) => (at % 2 ? one : withNames(one, known)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one], at) => [
      name,
      typeof one === 'string' ? (known[name]?.[at] ?? known[name]?.[0] ?? one) : withNames(one, known),
    ]),
  );
}

type Check = (value: unknown) => boolean;

function schemaCheck({ components }: ApiDocument, schema: Schema): Check {
  const moved = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(moved)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value).map(([key, one]) => [
              key,
              key === '$ref' && typeof one === 'string'
                ? one.replace('#/components/schemas/', '#/$defs/')
                : moved(one),
            ]),
          )
        : value;
  const read = z.fromJSONSchema({ ...(moved(schema) as object), $defs: moved(components.schemas) } as never);
  return (value) => read.safeParse(value).success;
}

/** How each answer that the document describes is held to it, by operation, status and kind of content. */
function schemasOf(document: ApiDocument): ReadonlyMap<string, Check> {
  const checks = new Map<string, Check>();
  for (const methods of Object.values(document.paths))
    for (const { operationId, responses } of Object.values(methods))
      for (const [status, { content }] of Object.entries(responses))
        for (const [type, { schema }] of Object.entries(content))
          checks.set(`${operationId} ${status} ${type}`, schemaCheck(document, schema));
  return checks;
}

function faultOf(
  { operationId }: DescribedOperation,
  asked: Case,
  { status, headers }: Response,
  answer: string,
  schemas: ReadonlyMap<string, Check>,
): string | null {
  if (status >= 500) return 'it broke';
  const type = (headers.get('content-type') ?? '').split(';')[0];
  const check = schemas.get(`${operationId} ${status} ${type}`);
  if (!check) return `the document has no answer ${status} of ${type}`;
  let body: unknown;
  try {
    body = JSON.parse(answer);
  } catch {
    return 'the answer is not JSON';
  }
  if (!check(body)) return 'the answer is not of the schema';
  if (asked.fits === false && status < 400) return 'what the document does not allow was taken';
  return null;
}
