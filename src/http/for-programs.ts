export interface AskedBy {
  readonly method: string;
  /** Whole, or path with query. */
  readonly url: string;
  header(name: string): string | null | undefined;
}

/** Whether a request of the chat's own address comes from a program: it sends JSON, asks for no page, or brings a query. */
export function isForPrograms({ method, url, header }: AskedBy): boolean {
  if (method === 'POST') return /^application\/json\b/i.test(header('content-type') ?? '');
  const accept = header('accept') ?? '';
  const brings = URL.parse(url, 'http://localhost')?.searchParams.has('query') ?? false;
  return brings || (!accept.includes('text/html') && /json|event-stream/.test(accept));
}
