/** The most bytes of a form; also in astro.config.mjs, by which longer ones without a length are broken off. */
export const MOST_FORM_BYTES = 1_000_000;

/** A form is longer than the shop reads; the middleware answers it with 413. */
export class FormTooLong extends Error {
  override readonly name = 'FormTooLong';
}

/** The fields of a request's form; none where it holds none that can be read. Throws FormTooLong. */
export async function readForm(request: Request): Promise<FormData> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_FORM_BYTES) throw new FormTooLong();
  try {
    return await request.formData();
  } catch (error) {
    if (isTooLong(error)) throw new FormTooLong('A form is too long', { cause: error });
    return new FormData();
  }
}

/** Whether Astro's limit ended the reading, which its error says by words alone. */
const isTooLong = (error: unknown): boolean =>
  error instanceof Error && (/^Body size limit exceeded/.test(error.message) || isTooLong(error.cause));
