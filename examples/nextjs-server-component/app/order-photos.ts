'use server';

import { revalidatePath } from 'next/cache';
import { firsthand } from '../lib/firsthand';

/** A Server Action: the form of the page posts to it, with or without JavaScript. */
export async function orderPhotos(form: FormData): Promise<void> {
  await firsthand().createJob({
    type: 'data_collection',
    description: String(form.get('description')),
    files_needed: 2,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
  });
  revalidatePath('/');
}
