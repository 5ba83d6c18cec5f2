import type { ApiKeyWithSecret, CreateJobRequest, File, Job } from '@firsthandapi/spec';
import {
  type Downloaded,
  type DownloadOptions,
  type DownloadTarget,
  downloadFile,
} from '../downloads/download-file.ts';
import {
  type DownloadJobFilesOptions,
  downloadJobFiles,
  type SavedFile,
} from '../downloads/download-job-files.ts';
import {
  type CreateAndWaitOptions,
  type FinishedJob,
  type WaitOptions,
  waitForJob,
} from '../jobs/wait-for-job.ts';
import type { ApiResponse } from '../response/api-response.ts';
import { ApiPromise } from '../results/api-promise.ts';
import { checkApiKey } from '../settings/api-key.ts';
import type {
  ApiKeyOption,
  ClientOptions,
  GetJobOptions,
  RotateApiKeyOptions,
} from '../settings/client-options.ts';
import { type ClientSettings, resolveSettings } from '../settings/client-settings.ts';
import { OperationMethods } from './operation-methods.ts';

/**
 * The client for FirstHandAPI: a method for every operation, and helpers to wait for jobs and to
 * fetch their files. One is enough for a whole application; it holds no connections of its own.
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
   * @throws FirstHandConfigurationError when there is no API key or an option is wrong; nothing has
   * been sent
   */
  constructor(options: ClientOptions = {}) {
    const settings = resolveSettings(options);
    super(settings);
    this.#settings = settings;
  }

  /**
   * Goes on with another key, from the next attempt of any call on.
   *
   * @throws FirstHandConfigurationError when it cannot be a key
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
   * Waits until a job is completed or cancelled, or until what `until` says. Follows it by long
   * poll, so that it costs about two requests a minute and ends as soon as the job does.
   *
   * @throws FirstHandTimeoutError after `timeout`
   * @throws FirstHandAbortError when `signal` is aborted
   * @throws FirstHandApiError what `getJob` fails with
   */
  waitForJob(id: string, options?: WaitOptions & { until?: undefined }): Promise<FinishedJob>;
  waitForJob(id: string, options: WaitOptions): Promise<Job>;
  waitForJob(id: string, options: WaitOptions = {}): Promise<Job> {
    const getJob = (each: GetJobOptions): Promise<ApiResponse<Job>> =>
      this.getJob(id, each).withResponse();
    return waitForJob(id, options, getJob, this.#settings.sleep);
  }

  /** {@link FirstHandClient.createJob} and {@link FirstHandClient.waitForJob} in one. */
  createJobAndWait(
    body: CreateJobRequest,
    options?: CreateAndWaitOptions & { until?: undefined },
  ): Promise<FinishedJob>;
  createJobAndWait(body: CreateJobRequest, options: CreateAndWaitOptions): Promise<Job>;
  async createJobAndWait(body: CreateJobRequest, options: CreateAndWaitOptions = {}): Promise<Job> {
    const { idempotencyKey, signal } = options;
    const { id } = await this.createJob(body, { idempotencyKey, signal });
    return this.waitForJob(id, options);
  }

  /**
   * Downloads a file and holds its bytes against `content_hash`. An expired URL is refreshed once;
   * the API key is never sent to where the file lies, and middleware does not run.
   *
   * @param file a file as `getJobFiles` lists it, or its id
   * @throws FirstHandIntegrityError when the bytes are not those of the file; nothing is left of them
   * @throws FirstHandApiError what the download or `refreshFileUrl` fails with
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
   * Downloads all approved files of a job into a folder, each checked, named by its id.
   *
   * @returns the files with their paths, in the order of the list
   * @throws FirstHandApiError what `getJobFiles` or the first download fails with
   */
  async downloadJobFiles(jobId: string, options: DownloadJobFilesOptions): Promise<SavedFile[]> {
    const { signal, min_score } = options;
    const files = this.getJobFiles(jobId, { min_score, limit: 100 }, { signal });
    return downloadJobFiles(files, options, (file, to) => this.downloadFile(file, { to, signal }));
  }
}
