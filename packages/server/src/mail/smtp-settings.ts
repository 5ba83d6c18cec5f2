/** Where mails are handed over, and who sends them. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /**
   * `required`: from the first byte with smtps, otherwise by STARTTLS before anything else; `off`: never, for a server on
   * the same machine or network.
   */
  readonly tls: 'implicit' | 'required' | 'off';
  /** Never logged. */
  readonly credentials: { readonly user: string; readonly password: string } | undefined;
}

const PORTS = { 'smtp:': 587, 'smtps:': 465 } as const;

/** What may be wrong with a URL, without its value. */
export function smtpUrlProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !(url.protocol in PORTS) || url.hostname === '') {
    return 'must be a URL that starts with smtp:// or smtps://';
  }
  const rest = `${url.pathname === '/' ? '' : url.pathname}${url.search}${url.hash}`;
  if (rest !== '' && !(rest === '?tls=off' && url.protocol === 'smtp:')) {
    return 'may only have ?tls=off after the host and port, and only with smtp://';
  }
  if ((url.username === '') !== (url.password === '')) {
    return 'must have both a user and a password, or neither';
  }
  try {
    decodeURIComponent(url.username + url.password);
    return undefined;
  } catch {
    return 'must have its user and password percent-encoded';
  }
}

/** Reads a URL that has no problem. */
export function smtpSettingsOf(text: string): SmtpSettings {
  const url = new URL(text);
  const protocol = url.protocol as keyof typeof PORTS;
  const startTls = url.search === '?tls=off' ? 'off' : 'required';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? PORTS[protocol] : Number(url.port),
    tls: protocol === 'smtps:' ? 'implicit' : startTls,
    credentials:
      url.username === ''
        ? undefined
        : {
            user: decodeURIComponent(url.username),
            password: decodeURIComponent(url.password),
          },
  };
}
