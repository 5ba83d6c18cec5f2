import type { Ref } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../text/texts.ts';

export interface LivePictureProps {
  readonly stream: MediaStream;
  readonly videoRef?: Ref<HTMLVideoElement>;
}

/** What the camera sees. */
export function LivePicture({ stream, videoRef }: LivePictureProps) {
  const own = useRef<HTMLVideoElement>(null);
  const ref = (videoRef ?? own) as { current: HTMLVideoElement | null };
  useEffect(() => {
    if (ref.current !== null) ref.current.srcObject = stream;
  }, [stream, ref]);
  return <video ref={ref} autoplay playsInline muted aria-label={t.capture.live} />;
}
