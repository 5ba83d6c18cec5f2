import { Chip, fileSize, Icon, relative } from '@firsthandapi/ui';
import { useEffect, useState } from 'preact/hooks';
import type { OutboxItem } from '../outbox/outbox-item.ts';
import { statusChip } from '../results/status-chip.ts';
import { useServices } from '../services/services.ts';
import { useNow } from '../services/use-now.ts';
import { t } from '../text/texts.ts';

/** One file: what it is, how far it is, and what can be done. */
export function OutboxRow({ item }: { readonly item: OutboxItem }) {
  const name = `${t.kinds[item.kind]} ${item.number}`;
  const isSending =
    item.state.kind === 'queued' || item.state.kind === 'uploading' || item.state.kind === 'paused';
  return (
    <li class="out">
      <Preview item={item} />
      <div>
        <h3>{name}</h3>
        <RowText item={item} />
      </div>
      <RowAction item={item} name={name} />
      <div class="full stack s2">
        {isSending && (
          <progress
            class={item.state.kind === 'uploading' ? 'bar' : 'bar paused'}
            max={item.size}
            value={item.sent}
            aria-label={t.outbox.sent(name)}
          />
        )}
        <p>
          <RowChip item={item} />
        </p>
      </div>
    </li>
  );
}

function RowChip({ item: { state, sent } }: { readonly item: OutboxItem }) {
  switch (state.kind) {
    case 'queued':
      return sent > 0 || state.failures > 0 ? (
        <Chip icon="clock">{t.outbox.waits}</Chip>
      ) : (
        <Chip icon="up" tone="info">
          {t.status.uploading}
        </Chip>
      );
    case 'uploading':
      return (
        <Chip icon="up" tone="info">
          {t.status.uploading}
        </Chip>
      );
    case 'paused':
      return <Chip icon="pause">{t.outbox.paused}</Chip>;
    case 'uploaded':
    case 'handing_in':
      return <Chip icon="check">{t.status.uploaded}</Chip>;
    case 'handed_in':
      return <Chip {...statusChip(state.status)} />;
    case 'failed':
      return null;
  }
}

function RowText({ item }: { readonly item: OutboxItem }) {
  const now = useNow(5_000);
  const { state, sent, size } = item;
  if (state.kind === 'failed') {
    return (
      <p class="err">
        <Icon name="alert" />
        <span>{failureText(state.code)}</span>
      </p>
    );
  }
  const isWaiting = (state.kind === 'queued' || state.kind === 'uploaded') && state.notBefore > now;
  return (
    <p class="meta num">
      {sent > 0 && sent < size ? t.outbox.of(fileSize(sent), fileSize(size)) : fileSize(size)}
      {isWaiting && `, ${t.outbox.again(relative(state.notBefore, now))}`}
    </p>
  );
}

function failureText(code: string): string {
  const texts: Readonly<Record<string, unknown>> = t.outbox.failures;
  const text = code === 'other' ? undefined : texts[code];
  return typeof text === 'string' ? text : t.outbox.failures.other(code);
}

interface RowActionProps {
  readonly item: OutboxItem;
  readonly name: string;
}

function RowAction({ item: { id, state }, name }: RowActionProps) {
  const { sender } = useServices();
  if (state.kind === 'uploading') {
    return (
      <button
        type="button"
        class="btn square ghost"
        aria-label={t.outbox.pause(name)}
        onClick={() => sender.pause(id)}
      >
        <Icon name="pause" />
      </button>
    );
  }
  if (state.kind === 'paused' || state.kind === 'queued') {
    return (
      <button type="button" class="btn sm" onClick={() => sender.sendNow(id)}>
        {t.outbox.sendNow}
      </button>
    );
  }
  if (state.kind !== 'failed') return <span />;
  return (
    <button
      type="button"
      class="btn square ghost"
      aria-label={t.outbox.remove(name)}
      onClick={() => sender.remove(id)}
    >
      <Icon name="cross" />
    </button>
  );
}

/** The picture itself; a sign for sound and video. */
function Preview({ item }: { readonly item: OutboxItem }) {
  const { outbox } = useServices();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (item.kind !== 'photo') return;
    let created: string | undefined;
    let isGone = false;
    outbox.bytes(item.id).then(
      (bytes) => {
        if (bytes === undefined || isGone) return;
        created = URL.createObjectURL(bytes);
        setUrl(created);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
      if (created !== undefined) URL.revokeObjectURL(created);
    };
  }, [item.id, item.kind, outbox]);
  if (url !== undefined) return <img class="shot sq" src={url} alt="" />;
  const icon = item.kind === 'photo' ? 'camera' : item.kind === 'audio' ? 'microphone' : 'video';
  return (
    <span class="shot sq tile">
      <Icon name={icon} />
    </span>
  );
}
