import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

const ROOTS = { '2026-04-08': '2026-04-08', '2026-08-25': 'draft-2026-08-22/source' } as const;
const folder = resolve('../shared/schemas/ucp');

/** Whether the protocol's schemas lie beside the project; a test that needs them says so where they do not. */
export const hasSchemas = existsSync(folder);

type Schema = { [key: string]: unknown };
type Direction = 'request' | 'response';

/** Leaves of a schema what an operation sends or gets: members say for themselves where they are left out or needed. */
function resolved(node: unknown, direction: Direction, operation: string): unknown {
  if (Array.isArray(node)) return node.map((one) => resolved(one, direction, operation));
  if (typeof node !== 'object' || node === null) return node;
  const copy: Schema = { ...node };
  if (typeof copy['properties'] === 'object' && copy['properties'] !== null) {
    const properties: Schema = { ...copy['properties'] };
    const needed = new Set(Array.isArray(copy['required']) ? (copy['required'] as string[]) : []);
    for (const [name, value] of Object.entries(properties)) {
      const said = (value as Schema | null)?.[`ucp_${direction}`];
      const rule = typeof said === 'object' && said !== null ? (said as Schema)[operation] : said;
      if (rule === 'omit') delete properties[name];
      if (rule === 'omit' || rule === 'optional') needed.delete(name);
      if (rule === 'required') needed.add(name);
    }
    copy['properties'] = properties;
    if (needed.size) copy['required'] = [...needed];
    else if (Array.isArray(copy['required'])) delete copy['required'];
  }
  return Object.fromEntries(
    Object.entries(copy).map(([key, one]) => [key, resolved(one, direction, operation)]),
  );
}

const judges = new Map<string, Ajv2020>();

/** What the protocol's own schema finds wrong with a body; empty where it is as it should be. */
export function faults(
  release: keyof typeof ROOTS,
  schema: string,
  data: unknown,
  direction: Direction = 'response',
  operation = 'read',
): readonly string[] {
  const key = `${release} ${direction} ${operation}`;
  const judge = judges.get(key) ?? readJudge(release, direction, operation);
  judges.set(key, judge);
  const validate = judge.getSchema(`https://ucp.dev/schemas/${schema}`);
  if (!validate) throw new Error(`There is no schema ${schema}`);
  return validate(data) ? [] : (validate.errors ?? []).map((one) => JSON.stringify(one));
}

function readJudge(release: keyof typeof ROOTS, direction: Direction, operation: string): Ajv2020 {
  const judge = new Ajv2020({ strict: false, allErrors: true });
  judge.addFormat('uri', (value) => URL.canParse(value));
  judge.addFormat('uri-reference', () => true);
  judge.addFormat('date-time', (value) => /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(value));
  const root = join(folder, ROOTS[release]);
  for (const part of ['schemas', 'discovery']) {
    if (!existsSync(join(root, part))) continue;
    for (const path of readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.json')) continue;
      const file = join(root, part, path);
      const schema = resolved(JSON.parse(readFileSync(file, 'utf8')), direction, operation) as Schema;
      schema['$id'] ??= `https://ucp.dev/${relative(root, file)}`;
      judge.addSchema(schema);
    }
  }
  return judge;
}
