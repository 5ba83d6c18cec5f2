import type { ApiKeyWithSecret, CreateJobRequest, File, Job } from '@firsthandapi/spec';
import { downloadJobFiles } from '../downloads/disk.ts';
import { downloadFile } from '../downloads/download-file.ts';
import type { DownloadJobFilesOptions, SavedFile } from '../downloads/download-job-files.ts';
import type { Downloaded, DownloadOptions, DownloadTarget } from '../downloads/download-target.ts';
import {
  type CreateAndWaitOptions,
  type FinishedJob,
  WAIT_OPTIONS,
  type WaitOptions,
  waitForJob,
} from '../jobs/wait-for-job.ts';
import type { ApiResponse } from '../response/api-response.ts';
import { ApiPromise } from '../results/api-promise.ts';
import { checkApiKey } from '../settings/api-key.ts';
import { checkNames } from '../settings/check-names.ts';
import type {
  ApiKeyOption,
  ClientOptions,
  LongPollOptions,
  RotateApiKeyOptions,
} from '../settings/client-options.ts';
import { type ClientSettings, resolveSettings } from '../settings/client-settings.ts';
import { OperationMethods } from './operation-methods.ts';

/**
 * The client for FirstHandAPI: a method for every operation, and helpers that wait for jobs and
 * download their files. One client can serve a whole application; it holds no connections itself.
 *
 * @example
 * const client = new FirstHandClient({ apiKey: process.env.FIRSTHAND_API_KEY });
 * const job = await client.createJob({
 *   type: 'data_collection',
 *   description: 'A storefront by day, its sign readable.',
 *   files_needed: 10,
 *   accepted_formats: ['image/jpeg'],
 *   price_per_file_cents: 50,
 * });
 */
export class FirstHandClient extends OperationMethods {
  readonly #settings: ClientSettings;

  /**
   * @throws FirstHandConfigurationError when the API key is missing or an option is invalid
   */
  constructor(options: ClientOptions = {}) {
    const settings = resolveSettings(options);
    super(settings);
    this.#settings = settings;
  }

  /**
   * Switches to another key, from the next attempt of any call.
   *
   * @throws FirstHandConfigurationError when it cannot be an API key
   * @example
   * client.useApiKey(await secrets.get('firsthand-api-key'));
   */
  useApiKey(apiKey: ApiKeyOption): void {
    this.#settings.apiKey = checkApiKey(apiKey, this.#settings);
  }

  override rotateApiKey(id: string, options?: RotateApiKeyOptions): ApiPromise<ApiKeyWithSecret> {
    const rotation = super.rotateApiKey(id, options);
    if (!options?.useNewKey) return rotation;
    return new ApiPromise(
      rotation.withResponse().then((response) => {
        this.useApiKey(response.data.secret);
        return response;
      }),
    );
  }

  /**
   * Waits until a job is completed or cancelled, or until it satisfies `until`. Uses long polling:
   * about two requests a minute, and the wait ends as soon as the job does.
   *
   * @throws FirstHandTimeoutError after `timeout`
   * @throws FirstHandAbortError when `signal` is aborted
   * @throws FirstHandApiError any error of `getJob`
   * @example
   * const job = await client.waitForJob(id, { timeout: 600_000 });
   * if (job.status === 'completed') await client.downloadJobFiles(id, { to: './photos' });
   */
  waitForJob(id: string, options?: WaitOptions & { until?: undefined }): Promise<FinishedJob>;
  waitForJob(id: string, options: WaitOptions): Promise<Job>;
  waitForJob(id: string, options: WaitOptions = {}): Promise<Job> {
    const getJob = (each: LongPollOptions): Promise<ApiResponse<Job>> =>
      this.getJob(id, each).withResponse();
    return waitForJob(id, options, getJob, this.#settings);
  }

  /**
   * Creates a job and waits until it is completed or cancelled: {@link FirstHandClient.createJob},
   * then {@link FirstHandClient.waitForJob}. Resolves with a cancelled job too: check its `status`.
   *
   * Without a `timeout` it waits as long as people take, which may be hours. When the wait fails, the
   * job still exists; call again with the same `idempotencyKey` to continue waiting for it.
   *
   * @throws FirstHandTimeoutError after `timeout`
   * @throws FirstHandAbortError when `signal` is aborted
   * @throws FirstHandApiError any error of `createJob` or `getJob`
   * @example
   * const job = await client.createJobAndWait(body, { idempotencyKey: 'order-7', timeout: 600_000 });
   * if (job.status === 'cancelled') console.log('cancelled before all files were approved');
   */
  createJobAndWait(
    body: CreateJobRequest,
    options?: CreateAndWaitOptions & { until?: undefined },
  ): Promise<FinishedJob>;
  createJobAndWait(body: CreateJobRequest, options: CreateAndWaitOptions): Promise<Job>;
  async createJobAndWait(body: CreateJobRequest, options: CreateAndWaitOptions = {}): Promise<Job> {
    checkNames(options, WAIT_OPTIONS);
    const { idempotencyKey, signal } = options;
    const { id } = await this.createJob(body, { idempotencyKey, signal });
    return this.waitForJob(id, options);
  }

  /**
   * Downloads a file and verifies its bytes against `content_hash`. An expired URL is refreshed once.
   * The API key is never sent to the host of the file, and middleware does not run.
   *
   * @param file a file as `getJobFiles` lists it, or its id
   * @throws FirstHandIntegrityError when the bytes do not match; no part of the file is kept
   * @throws FirstHandFileSystemError when the path cannot be written: before the request where possible
   * @throws FirstHandApiError any error of the download or of `refreshFileUrl`
   * @example
   * await client.downloadFile(file, { to: `./photos/${file.id}.jpg` });
   */
  downloadFile<To extends DownloadTarget = 'bytes'>(
    file: File | string,
    options: DownloadOptions<To> = {},
  ): Promise<Downloaded<To>> {
    const refresh = (id: string): Promise<File> =>
      this.refreshFileUrl(id, { signal: options.signal }).then();
    return downloadFile(this.#settings, file, options, refresh) as Promise<Downloaded<To>>;
  }

  /**
   * Downloads all approved files of a job into a folder. Each is verified and named by its id.
   *
   * @returns the files with their paths, in the order of the list
   * @throws FirstHandApiError any error of `getJobFiles` or of the first failed download
   * @example
   * const saved = await client.downloadJobFiles(job.id, { to: './photos', concurrency: 8 });
   */
  async downloadJobFiles(jobId: string, options: DownloadJobFilesOptions): Promise<SavedFile[]> {
    const { signal, min_score } = Object(options);
    const list = (): AsyncIterable<File> =>
      this.getJobFiles(jobId, { min_score, limit: 100 }, { signal });
    const download = (file: File, to: string): Promise<File> =>
      this.downloadFile(file, { to, signal });
    return downloadJobFiles(list, options, download, this.#settings.warn);
  }
}
