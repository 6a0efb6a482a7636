import type { Envelope, Message, QuestionName, Reply, Request } from './protocol';

/** What asking needs of the browser's `runtime`; `id` is gone when the extension was updated or removed. */
export interface Runtime {
  readonly id?: string;
  sendMessage(message: unknown): Promise<unknown>;
}

/** Why an answer did not come. `orphan`: the extension is gone, this script is all that is left of it. */
export type AskFault = 'orphan' | 'timeout' | 'refused' | 'unreachable';

export class AskError extends Error {
  constructor(
    readonly fault: AskFault,
    options?: ErrorOptions,
  ) {
    super(`the extension's background did not answer: ${fault}`, options);
    this.name = 'AskError';
  }
}

export type Ask = <K extends QuestionName>(question: K, request: Request<K>) => Promise<Reply<K>>;

/** Long enough for a background that must first wake and ask a slow API. */
const TIMEOUT_MS = 20_000;
/** A background that is just starting has no listener yet. */
const RETRY_AFTER_MS = 250;

/**
 * Asks the background. One-shot messages, no ports: those die in the back/forward cache.
 * What it returns throws {@link AskError}.
 * @param orphaned Called when the extension turns out to be gone.
 */
export function createAsk(runtime: Runtime, orphaned: () => void = () => {}): Ask {
  return async <K extends QuestionName>(question: K, request: Request<K>) => {
    const message: Message<K> = { question, request };
    const envelope = await sendOnceMore(runtime, message).catch((error: unknown) => {
      if (!isAlive(runtime)) orphaned();
      throw error;
    });
    if (!isEnvelope<Reply<K>>(envelope)) throw new AskError('unreachable');
    if (!envelope.ok) throw new AskError('refused');
    return envelope.value;
  };
}

async function sendOnceMore(runtime: Runtime, message: Message): Promise<unknown> {
  try {
    return await send(runtime, message);
  } catch (error) {
    if (!(error instanceof AskError) || error.fault !== 'unreachable') throw error;
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    return send(runtime, message);
  }
}

async function send(runtime: Runtime, message: Message): Promise<unknown> {
  if (!isAlive(runtime)) throw new AskError('orphan');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AskError('timeout')), TIMEOUT_MS);
  });
  try {
    return await Promise.race([runtime.sendMessage(message), timeout]);
  } catch (cause) {
    if (cause instanceof AskError) throw cause;
    throw new AskError(isAlive(runtime) ? 'unreachable' : 'orphan', { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the extension that this script belongs to is still there. */
export function isAlive(runtime: Runtime): boolean {
  return runtime.id !== undefined;
}

function isEnvelope<T>(reply: unknown): reply is Envelope<T> {
  return typeof reply === 'object' && reply !== null && 'ok' in reply;
}
