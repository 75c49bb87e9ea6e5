const ADDRESS =
  /(?:(?:https?|ftp|javascript|data|vbscript|file):|\/\/|www\.)[^\s)\]]+|(?<![\w.-])[\w.-]+@[\w-]+(?:\.[\w-]+)+|(?<![a-z\d.-])(?:[a-z\d-]+\.)+(?:com|net|org|io|ru|cn|co|xyz|info|biz|dev|app|site|shop|example|test|invalid)\b[^\s)\]]*/gi;

/** Whether every address in the sentence, of a page or of a mailbox, stands in what the shop's own tools answered. */
export const linksAreGrounded = (sentence: string, own: string): boolean =>
  (sentence.match(ADDRESS) ?? []).every((link) =>
    own.includes(link.toLowerCase().replace(/(?<![.,;:!?])[.,;:!?]+$/, '')),
  );
