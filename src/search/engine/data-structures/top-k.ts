/** The best of what is offered, at most so many, kept as a heap whose root is the worst of them. */
export interface TopK {
  /** Whether it would be taken up: equal scores go to the lower number. */
  isWelcome(number: number, score: number): boolean;
  /** A score below this one is not welcome. */
  least(): number;
  take(number: number, score: number): void;
  /** Best first. */
  inOrder(): readonly (readonly [number: number, score: number])[];
}

export function openTopK(most: number): TopK {
  const numbers = new Float64Array(most);
  const scores = new Float64Array(most);
  let count = 0;
  const isWorse = (a: number, b: number) =>
    scores[a] === scores[b] ? (numbers[a] ?? 0) > (numbers[b] ?? 0) : (scores[a] ?? 0) < (scores[b] ?? 0);
  const swap = (a: number, b: number) => {
    const number = numbers[a] ?? 0;
    const score = scores[a] ?? 0;
    numbers[a] = numbers[b] ?? 0;
    scores[a] = scores[b] ?? 0;
    numbers[b] = number;
    scores[b] = score;
  };
  const rise = (from: number) => {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isWorse(at, parent)) return;
      swap(at, parent);
      at = parent;
    }
  };
  const sink = () => {
    for (let at = 0; ;) {
      const left = at * 2 + 1;
      const right = left + 1;
      let worst = left < count && isWorse(left, at) ? left : at;
      if (right < count && isWorse(right, worst)) worst = right;
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  };
  return {
    isWelcome: (number, score) => {
      if (count < most) return true;
      const least = scores[0] ?? 0;
      return score > least || (score === least && number < (numbers[0] ?? 0));
    },
    least: () => (count < most ? -Infinity : (scores[0] ?? 0)),
    take(number, score) {
      const at = count < most ? count : 0;
      numbers[at] = number;
      scores[at] = score;
      if (count < most) {
        count += 1;
        rise(at);
      } else sink();
    },
    inOrder: () =>
      Array.from({ length: count }, (_, at) => [numbers[at] ?? 0, scores[at] ?? 0] as const).sort(
        ([a, left], [b, right]) => right - left || a - b,
      ),
  };
}
