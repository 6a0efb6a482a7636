import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { ExportError } from '../face';

/**
 * What is kept of an order's number: enough to know the same order again in a later export of this workspace,
 * useless to anyone who has not its secret.
 * @throws ExportError when the caller has no secret to give, for then nothing may be kept.
 */
export function orderHasher(secret: string | undefined): (order: string) => string {
  if (secret === undefined || secret === '') throw new ExportError('export_needs_secret');
  const key = utf8ToBytes(secret);
  return (order) => bytesToHex(hmac(sha256, key, utf8ToBytes(order))).slice(0, 32);
}
