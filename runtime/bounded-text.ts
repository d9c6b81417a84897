/**
 * The body of an HTTP answer as text (UTF-8). Stops reading, which ends the connection, once it is longer.
 * @param most bytes
 * @throws Error when it is longer
 */
export async function textWithin(body: AsyncIterable<Uint8Array> | null, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > most) throw new Error(`The answer is longer than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
