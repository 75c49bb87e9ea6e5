const bodies = new WeakMap<Response, Uint8Array<ArrayBuffer>>();

/** An answer of those bytes, which `wholeBody` knows without reading the answer's stream. */
export function answerOf(body: Uint8Array<ArrayBuffer>, init: ResponseInit): Response {
  const response = new Response(body, init);
  bodies.set(response, body);
  return response;
}

/** All bytes of an answer that nobody has read yet. */
export const wholeBody = async (response: Response): Promise<Uint8Array<ArrayBuffer>> =>
  bodies.get(response) ?? new Uint8Array(await response.arrayBuffer());
