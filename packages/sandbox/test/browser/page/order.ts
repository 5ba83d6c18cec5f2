/** Two photos of whatever size. */
export const ORDER = {
  type: 'data_collection' as const,
  description: 'Photos of coffee cups on tables',
  files_needed: 2,
  accepted_formats: ['image/jpeg' as const],
  price_per_file_cents: 50,
};
