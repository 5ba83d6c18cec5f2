import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The files of a certificate chain and its private key, both PEM. */
export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/**
 * Reads a certificate and its private key for a TLS server.
 *
 * @throws Error when a file cannot be read, is not PEM, or the two do not belong together. It names the setting.
 */
export function readCertificate({ certificateFile, keyFile }: CertificateFiles): {
  readonly cert: Buffer;
  readonly key: Buffer;
} {
  const cert = read('TLS_CERT_FILE', certificateFile);
  const key = read('TLS_KEY_FILE', keyFile);
  const privateKey = parsePrivateKey(key, keyFile);
  if (!parseCertificate(cert, certificateFile).checkPrivateKey(privateKey)) {
    throw new Error(
      `TLS_KEY_FILE ${keyFile} is not the key of the first certificate in TLS_CERT_FILE ${certificateFile}`,
    );
  }
  return { cert, key };
}

function read(setting: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`${setting} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function parseCertificate(pem: Buffer, path: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new Error(`TLS_CERT_FILE ${path} must begin with a certificate in PEM`, { cause: error });
  }
}

function parsePrivateKey(pem: Buffer, path: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new Error(`TLS_KEY_FILE ${path} must be a private key in PEM without a passphrase`, {
      cause: error,
    });
  }
}
