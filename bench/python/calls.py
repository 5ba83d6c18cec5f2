"""CPU time of a call: the Python client, http.client doing the same by hand, and stripe's client where it is installed.

Run by ``pnpm bench python/calls``, with the address of a server that answers every request with the same job. Rounds
are interleaved, and one ratio is of one round. Prints JSON: microseconds of CPU time a call, by contender and call.
"""

import json
import statistics
import sys
import time
import uuid
from http.client import HTTPConnection

from firsthandapi import FirstHandClient

CALLS = 150
BODY = {
    "type": "data_collection",
    "description": "A storefront by day, its sign readable.",
    "files_needed": 10,
    "accepted_formats": ["image/jpeg"],
    "price_per_file_cents": 50,
}
KEY = "fh_test_sk_benchmark"


def ours(url):
    client = FirstHandClient(api_key=KEY, base_url=url)
    return {"GET": lambda: client.get_job("job_1"), "POST": lambda: client.create_job(**BODY)}


def by_hand(url):
    host, port = url.split("//")[1].split(":")
    connection = HTTPConnection(host, int(port), timeout=30)
    headers = {"accept": "application/json", "authorization": f"Bearer {KEY}", "user-agent": "by-hand/1.0"}

    def get():
        connection.request("GET", "/v1/jobs/job_1", headers=headers)
        return json.loads(connection.getresponse().read())

    def post():
        own = {"content-type": "application/json", "idempotency-key": str(uuid.uuid4())}
        connection.request("POST", "/v1/jobs", json.dumps(BODY), {**headers, **own})
        return json.loads(connection.getresponse().read())

    return {"GET": get, "POST": post}


def stripe_client(url):
    try:
        import stripe
    except ImportError:
        return None
    stripe.api_key = "sk_test_benchmark"
    stripe.api_base = url
    return {
        "GET": lambda: stripe.Customer.retrieve("cus_1"),
        "POST": lambda: stripe.Customer.create(description=BODY["description"]),
    }


def cpu_time(call):
    begun = time.process_time()
    for _ in range(CALLS):
        call()
    return (time.process_time() - begun) / CALLS * 1e6


def main():
    url, rounds = sys.argv[1], int(sys.argv[2])
    found = {"firsthandapi": ours(url), "http.client": by_hand(url), "stripe": stripe_client(url)}
    contenders = {name: calls for name, calls in found.items() if calls is not None}
    result = {name: {} for name in contenders}
    for kind in ("GET", "POST"):
        times = {name: [] for name in contenders}
        for round_number in range(rounds + 1):
            for name, calls in contenders.items():
                spent = cpu_time(calls[kind])
                # The first round opens the connections.
                if round_number > 0:
                    times[name].append(spent)
        for name, spent in times.items():
            ratios = [mine / bare for mine, bare in zip(spent, times["http.client"])]
            result[name][kind] = statistics.median(spent)
            result[name][f"{kind} ratio"] = statistics.median(ratios)
    print(json.dumps(result))


main()
