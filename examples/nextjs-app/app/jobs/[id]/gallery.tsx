import Image from 'next/image';
import { firsthand } from '../../../lib/firsthand';

/** The approved files of a job. Their links are signed anew with each page, and last for days. */
export async function Gallery({ jobId }: { jobId: string }) {
  const files = await firsthand().getJobFiles(jobId).toArray({ limit: 100 });
  return (
    <div className="gallery">
      {files.map((file) => (
        <figure key={file.id}>
          {/* Unoptimized: a signed link goes to the browser as it is. */}
          <Image
            src={file.download_url}
            alt=""
            width={file.width ?? 1}
            height={file.height ?? 1}
            unoptimized
          />
          <figcaption>{'★'.repeat(file.ai_star_rating)}</figcaption>
        </figure>
      ))}
    </div>
  );
}
