import { FakeS3 } from '../../../src/testing/fake-s3.ts';

/** A bucket in a process of its own, so that what it holds does not count as the server's memory. */
const s3 = new FakeS3();
const { endpoint } = await s3.listen();
process.send?.({ endpoint });
process.on('message', (marker: string) => {
  const isFound = [...s3.objects].some(
    ([key, parts]) => key.includes(marker) || parts.some((part) => part.includes(marker)),
  );
  process.send?.({ isFound, objects: s3.objects.size, uploads: s3.uploads.size });
});
process.on('disconnect', () => process.exit());
