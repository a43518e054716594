import type { Signed } from '../../../../shared/schemas/organisation.ts';
import { isSignedBy, publicKeyOf, signMessage } from '../signing.ts';

/**
 * JSON with the keys of every object sorted and without blanks (in the manner of RFC 8785), so that a signature is over
 * what a document says and not over how a file happens to be laid out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** A document names its kind, so that a signature over one kind is none over another. */
interface Kind {
  readonly kind: string;
}

const message = (document: Kind): Buffer =>
  Buffer.from(`sigill-signed-1\n${document.kind}\n${canonicalJson(document)}`, 'utf8');

/** Signs a document with a person's key. */
export const signDocument = <T extends Kind>(document: T, secret: Uint8Array): Signed<T> => ({
  document,
  signedBy: publicKeyOf(secret),
  signature: signMessage(secret, message(document)),
});

/** True when the signature is that of the key it names over the document as it reads now. */
export const isWhole = ({ document, signedBy, signature }: Signed<Kind>): boolean =>
  isSignedBy(signedBy, message(document), signature);
