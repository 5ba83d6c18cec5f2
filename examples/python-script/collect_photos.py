"""Asks people for photos and collects them: python3 collect_photos.py 'A coffee cup on a table' --count 3"""

import argparse
import sys

from firsthandapi import FirstHandClient, FirstHandError


def main():
    parser = argparse.ArgumentParser(description="Asks people for photos and collects them.")
    parser.add_argument("description")
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--to", default="photos")
    options = parser.parse_args()

    # With the key of FIRSTHAND_API_KEY, at FIRSTHAND_BASE_URL if it is set.
    with FirstHandClient() as client:
        job = client.create_job(
            type="data_collection",
            description=options.description,
            files_needed=options.count,
            accepted_formats=["image/jpeg"],
            price_per_file_cents=50,
        )
        client.wait_for_job(job["id"], on_update=show)
        for _, path in client.download_job_files(job["id"], to=options.to):
            print(path)


def show(job):
    print(f"{job['status']}: {job['files_approved']} of {job['files_needed']}", file=sys.stderr)


if __name__ == "__main__":
    try:
        main()
    except FirstHandError as error:
        sys.exit(str(error))
