const DENIES =
  /\b(?:not|never|no|nor|nothing|cannot|whether|if|unless|once|after|when|until|before|as soon as)\b|n['’]t\b/i;

/** Whether the clause that leads to a claim denies it or makes it depend on something: `once your order is cancelled`. */
export function clauseDenies(sentence: string, at: number): boolean {
  const before = sentence.slice(0, at);
  return DENIES.test(
    before.slice(Math.max(...[',', ';', ':', ' and ', ' but '].map((mark) => before.lastIndexOf(mark)), 0)),
  );
}
