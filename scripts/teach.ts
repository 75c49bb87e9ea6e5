import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import { trainIntents } from '#agents/shopping/understand/intent-classifier.ts';
import {
  intents,
  readExamples,
  type Example,
  type Intent,
} from '#agents/shopping/understand/intent-examples.ts';
import { confusionOf, leftOutScores } from './intent-confusion.ts';

/*
 * npm run teach -- --intent policy "what if they are too small" …   Adds labelled turns to
 * agents/shopping/examples/taught.yaml, learns again and shows what they change: how the turns were read before and
 * are read now, and which intents are confused with which, before and after, on turns left out of learning.
 * npm run teach   Shows only the confusion as it is.
 */

const TAUGHT = 'agents/shopping/examples/taught.yaml';

const { values, positionals } = parseArgs({
  options: { intent: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  allowPositionals: true,
});
const intent = intents.find((one) => one === values.intent);
if (positionals.length && !intent) {
  console.error(`Which intent? --intent is one of ${intents.join(', ')}.`);
  process.exit(2);
}
const before = readExamples();
const known = new Set(before.map(({ say }) => say.toLowerCase()));
const added = intent
  ? positionals.filter((say) => !known.has(say.toLowerCase())).map((say): Example => ({ intent, say }))
  : [];
console.log(`${before.length} labelled turns of ${new Set(before.map((one) => one.intent)).size} intents`);
const scoresBefore = leftOutScores(before);
console.log(`before: ${confusionOf(scoresBefore)}`);
if (added.length && intent) {
  const after = [...before, ...added];
  const read = trainIntents(before);
  const reads = trainIntents(after);
  for (const { say } of added)
    console.log(`  "${say}": ${toldOf(read(say)[0])} before, ${toldOf(reads(say)[0])} now`);
  console.log(`after: ${confusionOf(leftOutScores(after))}`);
  if (!values['dry-run']) writeTaught(intent, added);
}

function toldOf({ intent, score }: { readonly intent: Intent; readonly score: number }): string {
  return `${intent} ${score.toFixed(2)}`;
}

function writeTaught(to: Intent, examples: readonly Example[]): void {
  const document = parseDocument(readTaught());
  if (!(document.contents instanceof YAMLMap)) document.contents = document.createNode({}) as never;
  const list = document.get(to);
  const turns = list instanceof YAMLSeq ? list : document.createNode([]);
  for (const { say } of examples) turns.add(document.createNode(say));
  document.set(to, turns);
  writeFileSync(TAUGHT, document.toString());
  console.log(`Written to ${TAUGHT}; a running shop takes it up when it starts again.`);
}

function readTaught(): string {
  try {
    return readFileSync(TAUGHT, 'utf8');
  } catch {
    return '# Turns added with `npm run teach`.\n';
  }
}
