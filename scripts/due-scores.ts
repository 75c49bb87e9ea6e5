/** Area under precision over recall as average precision; ties count as one step. `counts` repeats cases. */
export function averagePrecision(
  ranked: readonly (readonly number[])[],
  labels: Uint8Array,
  counts: (at: number) => number,
): number {
  let [seen, found, sum] = [0, 0, 0];
  for (const tied of ranked) {
    let gained = 0;
    for (const at of tied) {
      const times = counts(at);
      seen += times;
      if (labels[at]) gained += times;
    }
    found += gained;
    if (gained) sum += (gained * found) / seen;
  }
  return found ? sum / found : 0;
}

/** Places of the cases from the highest score down; those of equal score together. */
export function ranked(scores: Float64Array): number[][] {
  const places = Uint32Array.from(scores, (_, at) => at).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number),
  );
  const groups: number[][] = [];
  let last: number | undefined;
  for (const at of places) {
    if (groups.length && scores[at] === last) groups.at(-1)?.push(at);
    else groups.push([at]);
    last = scores[at];
  }
  return groups;
}

/** The share that is right among as many of the highest as there are positives. */
export function precisionAtPositives(groups: readonly (readonly number[])[], labels: Uint8Array): number {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  let [taken, right] = [0, 0];
  for (const tied of groups) {
    const gained = tied.reduce((sum, at) => sum + (labels[at] as number), 0);
    const part = Math.min(1, (positives - taken) / tied.length);
    right += gained * part;
    taken += tied.length;
    if (taken >= positives) break;
  }
  return positives ? right / positives : 0;
}

const BINS = 10;

/** Mean gap between what was said and what came, over ten bins of equal width in what was said. */
export function calibrationError(chances: Float64Array, labels: Uint8Array): number {
  const said = new Float64Array(BINS);
  const came = new Float64Array(BINS);
  chances.forEach((p, at) => {
    const bin = Math.min(BINS - 1, Math.floor(p * BINS));
    said[bin] = (said[bin] as number) + p;
    came[bin] = (came[bin] as number) + (labels[at] as number);
  });
  return (
    said.reduce((sum, s, bin) => sum + Math.abs(s - (came[bin] as number)), 0) / Math.max(1, chances.length)
  );
}
