/** Runs `work` while `admission` is pending, and rejects as that does, whatever has become of the work. */
export async function unlessRefused<T>(
  admission: Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  // Handled below, after the work.
  admission.catch(() => {});
  const [done] = await Promise.allSettled([work()]);
  await admission;
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}
