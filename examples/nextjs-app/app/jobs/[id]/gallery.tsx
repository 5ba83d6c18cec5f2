import Image from 'next/image';
import { firsthand } from '../../../lib/firsthand';

/** Shows the approved files of a job. Their links are signed for each page and stay valid for days. */
export async function Gallery({ jobId }: { jobId: string }) {
  const files = await firsthand().getJobFiles(jobId).toArray({ limit: 100 });
  return (
    <div className="gallery">
      {files.map((file) => (
        <figure key={file.id}>
          {/* Unoptimized, so that the browser receives the signed link itself. */}
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
