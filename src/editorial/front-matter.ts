import { parseDocument, type Document } from 'yaml';

export interface FrontMatter {
  readonly document: Document;
  readonly data: unknown;
  /** The YAML as it stands in the file. */
  readonly yaml: string;
  /** Everything after the closing fence. */
  readonly body: string;
  /** 1-based line of the file on which the YAML starts. */
  readonly firstLine: number;
}

export interface FrontMatterFault {
  readonly line: number;
  readonly message: string;
}

/** Splits a Markdown file at its `---` fences and parses the YAML between them; faults are in the author's terms. */
export function readFrontMatter(
  text: string,
):
  | { readonly ok: true; readonly value: FrontMatter }
  | { readonly ok: false; readonly fault: FrontMatterFault } {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const fenced = /^---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/.exec(source);
  if (!fenced) {
    return {
      ok: false,
      fault: {
        line: 1,
        message: 'The file must start with a line `---`, then its fields, then another line `---`.',
      },
    };
  }
  return readYaml(fenced[1] ?? '', source.slice(fenced[0].length), 2);
}

/** Parses a file that is YAML throughout, such as store.yaml. */
export function readYaml(yaml: string, body = '', firstLine = 1): ReturnType<typeof readFrontMatter> {
  const document = parseDocument(yaml, { prettyErrors: true, uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    const line = (error.linePos?.[0].line ?? 1) + firstLine - 1;
    const plain = error.message.split(' at line ')[0] ?? error.message;
    return {
      ok: false,
      fault: {
        line,
        message: `The YAML cannot be read: ${plain}. A value that holds ": " or "#" needs quotes around it.`,
      },
    };
  }
  return {
    ok: true,
    value: { document, data: document.toJS({ maxAliasCount: 10 }) ?? {}, yaml, body, firstLine },
  };
}
