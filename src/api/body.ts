/** A body larger than anyone should have to read; nothing of it is kept. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/**
 * A response's text, at most `cap` bytes of it after decompression.
 * @throws TooLarge as soon as more is announced or has come, and lets the connection go
 */
export async function readText(response: Response, cap: number): Promise<string> {
  if (Number(response.headers.get('content-length')) > cap) {
    await response.body?.cancel();
    throw new TooLarge();
  }
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let size = 0;
  let text = '';
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.byteLength;
    if (size > cap) {
      await reader.cancel();
      throw new TooLarge();
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}
