/** A reply from outside is longer than anybody reads. */
export class ReplyTooLong extends Error {
  override readonly name = 'ReplyTooLong';
}

/** The same response, whose body breaks off with ReplyTooLong where it goes over `most` bytes (unpacked), however it is read. */
export function cappedResponse(response: Response, most: number): Response {
  if (!response.body) return response;
  let bytes = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes <= most) controller.enqueue(chunk);
        else controller.error(new ReplyTooLong(`A reply has more than ${most} bytes.`));
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(counted, { status, statusText, headers });
}
