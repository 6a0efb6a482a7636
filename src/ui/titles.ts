import type { Answered } from '../messages/protocol';

/** A subject's name, or its id where it has none. */
export function titleOf({ subject, answer }: Pick<Answered, 'subject' | 'answer'>): string {
  return answer?.title ?? subject.slice(subject.lastIndexOf('/') + 1);
}
