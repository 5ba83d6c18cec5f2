/** A photo as the camera returned it. */
export interface Photo {
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
}

/** Which of the phone's cameras looks. */
export type Facing = 'environment' | 'user';

/**
 * The camera of a visit. It is asked for once: taking several photos, or a photo and then a video, uses the same stream, so
 * that the browser asks the person once.
 */
export class Camera {
  #stream: MediaStream | undefined;
  #facing: Facing = 'environment';
  readonly #devices: Pick<MediaDevices, 'getUserMedia'>;

  constructor(devices: Pick<MediaDevices, 'getUserMedia'> = navigator.mediaDevices) {
    this.#devices = devices;
  }

  get facing(): Facing {
    return this.#facing;
  }

  /**
   * Returns the live picture, with sound when a video will be recorded.
   *
   * @throws DOMException named `NotAllowedError` when the person or a setting refuses, `NotFoundError` without a camera
   */
  async open({ withSound = false }: { readonly withSound?: boolean } = {}): Promise<MediaStream> {
    if (this.#stream?.active && (!withSound || this.#stream.getAudioTracks().length > 0)) {
      return this.#stream;
    }
    this.close();
    this.#stream = await this.#devices.getUserMedia({
      audio: withSound,
      video: {
        facingMode: { ideal: this.#facing },
        width: { ideal: 4_096 },
        height: { ideal: 3_072 },
      },
    });
    return this.#stream;
  }

  /** Looks through the other camera. */
  async turn(options: { readonly withSound?: boolean } = {}): Promise<MediaStream> {
    this.#facing = this.#facing === 'environment' ? 'user' : 'environment';
    this.close();
    return this.open(options);
  }

  close(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
  }
}
