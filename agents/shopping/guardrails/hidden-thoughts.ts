const NAMES =
  'think(?:ing)?|thoughts?|reason(?:ing)?|reflection|analysis|scratchpad|(?:inner_)?monologue|tool_calls?|tool_code|function_calls?|invoke';
/** `<think>`, `</reasoning >`, `[THINK]`, `◁think▷`, and the channels of the harmony format; the end of a text ends a tag, too. */
const TAG = new RegExp(
  [
    String.raw`<\|?(?<closes>/?)(?:${NAMES})\b[^<>]{0,200}(?:>|$)`,
    String.raw`[\[◁](?<ends>/?)think(?:ing)?[\]▷]`,
    String.raw`<\|channel\|>(?:(?<channel>final)|analysis|commentary)[^<]{0,200}(?:<\|message\|>|$)`,
  ].join('|'),
  'giu',
);
/** What else the templates of models put around words: `<|end|>`, `<|im_start|>`. */
const MARK = /<\|[a-z_]{1,40}\|>/gi;

/**
 * The text without what a model writes to itself: all between the tags of thoughts or calls, to the end where none
 * closes them, and all before a closing tag that none opened, since servers swallow the first of a reply.
 */
export function withoutThoughts(text: string): string {
  let said = '';
  let from = 0;
  let isThinking = false;
  for (const tag of text.matchAll(TAG)) {
    const { closes, ends, channel } = tag.groups ?? {};
    const isEnd = Boolean(closes || ends || channel);
    if (!isEnd && !isThinking) said += text.slice(from, tag.index);
    else if (isEnd && !isThinking) said = '';
    isThinking = !isEnd;
    from = tag.index + tag[0].length;
  }
  return (isThinking ? said : said + text.slice(from)).replace(MARK, '').trim();
}
