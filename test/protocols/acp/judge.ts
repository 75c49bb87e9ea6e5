import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

const folder = resolve('../shared/schemas/acp-2026-04-17');

/** Whether the protocol's schemas lie beside the project; a test that needs them says so where they do not. */
export const hasSchemas = existsSync(folder);

interface Schema {
  readonly $id: string;
}

const read = (name: string): Schema => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Schema;
let judge: Ajv2020 | undefined;

/** What the protocol's own schema finds wrong with a body; empty where it is as it should be. */
export function faults(
  bundle: 'agentic_checkout' | 'delegate_payment',
  definition: string,
  data: unknown,
): readonly string[] {
  judge ??= readJudge();
  const validate = judge.getSchema(`${read(`schema.${bundle}.json`).$id}#/$defs/${definition}`);
  if (!validate) throw new Error(`There is no definition ${definition}`);
  return validate(data) ? [] : (validate.errors ?? []).map((one) => JSON.stringify(one));
}

/** The protocol's own examples, by name. */
export const examples = (name: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(join(folder, `examples/examples.${name}.json`), 'utf8')) as Record<string, unknown>;

function readJudge(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addFormat('uri', (value) => URL.canParse(value));
  ajv.addFormat('email', (value) => /^[^@\s]+@[^@\s]+$/.test(value));
  ajv.addFormat('date-time', (value) => /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(value));
  for (const name of readdirSync(folder)) if (name.startsWith('schema.')) ajv.addSchema(read(name));
  return ajv;
}
