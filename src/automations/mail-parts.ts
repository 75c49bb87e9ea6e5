import { xmlText } from '#src/language/xml-text.ts';

/** What a message says, in order. Its text and its HTML are made of the same parts, so that both say the same. */
export type MailPart =
  /** A paragraph; its line breaks hold. */
  | string
  /** Names with what belongs to them, as of a bill: a line each. */
  | { readonly rows: readonly MailRow[] }
  /** A way on: a sentence, the words of a button and where it leads. */
  | MailLink;

export interface MailRow {
  readonly label: string;
  readonly value?: string;
  readonly note?: string | undefined;
}

interface MailLink {
  readonly say: string;
  readonly press: string;
  readonly url: string;
  /** Of a link beside the matter, as the one that ends reminders. */
  readonly quiet?: boolean;
}

/** The colours of a message: those of the shop's light pages. */
export interface MailColors {
  readonly paper: string;
  readonly card: string;
  readonly ink: string;
  readonly quiet: string;
  readonly rule: string;
  readonly signal: string;
  readonly 'on-signal': string;
}

/** As plain text; an address stands alone on its line. */
export const mailText = (parts: readonly MailPart[]): string =>
  `${parts
    .map((part) =>
      typeof part === 'string'
        ? part
        : 'rows' in part
          ? part.rows.map(rowText).join('\n')
          : `${part.say}\n${part.url}`,
    )
    .join('\n\n')}\n`;

const rowText = ({ label, value, note }: MailRow): string =>
  `${label}${value ? `: ${value}` : ''}${note ? ` (${note})` : ''}`;

/** As HTML that needs nothing from elsewhere and carries its styles where mail programs read them: on each element. */
export function mailHtml(parts: readonly MailPart[], { from, subject, locale, colors }: MailFrame): string {
  const paragraph = `margin:0 0 16px;white-space:pre-line`;
  const one = (part: MailPart): string => {
    if (typeof part === 'string') return `<p style="${paragraph}">${xmlText(part)}</p>`;
    if ('rows' in part) return rowsHtml(part.rows, colors);
    const say = `<p style="${paragraph}">${xmlText(part.say)}</p>`;
    if (part.quiet)
      return `<p style="margin:24px 0 0;font-size:14px;color:${colors.quiet}">${xmlText(part.say)} ${anchor(part, `color:${colors.signal}`)}</p>`;
    const button = `display:inline-block;padding:12px 20px;border-radius:6px;background:${colors.signal};color:${colors['on-signal']};font-weight:600;text-decoration:none`;
    return `${say}<p style="margin:0 0 24px">${anchor(part, button)}</p>`;
  };
  return `<!doctype html>
<html lang="${xmlText(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${xmlText(subject)}</title>
</head>
<body style="margin:0;background:${colors.paper};color:${colors.ink};font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px 16px;overflow-wrap:break-word">
<p style="margin:0 0 16px;font-size:18px;font-weight:700">${xmlText(from)}</p>
<div style="padding:24px;border:1px solid ${colors.rule};border-radius:8px;background:${colors.card}">
${parts.map(one).join('\n')}
</div>
</div>
</body>
</html>
`;
}

export interface MailFrame {
  readonly from: string;
  readonly subject: string;
  readonly locale: string;
  readonly colors: MailColors;
}

const anchor = ({ press, url }: MailLink, style: string): string =>
  `<a href="${xmlText(url)}" style="${style}">${xmlText(press)}</a>`;

const rowsHtml = (rows: readonly MailRow[], { rule, quiet }: MailColors): string =>
  `<table style="width:100%;margin:0 0 16px;border-collapse:collapse">${rows
    .map(({ label, value = '', note }) => {
      const cell = `padding:8px 0;border-top:1px solid ${rule};vertical-align:top`;
      const small = note ? `<br><span style="font-size:14px;color:${quiet}">${xmlText(note)}</span>` : '';
      return `<tr><th scope="row" style="${cell};font-weight:400;text-align:left">${xmlText(label)}${small}</th><td style="${cell};padding-left:16px;text-align:right">${xmlText(value)}</td></tr>`;
    })
    .join('')}</table>`;
