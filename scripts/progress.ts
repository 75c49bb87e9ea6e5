import type { ShowStep } from '#src/log/step.ts';

const SHOW_AFTER_MS = 300;
const TICK_MS = 200;

/** Runs a step and shows on stderr that it runs, how far it is, and how long it took. Quick steps stay silent. */
export const showStep: ShowStep = async (title, step) => {
  const started = Date.now();
  const live = process.stderr.isTTY;
  let state = '';
  let shown = false;
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  const tick = setInterval(() => {
    if (Date.now() - started < SHOW_AFTER_MS) return;
    if (live) process.stderr.write(`\r\x1b[2K  ${title} … ${state} ${seconds()} s`);
    else if (!shown) process.stderr.write(`  ${title} …\n`);
    shown = true;
  }, TICK_MS);
  const end = (mark: string) => {
    clearInterval(tick);
    if (live && shown) process.stderr.write('\r\x1b[2K');
    if (shown || mark !== '✓') process.stderr.write(`  ${mark} ${title} ${state} (${seconds()} s)\n`);
  };
  try {
    const result = await step((done, of, what) => {
      state = [of ? `${done}/${of}` : String(done), what].filter(Boolean).join(' ');
    });
    end('✓');
    return result;
  } catch (error) {
    end('✗');
    throw error;
  }
};
