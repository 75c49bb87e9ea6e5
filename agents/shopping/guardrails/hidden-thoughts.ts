const THOUGHTS = 'think(?:ing)?|thoughts?|reason(?:ing)?|reflection|analysis|scratchpad|(?:inner_)?monologue';
const CALLS =
  'tool_(?:calls?|code|responses?|results?|outputs?|use)|function(?:_calls?|_results?)?|invoke|parameter';
/**
 * `<think>`, `</reasoning >`, `[THINK]`, `◁think▷`, `<seed:think>`, the channels of the harmony format, and calls written
 * as words; the end of a text ends a tag, too.
 */
const TAG = new RegExp(
  [
    String.raw`<\|?(?<closes>/?)(?:[a-z]{1,12}:)?(?:${THOUGHTS})\b[^<>]{0,200}(?:>|$)`,
    String.raw`[\[◁](?<ends>/?)think(?:ing)?[\]▷]`,
    String.raw`<\|channel\|>(?:(?<channel>final)|analysis|commentary)[^<]{0,200}(?:<\|message\|>|$)`,
    String.raw`<\|?(?<called>/?)(?:[a-z]{1,12}:)?(?:${CALLS})\b[^<>]{0,200}(?:>|$)`,
    String.raw`<[|｜](?:tool|function)[_▁][a-z_▁]{0,30}?(?:(?<done>end)|begin|sep)[|｜]>`,
    String.raw`\[(?<answered>/?)tool_(?:calls?|results?)\]`,
    '(?<fence>```)[a-z]{0,12}',
  ].join('|'),
  'giu',
);
/** What else the templates of models put around words: `<|end|>`, `<|im_start|>`, `<|end▁of▁sentence|>`; also where it is cut. */
const MARK = /<[|｜][a-z_▁]{1,40}[|｜]>|<[|｜][a-z_▁]{0,40}$/giu;
/** The channels of the harmony format where a server has taken their marks away. */
const BARE_CHANNEL = /^\s*(?:analysis|commentary)(?=\p{Lu}).*?(?:assistantfinal|$)/su;

export interface Heard {
  /** What is meant for the shopper. */
  readonly said: string;
  /** Whether thoughts were closed that nothing opened: what came before them was a thought from the start. */
  readonly swallowed: boolean;
}

/**
 * The text without what a model writes to itself: all between the tags of thoughts or calls and all code, to the end
 * where none closes them, and all before a closing tag that none opened, since servers swallow the first of a reply.
 */
export function withoutThoughts(whole: string): Heard {
  const text = whole.replace(BARE_CHANNEL, '');
  let said = '';
  let from = 0;
  let inside: 'nothing' | 'thoughts' | 'code' = 'nothing';
  let swallowed = false;
  for (const tag of text.matchAll(TAG)) {
    const { closes, ends, channel, called, done, answered, fence } = tag.groups ?? {};
    if (inside === 'code' ? !fence : inside === 'thoughts' && fence) continue;
    const isEndOfThought = Boolean(closes || ends || channel);
    const isEnd: boolean = isEndOfThought || Boolean(called || done || answered) || inside === 'code';
    if (inside === 'nothing' && isEndOfThought) {
      said = '';
      swallowed ||= !channel;
    } else if (inside === 'nothing') said += text.slice(from, tag.index);
    inside = isEnd ? 'nothing' : fence ? 'code' : 'thoughts';
    from = tag.index + tag[0].length;
  }
  return {
    said: (inside !== 'nothing' ? said : said + text.slice(from)).replace(MARK, '').trimStart(),
    swallowed,
  };
}
