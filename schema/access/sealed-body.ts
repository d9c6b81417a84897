/**
 * A sealed request is the plain body with one member appended: `…,"extensions":{"caller":"<envelope>"}}`. It is
 * appended last so that the bytes before it are exactly what the seal covers, without parsing or re-serializing.
 */
const TAIL = /,"extensions":\{"caller":"([A-Za-z0-9_.-]+)"\}\}$/;

/** @param body a JSON object with at least one member. */
export function appendEnvelope(body: string, envelope: string): string {
  return `${body.slice(0, -1)},"extensions":{"caller":"${envelope}"}}`;
}

/** Splits a received body into what was sealed and the envelope; no envelope where the form is any other. */
export function splitEnvelope(received: string): { body: string; envelope: string | undefined } {
  const match = TAIL.exec(received);
  if (match === null) return { body: received, envelope: undefined };
  return { body: `${received.slice(0, match.index)}}`, envelope: match[1] };
}
