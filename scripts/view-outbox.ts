import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OutboxMessage } from '#src/automations/mail.ts';
import { xmlText } from '#src/language/xml-text.ts';

export interface OutboxViewer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves what `read` answers as pages of this machine: a list of messages, and each as a mail program shows it. The
 * address holds a secret, because messages hold links that let people in; a message runs no script and loads nothing.
 */
export async function viewOutbox(
  read: () => Promise<readonly OutboxMessage[]>,
  port: number,
): Promise<OutboxViewer> {
  const secret = randomBytes(12).toString('base64url');
  const server = createServer((request, response) => {
    const send = (status: number, html: string) => {
      response.writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
      });
      response.end(html);
    };
    const [, given, id] = (request.url ?? '').split('/');
    if (given !== secret) return send(404, page('Not found', '<p>Not found.</p>'));
    read().then(
      (messages) => {
        const message = messages.find((one) => one.id === id);
        if (!id) return send(200, page('Mails', listOf(messages, secret)));
        return message
          ? send(200, page(message.subject, messageOf(message, secret)))
          : send(404, page('Mails', `<p>No such message. <a href="/${secret}/">All mails</a></p>`));
      },
      (error: unknown) => send(500, page('Mails', `<p>${xmlText(String(error))}</p>`)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${secret}/`,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

const STYLE = `:root{color-scheme:light dark}body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui}
table{width:100%;border-collapse:collapse}th,td{padding:.5rem .5rem .5rem 0;border-bottom:1px solid #8886;text-align:left;overflow-wrap:anywhere}
iframe{width:100%;height:34rem;border:1px solid #8886;background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere}`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${xmlText(title)}</title><style>${STYLE}</style></head><body><main><h1>${xmlText(title)}</h1>${body}</main></body></html>`;

const listOf = (messages: readonly OutboxMessage[], secret: string): string =>
  messages.length
    ? `<table><thead><tr><th>Written</th><th>To</th><th>Subject</th><th>State</th></tr></thead><tbody>${messages
        .map(
          ({ id, writtenAt, recipient, subject, state, error }) =>
            `<tr><td>${writtenAt.toISOString().slice(0, 16).replace('T', ' ')}</td><td>${xmlText(recipient)}</td><td><a href="/${secret}/${id}">${xmlText(subject)}</a></td><td>${xmlText(error ? `${state}: ${error}` : state)}</td></tr>`,
        )
        .join('')}</tbody></table>`
    : '<p>No message yet.</p>';

function messageOf({ recipient, writtenAt, body, html }: OutboxMessage, secret: string): string {
  const shown = html
    ? `<iframe title="As HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${xmlText(html.replace('<head>', '<head><base target="_blank">'))}"></iframe>`
    : '';
  const text = body ? `<h2>As text</h2><pre>${xmlText(body)}</pre>` : '<p>Its words went with it.</p>';
  return `<p>To ${xmlText(recipient)}, ${writtenAt.toISOString()}. <a href="/${secret}/">All mails</a></p>${shown}${text}`;
}
