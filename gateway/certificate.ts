import { createHash, X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { sentValues } from '#service/sent.ts';

// RFC 9440: the certificate in DER between colons, as the terminator of TLS writes it.
const header = 'client-cert';
const form = /^:([A-Za-z0-9+/]{1,16384}={0,2}):$/;

/**
 * The thumbprint (RFC 8705, "x5t#S256") of the certificate with which a client came, as the terminator of TLS tells it;
 * undefined if it came without one. Nobody but a terminator named in the settings is believed.
 */
export function certificateOf(request: IncomingMessage, terminators: ReadonlySet<string>): string | undefined {
  if (terminators.size === 0) return undefined;
  const told = sentValues(request, header);
  if (told.length !== 1) return undefined;
  const peer = request.socket.remoteAddress?.replace(/^::ffff:/, '');
  if (!peer || !terminators.has(peer)) return undefined;
  const [, base64] = form.exec(told[0]!) ?? [];
  if (!base64) return undefined;
  const der = Buffer.from(base64, 'base64');
  try {
    // What is no certificate has no thumbprint, whatever the terminator says.
    return createHash('sha256').update(new X509Certificate(der).raw).digest('base64url');
  } catch {
    return undefined;
  }
}
