'use server';

import { isFirstHandError } from '@firsthandapi/sdk';
import { updateTag } from 'next/cache';
import { redirect } from 'next/navigation';
import { firsthand } from '../lib/firsthand';
import { JOBS_TAG } from '../lib/jobs';

/**
 * Creates a job and redirects to its page.
 *
 * @returns the problem with the order, to be shown beside the form
 */
export async function createJob(_before: string, form: FormData): Promise<string> {
  let id: string;
  try {
    const job = await firsthand().createJob({
      type: 'data_collection',
      description: String(form.get('description')),
      files_needed: Number(form.get('files_needed')),
      accepted_formats: ['image/jpeg', 'image/png'],
      price_per_file_cents: 50,
    });
    id = job.id;
  } catch (error) {
    if (isFirstHandError(error)) return error.message;
    throw error;
  }
  updateTag(JOBS_TAG);
  redirect(`/jobs/${id}`);
}
