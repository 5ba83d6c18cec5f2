import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A self-signed certificate for localhost and its key. The key is public: use them in tests only. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUDODXEj9fzpfcOyNGfa7JsAqkLvowCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjA3MTI1NVoYDzIxMjYxMDI5
MDcxMjU1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARBnLLNbhtVkDMM/PM8LiK6Pri3NTJoY5fCiAXQ1tnHdxrouufRpCfF
ehkhI7vRW4nSmAxJXkDYSrpNLF6huU8Qo28wbTAdBgNVHQ4EFgQUFd8aCmvef5eM
BHdyyusRqDFLmf4wHwYDVR0jBBgwFoAUFd8aCmvef5eMBHdyyusRqDFLmf4wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgTrk3aWRl2/bFllH/cpRkz2FzvZmwKN6lpjO0Dp/vlmQCIQCC
yTZQHTWlFN6dEvJaM7QxAxwk6bfJN8NLfpV8xZNbMg==
-----END CERTIFICATE-----
`;
export const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQggWDlzSut0MIOvVUA
6IUjNE8TVwyrJLWRVldjr/7BptKhRANCAARBnLLNbhtVkDMM/PM8LiK6Pri3NTJo
Y5fCiAXQ1tnHdxrouufRpCfFehkhI7vRW4nSmAxJXkDYSrpNLF6huU8Q
-----END PRIVATE KEY-----
`;

/** Writes both to a folder, in the form that a server reads. */
export function writeCertificate(folder: string) {
  const certificateFile = join(folder, 'certificate.pem');
  const keyFile = join(folder, 'key.pem');
  writeFileSync(certificateFile, CERTIFICATE);
  writeFileSync(keyFile, KEY, { mode: 0o600 });
  return { certificateFile, keyFile };
}
