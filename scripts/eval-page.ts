import type { Figures } from './eval-figures.ts';
import type { CaseResult } from './eval-run.ts';

/** One page with the figures and, of each conversation that failed, what was said and what was wrong. */
export function evalPage(figures: Readonly<Record<string, Figures>>, results: readonly CaseResult[]): string {
  const failed = results.filter((result) => !result.passed);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Conversations: ${failed.length} of ${results.length} failed</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8886; }
  td { font-variant-numeric: tabular-nums; }
  summary { cursor: pointer; padding: .5rem 0; }
  .say { font-weight: 600; margin: 1rem 0 .25rem; }
  .shown { color: GrayText; margin: 0; }
  .wrong { color: light-dark(#a40000, #ff9a8a); margin: .25rem 0; }
</style>
<h1>Conversations</h1>
<table>
  <thead><tr><th scope="col">Set</th><th scope="col">Passed</th><th scope="col">Success</th><th scope="col">Limits broken</th><th scope="col">Numbers made up</th><th scope="col">Hand-off recall</th><th scope="col">Hand-off precision</th></tr></thead>
  <tbody>${Object.entries(figures).map(figuresRow).join('')}</tbody>
</table>
<h2>${failed.length ? `${failed.length} failed` : 'None failed'}</h2>
${failed.map(failedCase).join('\n')}
</html>
`;
}

const figuresRow = ([set, one]: readonly [string, Figures]): string =>
  `<tr><th scope="row">${escaped(set)}</th><td>${one.passed} of ${one.conversations}</td><td>${one.success}</td><td>${one.constraintViolations}</td><td>${one.ungroundedNumbers}</td><td>${one.handOff.recall ?? 'none due'}</td><td>${one.handOff.precision ?? 'none made'}</td></tr>`;

const failedCase = ({ name, set, regression, turns }: CaseResult): string =>
  `<details open><summary>${escaped([set, name].filter(Boolean).join(': '))}${regression ? ` (keeps away: ${escaped(regression)})` : ''}</summary>
${turns
  .map(
    (turn) => `<p class="say">${escaped(turn.say)}</p>
<p class="shown">${escaped([turn.act, ...turn.tools].filter(Boolean).join(' · '))}${turn.shown.length ? `<br>${escaped(turn.shown.join(' | '))}` : ''}</p>
<p>${escaped(turn.answer)}</p>
${turn.failures.map((failure) => `<p class="wrong">${escaped(`${failure.kind}: ${failure.text}`)}</p>`).join('')}`,
  )
  .join('\n')}
</details>`;

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );
