/** A sentence by its key; what stands in its places may be sentences of their own. */
export interface Sentence {
  code: string;
  params?: RefusalParams;
}

export interface RefusalParams {
  [name: string]: string | number | Sentence;
}

/**
 * Something that cannot be done for a reason the user can act on. `code` is the key of its sentence in
 * `_locales` and the stable `code` of the API's problem details.
 */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly params: RefusalParams = {},
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.name = 'Refusal';
  }
}

/** A command line that makes no sense. */
export class Misuse extends Refusal {}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
