import type { Message } from '../../../src/window/protocol.ts';
import type { LogEntry } from '../../../src/world/log-entry.ts';
import { prettyJson } from '../../model/json-tokens.ts';
import { statusText } from '../../model/status-text.ts';
import { sizeText } from '../../model/text.ts';
import { CodeBlock } from '../parts/code-block.tsx';

/** A request or response. Without headers, only its body is shown. */
export interface MessageViewProps {
  readonly name: 'Request' | 'Response';
  readonly message: Message;
  readonly entry: LogEntry;
}

/** The headers and the body of a message. */
export function MessageView({ name, message: { headers, body }, entry }: MessageViewProps) {
  const lines = headers.map(([header, value]) => `${header}: ${value}`);
  return (
    <>
      {headers.length > 0 && (
        <CodeBlock
          title={`${name} headers, secrets masked`}
          text={[firstLine(name, entry), ...lines].join('\n')}
        />
      )}
      {body === null && <p class="meta">The {name.toLowerCase()} has no body.</p>}
      {body !== null && body.text === null && (
        <p class="meta">
          The body is a file{body.size === null ? '' : ` of ${sizeText(body.size)}`}: see it under
          Jobs.
        </p>
      )}
      {body?.text != null && (
        <CodeBlock
          title={`${name} body, ${body.size === null ? 'its beginning' : sizeText(body.size)}${body.is_cut && body.size !== null ? ', its beginning' : ''}`}
          text={prettyJson(body.text)}
          copied={body.text}
        />
      )}
    </>
  );
}

/** How the message begins on the wire. A webhook goes to a host of its own. */
function firstLine(name: MessageViewProps['name'], entry: LogEntry): string {
  if (name === 'Response') {
    return `HTTP/1.1 ${entry.status === null ? '' : statusText(entry.status)}`;
  }
  if (entry.kind === 'request') return `${entry.method} ${entry.path} HTTP/1.1`;
  const { pathname, search, host } = new URL(entry.url);
  return `POST ${pathname}${search} HTTP/1.1\nhost: ${host}`;
}
