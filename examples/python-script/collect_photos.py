"""Asks people for photos and collects them: python3 collect_photos.py 'A coffee cup on a table' --count 3"""

import argparse
import os
import pathlib
import sys

from firsthand import ApiError, FirstHand


def main():
    parser = argparse.ArgumentParser(description="Asks people for photos and collects them.")
    parser.add_argument("description")
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--to", type=pathlib.Path, default=pathlib.Path("photos"))
    options = parser.parse_args()

    base_url = os.environ.get("FIRSTHAND_BASE_URL", "https://api.firsthandapi.com")
    api = FirstHand(os.environ["FIRSTHAND_API_KEY"], base_url)
    job = api.create_job(
        type="data_collection",
        description=options.description,
        files_needed=options.count,
        accepted_formats=["image/jpeg"],
        price_per_file_cents=50,
    )
    api.wait_for_job(job["id"], on_update=show)
    options.to.mkdir(parents=True, exist_ok=True)
    for file in api.job_files(job["id"]):
        path = options.to / f"{file['id']}.jpg"
        path.write_bytes(api.download(file))
        print(path)


def show(job):
    print(f"{job['status']}: {job['files_approved']} of {job['files_needed']}", file=sys.stderr)


if __name__ == "__main__":
    try:
        main()
    except ApiError as error:
        sys.exit(str(error))
